import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { DOAPI, Droplet, Image, Region } from "@doapi/doapi";

const doapi = new DOAPI("t");
const JSON_TEXT =
  `{"id":3,"name":"web","created_at":"2016-01-01T00:01:45Z","new_field":{"x":5.0},` +
  `"region":{"slug":"nyc3","available":true},"image":{"id":7,"slug":null},"kernel":null,` +
  `"networks":{"v4":[{"ip_address":"203.0.113.7"}],"v6":[]},"delete":"a field"}`;

Deno.test("a field is reached in three ways that share one storage", () => {
  const droplet = doapi.droplet(JSON.parse(JSON_TEXT));
  droplet.name = "db";
  assertEquals([droplet.name, droplet["name"], droplet.fields.name], ["db", "db", "db"]);
  droplet.fields.status = "off";
  assertEquals(droplet.off, true);
});

Deno.test("a resource turns back into the JSON it came from, unknown fields included", () => {
  assertEquals(
    JSON.stringify(doapi.droplet(JSON.parse(JSON_TEXT))),
    JSON.stringify(JSON.parse(JSON_TEXT)),
  );
});

Deno.test("a resource has its fields as its own enumerable properties, and nothing else", () => {
  const droplet = doapi.droplet(JSON.parse(JSON_TEXT));
  const { delete: _, ...fields } = JSON.parse(JSON_TEXT);
  assertEquals(Object.keys(droplet), Object.keys(fields));
  assertEquals(JSON.parse(JSON.stringify({ ...droplet })), fields);
  assertEquals(Object.keys(droplet.image), ["id", "slug"]);
  const { client, ...rest } = droplet;
  assertEquals([client === doapi, "client" in rest], [true, false]);
});

Deno.test("the fields of a resource can be cloned, those of its parts included", () => {
  const droplet = doapi.droplet(JSON.parse(JSON_TEXT));
  const clone = structuredClone(droplet.toJSON());
  assertEquals(clone.created_at, new Date("2016-01-01T00:01:45Z"));
  assertEquals(clone.image, { id: 7, slug: null });
  assertEquals(clone.networks, { v4: [{ ip_address: "203.0.113.7" }], v6: [] });
});

Deno.test("a field that is set later is a property like the others", () => {
  class Mine extends Droplet {}
  for (const droplet of [new Droplet(doapi, { id: 3 }), new Mine(doapi, { id: 3 })]) {
    assertEquals(Object.keys(droplet), ["id"]);
    droplet.name = "db";
    assertEquals([Object.keys(droplet), droplet.fields.name], [["id", "name"], "db"]);
  }
});

Deno.test("a field with a method's name stays in fields and leaves the method alone", () => {
  const droplet = doapi.droplet(JSON.parse(JSON_TEXT));
  assertEquals(typeof droplet.delete, "function");
  assertEquals(droplet.fields.delete, "a field");
});

Deno.test("documented sub-objects become classes with back references, dates become Dates", () => {
  const droplet = doapi.droplet(JSON.parse(JSON_TEXT));
  assertEquals(droplet.region instanceof Region, true);
  assertEquals(droplet.image instanceof Image, true);
  assertEquals(droplet.image.droplet === droplet, true);
  assertEquals(droplet.networks.v4[0]?.ipVersion, 4);
  assertEquals(droplet.networks.v4[0]?.ip_version, 4);
  assertEquals(droplet.ipAddress, "203.0.113.7");
  assertEquals(droplet.created_at.getTime(), Date.UTC(2016, 0, 1, 0, 1, 45));
  assertEquals(droplet.kernel, null);
});

Deno.test("what a droplet knows only in part has no slugs and no address", () => {
  const unknown = { region: null, image: null, networks: null };
  for (const data of [{ id: 3 }, { id: 3, ...unknown }, { id: 3, region: {}, image: {} }]) {
    const { regionSlug, imageSlug, ipAddress } = doapi.droplet(data);
    assertEquals([regionSlug, imageSlug, ipAddress], [null, null, null]);
  }
});

Deno.test("resources convert to what identifies them", () => {
  assertEquals(Number(doapi.droplet(3)), 3);
  assertEquals(+doapi.action(4), 4);
  assertEquals(String(doapi.region("nyc3")), "nyc3");
  assertEquals(String(doapi.sshKey("aa:bb")), "aa:bb");
  assertEquals(String(doapi.domain("example.com")), "example.com");
  assertEquals(String(doapi.floatingIp(2130706433)), "127.0.0.1");
  assertThrows(() => String(doapi.image(7)), TypeError, "has no slug");
});

Deno.test("a resource of the wrong kind is refused", () => {
  // @ts-expect-error an image does not identify a droplet
  const droplet = () => doapi.droplet(doapi.image(7));
  assertThrows(droplet, TypeError, "An image was given where a droplet is needed");
  // @ts-expect-error an SSH key does not identify a floating IP
  const ip = () => doapi.floatingIp(doapi.sshKey(7));
  assertThrows(ip, TypeError, "An SSH key was given where a floating IP is needed");
});

Deno.test("console.log shows a resource by its fields", () => {
  const shown = Deno.inspect(doapi.droplet({ id: 3 }));
  assertStringIncludes(shown, "Droplet { id: 3 }");
});
