/**
 * Takes a snapshot of every droplet with the tag "nightly", and deletes all but the newest three
 * of each.
 *
 *     DO_API_TOKEN=... deno run --allow-net --allow-env nightly_snapshots.ts
 */
import { type Action, DOAPI } from "@doapi/doapi";

const KEEP = 3;

const doapi = new DOAPI(Deno.env.get("DO_API_TOKEN") ?? "", {
  endpoint: Deno.env.get("DO_API_ENDPOINT"),
});

const droplets = await Array.fromAsync(doapi.fetchAllDroplets({ tag_name: "nightly" }));
const day = new Date().toISOString().slice(0, 10);
const actions: Action[] = [];
for (const droplet of droplets) actions.push(await droplet.snapshot(`${droplet.name} ${day}`));
for await (const action of doapi.waitActions(actions)) action.throwIfErrored();

for (const droplet of droplets) {
  const snapshots = await Array.fromAsync(droplet.fetchAllSnapshots());
  snapshots.sort((a, b) => Number(b.created_at) - Number(a.created_at));
  for (const old of snapshots.slice(KEEP)) await old.delete();
  console.log(`${droplet.name}: ${Math.min(snapshots.length, KEEP)} snapshots`);
}
