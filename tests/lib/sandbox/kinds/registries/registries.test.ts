import { assertEquals } from "@std/assert";
import { bench } from "../../support.ts";

const STARTER = {
  name: "Starter",
  slug: "starter",
  included_repositories: 1,
  included_storage_bytes: 524288000,
  allow_storage_overage: false,
  included_bandwidth_bytes: 524288000,
  monthly_price_in_cents: 0,
  storage_overage_price_in_cents: 0,
};

Deno.test("the older path and the newer one lead to the same registry", async () => {
  const b = bench();
  assertEquals((await b.call("GET", "/v2/registry")).status, 404);
  const body = { name: "images", region: "fra1", subscription_tier_slug: "starter" };
  const { status, json } = await b.call("POST", "/v2/registry", body);
  const times = { created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" };
  const subscription = { tier: STARTER, ...times };
  const registry = {
    name: "images",
    region: "fra1",
    created_at: "2026-01-01T00:00:00Z",
    storage_usage_bytes: 0,
    storage_usage_bytes_updated_at: "2026-01-01T00:00:00Z",
    subscription,
  };
  assertEquals([status, json.registry], [201, registry]);
  assertEquals((await b.call("GET", "/v2/registry")).json, json);
  assertEquals((await b.call("GET", "/v2/registries/images")).json.registry, registry);
  assertEquals((await b.call("GET", "/v2/registries")).json.registries, [registry]);
  for (const path of ["/v2/registry", "/v2/registries"]) {
    assertEquals((await b.call("GET", `${path}/subscription`)).json, { subscription });
  }
  assertEquals((await b.call("DELETE", "/v2/registries/images")).status, 204);
  assertEquals((await b.call("GET", "/v2/registry")).status, 404);
  assertEquals((await b.call("DELETE", "/v2/registry")).status, 404);
  assertEquals((await b.call("GET", "/v2/registry/subscription")).status, 404);
});

for (
  const [body, message] of [
    [{ name: "Images" }, "422 unprocessable_entity: name is invalid"],
    [{ name: "there" }, "409 conflict: Name is already in use"],
    [
      { name: "new", region: "lon1" },
      "422 unprocessable_entity: Registries are not available in this region.",
    ],
    [
      { name: "new", subscription_tier_slug: "basic" },
      "412 precondition_failed: registry is not eligible for tier because: [OverRegistryLimit]",
    ],
    [
      { name: "new", subscription_tier_slug: "gold" },
      "422 unprocessable_entity: subscription_tier_slug must be one of starter, basic, professional",
    ],
  ] as const
) {
  Deno.test(`a registry with ${JSON.stringify(body)} is refused: ${message}`, async () => {
    const b = bench({ seed: { registries: [{ name: "there" }] } });
    const before = b.sandbox.snapshot().resources;
    assertEquals(await b.refused("POST", "/v2/registries", body), message);
    assertEquals(b.sandbox.snapshot().resources, before);
  });
}

Deno.test("the older paths are refused where there are several registries", async () => {
  const b = bench();
  const body = { name: "a", subscription_tier_slug: "professional" };
  await b.call("POST", "/v2/registries", body);
  assertEquals((await b.call("POST", "/v2/registries", { name: "b" })).status, 201);
  for (const [method, path] of [["GET", ""], ["DELETE", ""], ["GET", "/docker-credentials"]]) {
    assertEquals((await b.call(method as string, `/v2/registry${path}`)).status, 412);
  }
  assertEquals(
    await b.refused("POST", "/v2/registries/subscription", { tier_slug: "basic" }),
    "412 precondition_failed: registry is not eligible for tier because: [OverRegistryLimit]",
  );
  await b.call("DELETE", "/v2/registries/a");
  assertEquals((await b.call("GET", "/v2/registry")).json.registry.name, "b");
});

Deno.test("a tier is changed to one that is large enough", async () => {
  const b = bench({
    seed: {
      registries: [{
        name: "images",
        subscription_tier_slug: "basic",
        repositories: [{ name: "a" }, { name: "b", manifests: [{ compressed_size_bytes: 6e8 }] }],
      }],
    },
  });
  const change = (tier_slug?: string) =>
    b.refused("POST", "/v2/registries/subscription", { tier_slug });
  assertEquals(
    await change("starter"),
    "412 precondition_failed: registry is not eligible for tier because: " +
      "[OverRepositoryLimit OverStorageLimit]",
  );
  assertEquals(await change(), "422 unprocessable_entity: Tier slug can't be blank");
  const tiers = (await b.call("GET", "/v2/registry/options")).json.options.subscription_tiers;
  assertEquals(
    tiers.map((tier: Record<string, unknown>) => [
      tier.slug,
      tier.eligible,
      tier.eligibility_reasons,
    ]),
    [
      ["starter", false, ["OverRepositoryLimit", "OverStorageLimit"]],
      ["basic", true, undefined],
      ["professional", true, undefined],
    ],
  );
  b.clock.advance(60);
  const { json } = await b.call("POST", "/v2/registry/subscription", { tier_slug: "professional" });
  const { tier, created_at, updated_at } = json.subscription;
  assertEquals(
    [tier.slug, tier.monthly_price_in_cents, created_at, updated_at],
    ["professional", 2000, "2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z"],
  );
});

Deno.test("a subscription begins with a registry and not before", async () => {
  const b = bench();
  const path = "/v2/registries/subscription";
  assertEquals((await b.call("GET", path)).status, 404);
  assertEquals((await b.call("POST", path, { tier_slug: "basic" })).status, 404);
});

Deno.test("Docker gets a name and a password, with one colon between them", async () => {
  const b = bench({ seed: { registries: [{ name: "images" }] } });
  const read = async (path: string) => {
    const { json } = await b.call("GET", path);
    return atob(json.auths["registry.digitalocean.com"].auth).split(":");
  };
  const { account } = (await b.call("GET", "/v2/account")).json;
  assertEquals(await read("/v2/registry/docker-credentials"), [
    account.email,
    "simulated-read-images",
  ]);
  assertEquals(await read("/v2/registries/images/docker-credentials?read_write=true"), [
    account.email,
    "simulated-write-images",
  ]);
  assertEquals((await b.call("GET", "/v2/registries/none/docker-credentials")).status, 404);
});

Deno.test("a name is free, taken or none", async () => {
  const b = bench({ seed: { registries: [{ name: "images" }] } });
  for (const path of ["/v2/registry/validate-name", "/v2/registries/validate-name"]) {
    assertEquals((await b.call("POST", path, { name: "free" })).status, 204);
    assertEquals(
      await b.refused("POST", path, { name: "images" }),
      "409 conflict: Name is already in use",
    );
    assertEquals((await b.call("POST", path, { name: "not free" })).status, 422);
  }
});
