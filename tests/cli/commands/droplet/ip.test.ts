import { prints, refuses } from "../../../support/tables.ts";

const ASKED = { request: "GET /v2/droplets/5" };
const networks = {
  v4: [
    { ip_address: "10.0.0.5", type: "private" },
    { ip_address: "203.0.113.5", type: "public" },
  ],
  v6: [{ ip_address: "2001:db8::5", type: "public" }],
};
const WHOLE = { droplet: { id: 5, name: "web-1", networks } };
const BARE = { droplet: { id: 5, name: "web-1", networks: { v4: [], v6: [] } } };

prints(
  { line: "droplet ip 5", answers: { ...ASKED, reply: WHOLE }, out: "203.0.113.5\n" },
  { line: "droplet ip --private 5", answers: { ...ASKED, reply: WHOLE }, out: "10.0.0.5\n" },
  { line: "droplet ip --v6 5", answers: { ...ASKED, reply: WHOLE }, out: "2001:db8::5\n" },
  {
    line: "droplet ip 5",
    answers: { ...ASKED, reply: BARE },
    out: "",
    code: 1,
    err: "doapi: droplet web-1 (5) has no public IPv4 address\n",
  },
  {
    line: "droplet ip --v6 5",
    answers: { ...ASKED, reply: BARE },
    out: "",
    code: 1,
    err: "doapi: droplet web-1 (5) has no public IPv6 address\n",
  },
);

refuses({
  "droplet ip": [2, /^Usage: .*\ndoapi: .*droplet/],
  "droplet ip nope": [1, "'nope': no such droplet"],
  "droplet ip --private --v6 web-1": [2, /^Usage: .*\ndoapi: .*--v6/],
});

for (
  const [options, out] of [
    [
      "-o json",
      '[\n    {\n        "id": 5,\n        "ip": "203.0.113.5",\n        "name": "web-1"\n    }\n]\n',
    ],
    ["-o tsv", "5\tweb-1\t203.0.113.5\n"],
    ["-o ids", "5\n"],
    ["-o csv --columns ip", "ip\n203.0.113.5\n"],
    ["--query '[0].ip'", '"203.0.113.5"\n'],
    ["--filter name=x*", ""],
  ] as const
) {
  prints({ line: `droplet ip 5 ${options}`, answers: { ...ASKED, reply: WHOLE }, out });
}
