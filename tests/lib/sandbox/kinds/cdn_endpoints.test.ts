import { assertEquals } from "@std/assert";
import { bench } from "../support.ts";

const ORIGIN = "space.nyc3.digitaloceanspaces.com";

Deno.test("a CDN endpoint is before a Space, under a name of its own", async () => {
  const b = bench();
  const { endpoint } = (await b.call("POST", "/v2/cdn/endpoints", { origin: ORIGIN, ttl: 0 })).json;
  assertEquals(endpoint, {
    id: endpoint.id,
    origin: ORIGIN,
    endpoint: "space.nyc3.cdn.digitaloceanspaces.com",
    ttl: 3600,
    created_at: "2026-01-01T00:00:00Z",
  });
  const path = `/v2/cdn/endpoints/${endpoint.id}`;
  const cached = await b.call("PUT", path, { ttl: 600, origin: "other" });
  assertEquals([cached.json.endpoint.ttl, cached.json.endpoint.origin], [600, ORIGIN]);
  assertEquals((await b.call("DELETE", `${path}/cache`, { files: ["*"] })).status, 204);
  assertEquals((await b.call("DELETE", path)).status, 204);
  assertEquals((await b.call("GET", path)).status, 404);
});

Deno.test("a CDN endpoint without a Space, with another time or a domain alone is refused", async () => {
  const b = bench();
  const refused = (more: Record<string, unknown>) =>
    b.refused("POST", "/v2/cdn/endpoints", { origin: ORIGIN, ...more });
  assertEquals(
    await refused({ origin: "www.example.com" }),
    "422 unprocessable_entity: origin must be a Space: NAME.REGION.digitaloceanspaces.com",
  );
  assertEquals(
    await refused({ ttl: 7 }),
    "422 unprocessable_entity: ttl must be one of 60, 600, 3600, 86400, 604800",
  );
  assertEquals(
    await refused({ custom_domain: "static.example.com" }),
    "422 unprocessable_entity: custom_domain needs a certificate_id",
  );
  assertEquals(
    await refused({ certificate_id: "none" }),
    "422 unprocessable_entity: certificate none could not be found",
  );
  await b.call("POST", "/v2/cdn/endpoints", { origin: ORIGIN });
  assertEquals(
    await refused({}),
    "409 conflict: There is a CDN endpoint for this origin already.",
  );
});
