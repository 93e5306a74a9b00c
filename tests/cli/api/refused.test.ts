import { assertEquals } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { account } from "../../support/tables.ts";

/** Lines that the API refuses, and what they are told beside that. */
const REFUSED: [line: string, meant: string][] = [
  [
    "droplet new -I debian-12-x64 -S s-1vcpu-3gb-amd -R nyc33 new",
    "'s-1vcpu-3gb-amd': no such size; perhaps s-1vcpu-1gb-amd, s-1vcpu-2gb-amd, s-2vcpu-2gb-amd, " +
    "s-2vcpu-4gb-amd, s-4vcpu-8gb-amd or 2 more; 'nyc33': no such region; perhaps nyc3",
  ],
  [
    "droplet resize g-2vcpu-8 web-1",
    "'g-2vcpu-8': no such size; perhaps g-2vcpu-8gb, gd-2vcpu-8gb",
  ],
  ["floating-ip new -R nyc33", "'nyc33': no such region; perhaps nyc3"],
  [
    "droplet new -I debian-12-x64 -S gpu-l40sx1-48gb -R nyc3 new",
    "size gpu-l40sx1-48gb is available in tor1",
  ],
  [
    "database new d --engine valkey --version 99 --num-nodes 1 --size db-s-1vcpu-1gb --region nyc3",
    "'99': no such version; there are 8",
  ],
];

for (const [line, meant] of REFUSED) {
  Deno.test(`doapi ${line} is told what was perhaps meant`, async () => {
    const { code, err } = await cli(line, account());
    assertEquals([code, err.split("\n").at(-2)], [1, `doapi: ${meant}`]);
  });
}

Deno.test("a refusal is reported as it is where the API cannot tell what there is", async () => {
  const world = account();
  const { fetch } = world;
  world.fetch = (url, init) =>
    /\/v2\/(sizes|regions)/.test(url)
      ? Promise.resolve(Response.json({ id: "forbidden", message: "no" }, { status: 403 }))
      : fetch(url, init);
  const { code, err } = await cli("droplet resize s-1vcpu-2 web-1", world);
  assertEquals([code, err.split("\n").at(-2)], [1, "doapi: See doapi size"]);
});

Deno.test("a refusal that names no size, region or version asks for no list", async () => {
  const ran = await cli("droplet power-off name:105", account());
  assertEquals([ran.code, ran.requests.filter((one) => /sizes|regions/.test(one))], [1, []]);
});
