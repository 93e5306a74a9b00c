import { assertEquals } from "@std/assert";
import { bench, ORIGIN } from "../support.ts";

const NONE = { count: 0 };
const OTHERS = { volumes: NONE, volume_snapshots: NONE, databases: NONE };

/** Decoded JSON. */
// deno-lint-ignore no-explicit-any -- answers are looked into by hand
type Json = any;

Deno.test("a tag is made once, and again without harm", async () => {
  const { call } = bench();
  const resources = { count: 0, droplets: NONE, images: NONE, ...OTHERS };
  for (let i = 0; i < 2; i++) {
    const { status, json } = await call("POST", "/v2/tags", { name: "env:prod" });
    assertEquals([status, json], [201, { tag: { name: "env:prod", resources } }]);
  }
  assertEquals((await call("GET", "/v2/tags")).json.meta.total, 1);
});

for (const name of ["", "a b", "é", "a".repeat(256), 7, null]) {
  Deno.test(`${JSON.stringify(name)?.slice(0, 20)} is not a valid tag name`, async () => {
    const { call } = bench();
    assertEquals((await call("POST", "/v2/tags", { name })).status, 422);
  });
}

Deno.test("a tag is the same in any case, and keeps the spelling that it was first given", async () => {
  const { call } = bench({ seed: { droplets: [{ name: "a", tags: ["Web"] }] } });
  assertEquals((await call("POST", "/v2/tags", { name: "WEB" })).json.tag.name, "Web");
  assertEquals((await call("GET", "/v2/tags/web")).json.tag.name, "Web");
  const { droplets } = (await call("GET", "/v2/droplets?tag_name=wEB")).json;
  assertEquals(droplets.map(({ name, tags }: Json) => [name, tags]), [["a", ["Web"]]]);
});

Deno.test("a tag counts what it is on and tells what was tagged last", async () => {
  const { call } = bench({ seed: { droplets: 2, images: [{ name: "own" }], tags: ["x"] } });
  const resources = [
    { resource_id: "3164001", resource_type: "droplet" },
    { resource_id: "3164002", resource_type: "droplet" },
    { resource_id: "7938001", resource_type: "image" },
  ];
  assertEquals((await call("POST", "/v2/tags/x/resources", { resources })).status, 204);
  const last = `${ORIGIN}/v2/droplets/3164002`;
  assertEquals((await call("GET", "/v2/tags/x")).json.tag.resources, {
    count: 3,
    last_tagged_uri: last,
    droplets: { count: 2, last_tagged_uri: last },
    images: { count: 1, last_tagged_uri: `${ORIGIN}/v2/images/7938001` },
    ...OTHERS,
  });
  assertEquals((await call("GET", "/v2/droplets/3164001")).json.droplet.tags, ["x"]);
  assertEquals((await call("GET", "/v2/images?tag_name=x")).json.meta.total, 1);

  assertEquals((await call("DELETE", "/v2/tags/x/resources", { resources })).status, 204);
  assertEquals((await call("GET", "/v2/tags/x")).json.tag.resources.count, 0);
  assertEquals((await call("GET", "/v2/droplets?tag_name=x")).json.droplets, []);
});

Deno.test("if one of the resources is not there, none is tagged", async () => {
  const { call } = bench({ seed: { droplets: 1, tags: ["x"] } });
  const resources = [
    { resource_id: "3164001", resource_type: "droplet" },
    { resource_id: "9", resource_type: "droplet" },
  ];
  assertEquals((await call("POST", "/v2/tags/x/resources", { resources })).status, 404);
  assertEquals((await call("GET", "/v2/tags/x")).json.tag.resources.count, 0);
  assertEquals((await call("POST", "/v2/tags/x/resources", {})).status, 422);
  assertEquals((await call("POST", "/v2/tags/y/resources", { resources })).status, 404);
});

Deno.test("a deleted tag is off everything", async () => {
  const { call } = bench({ seed: { droplets: [{ name: "a", tags: ["x", "y"] }] } });
  assertEquals((await call("DELETE", "/v2/tags/x")).status, 204);
  assertEquals((await call("GET", "/v2/tags/x")).status, 404);
  assertEquals((await call("GET", "/v2/droplets/3164001")).json.droplet.tags, ["y"]);
});
