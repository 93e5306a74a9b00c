import { assertEquals } from "@std/assert";
import { cli, sandboxWorld } from "../../support/cli.ts";
import { ENDPOINT } from "../../support/script.ts";
import { refuses } from "../../support/tables.ts";

const TWINS = "'train': ambiguous; name used by multiple droplets: 3164001, 3164005";

/** An account with two droplets of one name, one of them in the list of those with GPUs. */
const twins = () =>
  sandboxWorld(0, {
    droplets: [
      { name: "train" },
      ...["a", "b", "c"].map((name) => ({ name, tags: ["web"] })),
      { name: "train", size: "gpu-l40sx1-48gb", region: "tor1", tags: ["Web"] },
    ],
  });

const changes = (requests: string[]) => requests.filter((request) => !request.startsWith("GET "));

for (const others of ["", " a b c"]) {
  Deno.test(`a name of droplets with and without GPUs is ambiguous: train${others}`, async () => {
    const world = twins();
    const one = await cli(`droplet delete train${others}`, world);
    assertEquals([one.code, one.out, changes(one.requests)], [1, "", []]);
    assertEquals(one.err.split(" (")[0], `doapi: ${TWINS}`);
    const both = await cli(`droplet reboot -M train${others}`, world);
    const ids = JSON.parse(both.out).map((action: { resource_id: number }) => action.resource_id);
    assertEquals([both.code, ids.slice(0, 2)], [0, [3164001, 3164005]]);
  });
}

Deno.test("--unique and completion see droplets with GPUs, and a tag stands for them", async () => {
  const world = twins();
  const { code, err } = await cli("droplet rename --unique a train", world);
  assertEquals([code, err], [1, "doapi: There is already another droplet named 'train'\n"]);
  const names = await cli("completions names droplets", world);
  assertEquals(names.out, "train\na\nb\nc\ntag:web\n");
  const tagged = await cli("droplet reboot tag:web", world);
  assertEquals(JSON.parse(tagged.out).length, 4);
});

Deno.test("a list of droplets with GPUs that fails fails the look-up", async () => {
  const world = twins();
  world.sandbox.faults.add({ path: "/v2/droplets", status: 403 });
  const { code, out, requests } = await cli("droplet delete train", world);
  assertEquals([code, out, changes(requests)], [1, "", []]);
});

refuses({
  "droplet delete tag:": [2, /^doapi: 'tag:': there is nothing after the colon\.$/m],
  "droplet delete web-1 name:": [2, /^doapi: 'name:': there is nothing after the colon\.$/m],
  "droplet delete id:": [2, /there is nothing after the colon/],
  "image delete slug:": [2, /there is nothing after the colon/],
  "ssh-key delete fingerprint:": [2, /there is nothing after the colon/],
  "droplet rebuild -I slug: web-1": [2, /there is nothing after the colon/],
});

Deno.test("of a server that ignores the filter for tags, only what has the tag is deleted", async () => {
  const world = twins();
  const fetch: typeof world.fetch = (url, init) => {
    const target = new URL(url);
    target.searchParams.delete("tag_name");
    return world.fetch(target.href, init);
  };
  const { code, requests } = await cli("droplet delete tag:web", { ...world, fetch });
  assertEquals([code, changes(requests).length], [0, 4]);
  const left = await world.fetch(`${ENDPOINT}/v2/droplets`, {
    headers: { authorization: "Bearer t" },
  });
  assertEquals((await left.json()).droplets.length, 1);
  const none = await cli("droplet delete tag:nix", { ...world, fetch });
  assertEquals([none.code, none.err], [1, "doapi: 'tag:nix': no droplet has this tag\n"]);
});
