import { prints, refuses, sends } from "../../support/tables.ts";

sends({
  "floating-ip new -D web-2": [
    "GET /v2/droplets?per_page=200&name=web-2",
    "GET /v2/droplets?per_page=200&name=web-2&type=gpus",
    'POST /v2/floating_ips {"droplet_id":3164002}',
  ],
  "floating-ip new --region nyc3": [
    'POST /v2/floating_ips {"region":"nyc3"}',
  ],
  "floating-ip new -D web-2 --wait": [
    "GET /v2/droplets?per_page=200&name=web-2",
    "GET /v2/droplets?per_page=200&name=web-2&type=gpus",
    'POST /v2/floating_ips {"droplet_id":3164002}',
    "GET /v2/floating_ips/203.0.113.3/actions?per_page=200",
    "GET /v2/actions/36804010",
    "GET /v2/actions/36804010",
    "GET /v2/floating_ips/203.0.113.3",
  ],
  "floating-ip show": [
    "GET /v2/floating_ips?per_page=200",
  ],
  "floating-ip show 203.0.113.1 3405803778": [
    "GET /v2/floating_ips/203.0.113.1",
    "GET /v2/floating_ips/203.0.113.2",
  ],
  "floating-ip assign 203.0.113.2 web-2": [
    "GET /v2/droplets?per_page=200&name=web-2",
    "GET /v2/droplets?per_page=200&name=web-2&type=gpus",
    "GET /v2/floating_ips/203.0.113.2",
    'POST /v2/floating_ips/203.0.113.2/actions {"type":"assign","droplet_id":3164002}',
  ],
  "floating-ip unassign 203.0.113.1": [
    "GET /v2/floating_ips/203.0.113.1",
    'POST /v2/floating_ips/203.0.113.1/actions {"type":"unassign"}',
  ],
  "floating-ip act -p '{\"droplet_id\":3164002}' assign 203.0.113.2": [
    "GET /v2/floating_ips/203.0.113.2",
    'POST /v2/floating_ips/203.0.113.2/actions {"type":"assign","droplet_id":3164002}',
  ],
  "floating-ip actions 203.0.113.1": [
    "GET /v2/floating_ips/203.0.113.1",
    "GET /v2/floating_ips/203.0.113.1/actions?per_page=200",
  ],
  "floating-ip actions --last 203.0.113.1": [
    "GET /v2/floating_ips/203.0.113.1",
    "GET /v2/floating_ips/203.0.113.1/actions?per_page=1",
  ],
  "floating-ip wait 203.0.113.1": [
    "GET /v2/floating_ips/203.0.113.1",
    "GET /v2/floating_ips/203.0.113.1/actions?per_page=200",
  ],
  "floating-ip delete 203.0.113.2": [
    "GET /v2/floating_ips/203.0.113.2",
    "DELETE /v2/floating_ips/203.0.113.2",
  ],
});

refuses({
  "floating-ip new": [2, /^Usage: .*\ndoapi: .*Give either --droplet or --region\./],
  "floating-ip new -D web-1 -R nyc3": [2, /^Usage: .*\ndoapi: .*--droplet/],
  "floating-ip new -D nope": [1, "'nope': no such droplet"],
  "floating-ip show 198.51.100.1": [
    1,
    "Cannot fetch floating IP 198.51.100.1 (GET /v2/floating_ips/198.51.100.1): 404 not_found: The resource you were accessing could not be found.",
  ],
  "floating-ip show 99999999999": [1, "99999999999 is not a 32-bit integer, as an IPv4 address is"],
  "floating-ip assign 203.0.113.2 nope": [1, "'nope': no such droplet"],
  "floating-ip assign 198.51.100.1 web-1": [
    1,
    "Cannot fetch floating IP 198.51.100.1 (GET /v2/floating_ips/198.51.100.1): 404 not_found: The resource you were accessing could not be found.",
  ],
  "floating-ip unassign 203.0.113.1 198.51.100.1": [
    1,
    "Cannot fetch floating IP 198.51.100.1 (GET /v2/floating_ips/198.51.100.1): 404 not_found: The resource you were accessing could not be found.",
  ],
  "floating-ip delete 203.0.113.2 198.51.100.1": [
    1,
    "Cannot fetch floating IP 198.51.100.1 (GET /v2/floating_ips/198.51.100.1): 404 not_found: The resource you were accessing could not be found.",
  ],
});

const IP = { ip: "203.0.113.7", droplet: null, region: { slug: "fra1" }, locked: false };
const PRINTED = `{
    "droplet": null,
    "ip": "203.0.113.7",
    "locked": false,
    "region": {
        "slug": "fra1"
    }
}`;
const GET = { request: "GET /v2/floating_ips/203.0.113.7", reply: { floating_ip: IP } };

prints(
  {
    line: "floating-ip new -R fra1",
    answers: {
      request: "POST /v2/floating_ips",
      body: { region: "fra1" },
      status: 202,
      reply: { floating_ip: IP },
    },
    out: `${PRINTED}\n`,
  },
  {
    line: "floating-ip show 3405803783 203.0.113.7",
    answers: GET,
    out: `[\n${PRINTED.replace(/^/gm, "    ")}\n]\n`,
    err:
      "doapi: Warning: floating IP '203.0.113.7' specified multiple times; ignoring later occurrence\n",
  },
  {
    line: "floating-ip actions --in-progress 203.0.113.7",
    answers: [
      GET,
      { request: "GET /v2/floating_ips/203.0.113.7/actions?per_page=200", reply: { actions: [] } },
    ],
    out: "[\n    null\n]\n",
  },
  {
    line: "floating-ip actions 203.0.113.7",
    answers: [
      GET,
      { request: "GET /v2/floating_ips/203.0.113.7/actions?per_page=200", reply: { actions: [] } },
    ],
    out: "[\n    []\n]\n",
  },
  {
    line: "floating-ip wait 203.0.113.7",
    answers: [
      GET,
      { request: "GET /v2/floating_ips/203.0.113.7/actions?per_page=200", reply: { actions: [] } },
    ],
    out: "[]\n",
  },
  {
    line: "floating-ip delete 203.0.113.7",
    answers: [GET, { request: "DELETE /v2/floating_ips/203.0.113.7", status: 204 }],
    out: "",
    err: "doapi: deleted: floating IP 203.0.113.7\n",
  },
);
