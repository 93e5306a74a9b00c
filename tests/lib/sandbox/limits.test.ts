import { assertEquals } from "@std/assert";
import { createSandbox } from "@doapi/doapi/sandbox";
import { bench, PLAIN } from "./support.ts";

const CREATES: readonly (readonly [path: string, body: object])[] = [
  ["/v2/droplets", { name: "web-1", ...PLAIN }],
  ["/v2/floating_ips", { region: "nyc3" }],
  ["/v2/reserved_ips", { region: "nyc3" }],
  ["/v2/volumes", { name: "data", region: "nyc3", size_gigabytes: 1 }],
];

const NONE = { droplet_limit: 0, floating_ip_limit: 0, volume_limit: 0 };

for (const [path, body] of CREATES) {
  Deno.test(`POST ${path} is refused at the limit of the account, unless limits are off`, async () => {
    const status = async (limits: boolean) => {
      const { call } = bench({ limits, seed: { account: NONE } });
      return Math.floor((await call("POST", path, body)).status / 100);
    };
    assertEquals([await status(true), await status(false)], [4, 2]);
  });
}

Deno.test("an account without limits still says what they are", async () => {
  const { call } = bench({ limits: false });
  const { json } = await call("GET", "/v2/account");
  assertEquals([json.account.droplet_limit, json.account.volume_limit], [25, 100]);
});

Deno.test("a seed may have more than the account may, and the limits count again after it", async () => {
  const { call, sandbox } = bench({ seed: { account: NONE, droplets: 2 } });
  assertEquals(sandbox.snapshot().droplets.length, 2);
  assertEquals((await call("POST", "/v2/droplets", { name: "a", ...PLAIN })).status, 422);
});

Deno.test("a seed that is refused leaves the limits in force", async () => {
  const { call, sandbox } = bench({ seed: { account: NONE } });
  try {
    sandbox.seed({ droplets: [{ name: "a b" }] });
  } catch {
    // That is what this is about.
  }
  assertEquals((await call("POST", "/v2/droplets", { name: "a", ...PLAIN })).status, 422);
});

Deno.test("limits that are off stay off after a seed", async () => {
  const sandbox = createSandbox({ limits: false, seed: { account: NONE, droplets: 1 } });
  const response = await sandbox.fetch("https://api.digitalocean.com/v2/droplets", {
    method: "POST",
    headers: { authorization: "Bearer any" },
    body: JSON.stringify({ name: "a", ...PLAIN }),
  });
  assertEquals(response.status, 202);
});
