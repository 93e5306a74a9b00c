/** What a request costs with 10, 1,000 and 100,000 droplets: it should cost the same. */
import { createSandbox } from "@doapi/doapi/sandbox";

const ORIGIN = "https://api.digitalocean.com";
const headers = { authorization: "Bearer token", "content-type": "application/json" };
const body = JSON.stringify({
  name: "new",
  region: "nyc3",
  size: "s-1vcpu-1gb",
  image: "ubuntu-24-04-x64",
});

for (const count of [10, 1000, 100_000]) {
  const sandbox = createSandbox({
    actionTime: 0,
    rateLimit: false,
    seed: { account: { droplet_limit: 1e9 }, droplets: count },
  });
  const get = async (path: string): Promise<void> => {
    await (await sandbox.fetch(ORIGIN + path, { headers })).text();
  };
  const middle = 3164001 + Math.floor(count / 2);
  const of = `of ${count.toLocaleString("en")} droplets`;
  Deno.bench(`get one ${of}`, { group: "get" }, async () => {
    await get(`/v2/droplets/${middle}`);
  });
  Deno.bench(`list the last page ${of}`, { group: "list" }, async () => {
    await get(`/v2/droplets?per_page=10&page=${count / 10}`);
  });
  Deno.bench(`find one by name ${of}`, { group: "name" }, async () => {
    await get(`/v2/droplets?name=droplet-${count / 2}`);
  });
  Deno.bench(`list the latest actions ${of}`, { group: "actions" }, async () => {
    await get("/v2/actions?per_page=10");
  });
  let oldest = 3164001;
  Deno.bench(`create one and delete the oldest ${of}`, { group: "delete" }, async () => {
    await (await sandbox.fetch(`${ORIGIN}/v2/droplets`, { method: "POST", headers, body })).text();
    await sandbox.fetch(`${ORIGIN}/v2/droplets/${oldest++}`, { method: "DELETE", headers });
  });
  Deno.bench(`create and delete one ${of}`, { group: "create" }, async () => {
    const made = await sandbox.fetch(`${ORIGIN}/v2/droplets`, { method: "POST", headers, body });
    const { droplet } = await made.json();
    await sandbox.fetch(`${ORIGIN}/v2/droplets/${droplet.id}`, { method: "DELETE", headers });
  });
}
