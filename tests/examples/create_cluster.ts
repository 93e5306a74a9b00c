/**
 * Creates three droplets, waits until all are up, and prints their addresses.
 *
 *     DO_API_TOKEN=... deno run --allow-net --allow-env create_cluster.ts
 */
import { DOAPI, WaitTimeoutError } from "@doapi/doapi";

const doapi = new DOAPI(Deno.env.get("DO_API_TOKEN") ?? "", {
  endpoint: Deno.env.get("DO_API_ENDPOINT"),
});

const names = ["web-1", "web-2", "web-3"];
const created = await doapi.createMultipleDroplets(
  names,
  "debian-12-x64",
  "s-1vcpu-1gb",
  "fra1",
  { tags: ["web"] },
);
try {
  const wait = { status: "active", waitTime: 300 };
  for await (const droplet of doapi.waitEachDroplet(created, wait)) {
    console.log(`${droplet.name}\t${droplet.ipAddress}`);
  }
} catch (error) {
  if (!(error instanceof WaitTimeoutError)) throw error;
  console.error(`${error.remaining.length} of ${names.length} are not up after five minutes`);
  Deno.exit(1);
}
