/**
 * Gives back every floating IP that is assigned to no droplet.
 *
 *     DO_API_TOKEN=... deno run --allow-net --allow-env release_idle_ips.ts
 */
import { DOAPI, NotFoundError } from "@doapi/doapi";

const doapi = new DOAPI(Deno.env.get("DO_API_TOKEN") ?? "", {
  endpoint: Deno.env.get("DO_API_ENDPOINT"),
});

const ips = await Array.fromAsync(doapi.fetchAllFloatingIps());
for (const ip of ips.filter(({ droplet }) => droplet === null)) {
  try {
    await ip.delete();
    console.log(`${ip} given back`);
  } catch (error) {
    // Somebody else was faster.
    if (!(error instanceof NotFoundError)) throw error;
  }
}
