import { assertEquals } from "@std/assert";
import { cli } from "../../../support/cli.ts";
import { account, prints, refuses } from "../../../support/tables.ts";

for (
  const [line, run] of [
    ["droplet ssh web-1", ["ssh", "--", "root@198.18.0.2"]],
    ["droplet ssh web-1 -- uptime --pretty -q", [
      "ssh",
      "--",
      "root@198.18.0.2",
      "uptime",
      "--pretty",
      "-q",
    ]],
    ["droplet ssh web-1 --user deploy", ["ssh", "--", "deploy@198.18.0.2"]],
  ] as const
) {
  Deno.test(`doapi ${line} runs ssh, and exits as it does`, async () => {
    const ran: string[][] = [];
    const spawn = (program: string, args: readonly string[]) => {
      ran.push([program, ...args]);
      return Promise.resolve(7);
    };
    const { code, out, err } = await cli(line, account({ spawn }));
    assertEquals([code, out, err, ran], [7, "", "", [[...run]]]);
  });
}

refuses({
  "droplet ssh": [2, /^Usage: .*\ndoapi: .*droplet/],
  "droplet ssh nope": [1, "'nope': no such droplet"],
  "droplet ssh twin": [1, /ambiguous/],
  "droplet ssh --user -oProxyCommand=x web-1": [2, /--user/],
  "droplet ssh --user=-oProxyCommand=x web-1": [2, /"--user" must be the name of a user/],
  "droplet ssh-config nope": [1, "'nope': no such droplet"],
});

const droplet = (id: number, name: string, address?: string) => ({
  id,
  name,
  networks: { v4: address ? [{ ip_address: address, type: "public" }] : [], v6: [] },
});

prints(
  {
    line: "droplet ssh 5",
    answers: { request: "GET /v2/droplets/5", reply: { droplet: droplet(5, "web-1", "-oX") } },
    out: "",
    code: 1,
    err: "doapi: droplet web-1 (5) has no public IPv4 address\n",
  },
  {
    line: "droplet ssh-config",
    answers: {
      request: "GET /v2/droplets?per_page=200",
      reply: {
        droplets: [
          droplet(5, "web-1", "203.0.113.5"),
          droplet(6, "twin", "203.0.113.6"),
          droplet(7, "twin", "203.0.113.7"),
          droplet(8, "new"),
          droplet(9, "* !x", "203.0.113.9"),
        ],
      },
    },
    out: "Host web-1\n  HostName 203.0.113.5\n  User root\n" +
      "Host twin-6\n  HostName 203.0.113.6\n  User root\n" +
      "Host twin-7\n  HostName 203.0.113.7\n  User root\n",
    err: "doapi: Warning: left out: droplet new (8) has no public IPv4 address\n" +
      "doapi: Warning: left out: droplet * !x (9) has no name that ssh takes\n",
  },
  {
    line: "droplet ssh-config 5 --user me -o csv",
    answers: {
      request: "GET /v2/droplets/5",
      reply: { droplet: droplet(5, "web-1", "203.0.113.5") },
    },
    out: "id,host,hostname,user\n5,web-1,203.0.113.5,me\n",
  },
  {
    line: "droplet ssh-config 8",
    answers: { request: "GET /v2/droplets/8", reply: { droplet: droplet(8, "new") } },
    out: "",
    code: 1,
    err: "doapi: droplet new (8) has no public IPv4 address\n",
  },
);
