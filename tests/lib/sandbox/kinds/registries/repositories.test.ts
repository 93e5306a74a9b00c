import { assertEquals, assertMatch } from "@std/assert";
import { type Bench, bench } from "../../support.ts";

const DIGEST = `sha256:${"0".repeat(64)}`;

const SEED = {
  registries: [{
    name: "images",
    subscription_tier_slug: "basic",
    repositories: [
      {
        name: "my/web",
        manifests: [
          { digest: DIGEST, compressed_size_bytes: 100, size_bytes: 300, tags: ["v1", "latest"] },
          {
            compressed_size_bytes: 70,
            tags: ["v2", "latest"],
            blobs: [
              { digest: "sha256:base", compressed_size_bytes: 50 },
              { digest: "sha256:top", compressed_size_bytes: 20 },
            ],
          },
        ],
      },
      { name: "empty" },
    ],
  }],
};

const BOTH = ["/v2/registry/images", "/v2/registries/images"];

const tags = async (b: Bench) =>
  (await b.call("GET", "/v2/registries/images/repositories/my%2Fweb/tags")).json.tags
    .map(({ tag }: { tag: string }) => tag);

const manifests = async (b: Bench) =>
  (await b.call("GET", "/v2/registries/images/repositories/my%2Fweb/digests")).json.manifests;

for (const path of BOTH) {
  Deno.test(`repositories, tags and manifests are found below ${path}`, async () => {
    const b = bench({ seed: SEED });
    const { json } = await b.call("GET", `${path}/repositoriesV2`);
    const [web, empty] = json.repositories;
    assertEquals(json.meta.total, 2);
    assertEquals(
      [web.registry_name, web.name, web.tag_count, web.manifest_count, web.latest_manifest.tags],
      ["images", "my/web", 3, 2, ["v2", "latest"]],
    );
    assertEquals(empty.latest_manifest, undefined);
    assertMatch(web.latest_manifest.digest, /^sha256:[0-9a-f]{64}$/);
    const listed = (await b.call("GET", `${path}/repositories/my%2Fweb/tags?per_page=1`)).json;
    assertEquals([listed.meta.total, listed.tags], [3, [{
      registry_name: "images",
      repository: "my/web",
      tag: "v1",
      manifest_digest: DIGEST,
      compressed_size_bytes: 100,
      size_bytes: 300,
      updated_at: "2026-01-01T00:00:00Z",
    }]]);
    const all = (await b.call("GET", `${path}/repositories/my%2Fweb/digests`)).json.manifests;
    assertEquals(all[0].tags, ["v1"]);
    assertEquals(all[0].blobs, [{ digest: DIGEST, compressed_size_bytes: 100 }]);
    assertEquals(all.length, 2);
    assertEquals((await b.call("GET", `${path}/repositories/none/tags`)).status, 404);
  });

  Deno.test(`a tag and a manifest are deleted below ${path}`, async () => {
    const b = bench({ seed: SEED });
    const below = `${path}/repositories/my%2Fweb`;
    assertEquals((await b.call("DELETE", `${below}/tags/v2`)).status, 204);
    assertEquals(await tags(b), ["v1", "latest"]);
    assertEquals((await b.call("DELETE", `${below}/tags/v2`)).status, 404);
    assertEquals((await manifests(b)).length, 2);
    assertEquals((await b.call("DELETE", `${below}/digests/${DIGEST}`)).status, 204);
    assertEquals((await b.call("DELETE", `${below}/digests/${DIGEST}`)).status, 404);
    assertEquals([(await manifests(b)).length, await tags(b)], [1, ["latest"]]);
  });

  Deno.test(`a garbage collection frees what nothing needs, started at ${path}`, async () => {
    const b = bench({ seed: SEED });
    const usage = async () =>
      (await b.call("GET", "/v2/registries/images")).json.registry.storage_usage_bytes;
    assertEquals((await b.call("GET", `${path}/garbage-collection`)).status, 404);
    await b.call("DELETE", `${path}/repositories/my%2Fweb/digests/${DIGEST}`);
    assertEquals(await usage(), 170);
    const { status, json } = await b.call("POST", `${path}/garbage-collection`);
    const { uuid } = json.garbage_collection;
    assertEquals([status, json.garbage_collection.status], [201, "requested"]);
    assertEquals(
      await b.refused("POST", `${path}/garbage-collection`),
      "409 conflict: A garbage collection is already running.",
    );
    const statuses: string[] = [];
    for (let i = 0; i < 3; i++) {
      b.clock.advance(2.5);
      const active = await b.call("GET", `${path}/garbage-collection`);
      statuses.push(active.json.garbage_collection.status);
    }
    assertEquals(statuses, [
      "waiting for write JWTs to expire",
      "scanning manifests",
      "deleting unreferenced blobs",
    ]);
    b.clock.advance(2.5);
    assertEquals((await b.call("GET", `${path}/garbage-collection`)).status, 404);
    assertEquals((await b.call("GET", `${path}/garbage-collections`)).json.garbage_collections, [{
      uuid,
      registry_name: "images",
      status: "succeeded",
      created_at: "2026-01-01T00:00:00Z",
      updated_at: "2026-01-01T00:00:10Z",
      blobs_deleted: 1,
      freed_bytes: 100,
    }]);
    assertEquals(await usage(), 70);
  });
}

Deno.test("a collection of manifests takes those without a tag", async () => {
  const b = bench({ seed: SEED });
  const path = "/v2/registry/images";
  for (const tag of ["v2", "latest"]) {
    await b.call("DELETE", `${path}/repositories/my%2Fweb/tags/${tag}`);
  }
  await b.call("POST", `${path}/garbage-collection`, {
    type: "untagged manifests and unreferenced blobs",
  });
  b.clock.advance(10);
  const [{ blobs_deleted, freed_bytes }] =
    (await b.call("GET", `${path}/garbage-collections`)).json.garbage_collections;
  assertEquals([(await manifests(b)).length, blobs_deleted, freed_bytes], [1, 2, 70]);
});

Deno.test("a collection is called off while it runs", async () => {
  const b = bench({ seed: SEED });
  const path = "/v2/registries/images/garbage-collection";
  const { uuid } = (await b.call("POST", path)).json.garbage_collection;
  assertEquals((await b.call("PUT", `${path}/none`, { cancel: true })).status, 404);
  const { json } = await b.call("PUT", `${path}/${uuid}`, { cancel: true });
  assertEquals(json.garbage_collection.status, "cancelling");
  b.clock.advance(10);
  const [collection] = (await b.call("GET", `${path}s`)).json.garbage_collections;
  assertEquals(collection.status, "cancelled");
  assertEquals(
    await b.refused("PUT", `${path}/${uuid}`, { cancel: true }),
    "409 conflict: The garbage collection is over.",
  );
});

Deno.test("a repository goes with its tags and leaves its blobs", async () => {
  const b = bench({ seed: SEED });
  const path = "/v2/registries/images";
  assertEquals((await b.call("DELETE", `${path}/repositories/my%2Fweb`)).status, 204);
  assertEquals((await b.call("GET", `${path}/repositoriesV2`)).json.meta.total, 1);
  assertEquals((await b.call("GET", `${path}/repositories/my%2Fweb/tags`)).status, 404);
  assertEquals((await b.call("GET", path)).json.registry.storage_usage_bytes, 170);
});
