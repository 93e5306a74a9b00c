import { assertEquals, assertMatch } from "@std/assert";
import { type Bench, bench } from "../support.ts";

const ENDPOINTS = "/v2/dedicated-inferences";

// deno-lint-ignore no-explicit-any -- the fields of an answer
type Fields = any;

function spec(vpc: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const accelerators = [{ accelerator_slug: "gpu-mi300x1-192gb", scale: 1, type: "worker" }];
  return {
    version: 1,
    name: "chat",
    region: "atl1",
    vpc: { uuid: vpc },
    enable_public_endpoint: true,
    model_deployments: [{ model_slug: "Qwen/Qwen2.5-14B-Instruct", accelerators }],
    ...more,
  };
}

async function begin(): Promise<{ b: Bench; vpc: string }> {
  const b = bench();
  const { json } = await b.call("POST", "/v2/vpcs", { name: "gpus", region: "atl1" });
  return { b, vpc: json.vpc.id };
}

async function get(b: Bench, id: string): Promise<Fields> {
  return (await b.call("GET", `${ENDPOINTS}/${id}`)).json.dedicated_inference;
}

Deno.test("an endpoint comes up with its accelerators and a token that is shown once", async () => {
  const { b, vpc } = await begin();
  const { json, status } = await b.call("POST", ENDPOINTS, { spec: spec(vpc) });
  const { dedicated_inference: made, token } = json;
  assertEquals([status, made.status, made.pending_deployment_spec.version], [202, "new", 1]);
  assertMatch(token.value, /^doo_v1_/);
  const { tokens } = (await b.call("GET", `${ENDPOINTS}/${made.id}/tokens`)).json;
  assertEquals(tokens.map((one: Fields) => [one.id, one.value, one.is_managed]), [
    [token.id, undefined, true],
  ]);
  assertEquals(JSON.stringify(b.sandbox.snapshot()).includes(token.value), false);
  b.clock.advance(10);
  const ready = await get(b, made.id);
  assertEquals([ready.status, ready.pending_deployment_spec], ["active", undefined]);
  const { accelerators } = (await b.call("GET", `${ENDPOINTS}/${made.id}/accelerators`)).json;
  assertEquals(accelerators.map((one: Fields) => [one.slug, one.status]), [
    ["gpu-mi300x1-192gb", "active"],
  ]);
  const own = await b.call("POST", `${ENDPOINTS}/${made.id}/tokens`, { name: "ci" });
  assertMatch(own.json.token.value, /^doo_v1_/);
  assertEquals(JSON.stringify(b.sandbox.snapshot()).includes(own.json.token.value), false);
});

Deno.test("an update is of the version that there is, and makes the next one", async () => {
  const { b, vpc } = await begin();
  const { id } = (await b.call("POST", ENDPOINTS, { spec: spec(vpc) })).json.dedicated_inference;
  const path = `${ENDPOINTS}/${id}`;
  const larger = spec(vpc, {
    model_deployments: [{
      accelerators: [{ accelerator_slug: "gpu-mi300x1-192gb", scale: 3, type: "worker" }],
    }],
  });
  assertEquals(
    await b.refused("PATCH", path, { spec: larger }),
    "403 forbidden: The endpoint cannot be updated until it is active.",
  );
  b.clock.advance(10);
  assertEquals(
    await b.refused("PATCH", path, { spec: { ...larger, version: 7 } }),
    "409 conflict: The version of the spec is 1.",
  );
  await b.call("PATCH", path, { spec: larger });
  const busy = await get(b, id);
  assertEquals([busy.status, busy.spec.version, busy.pending_deployment_spec.version], [
    "updating",
    1,
    2,
  ]);
  b.clock.advance(10);
  const { status, spec: { version }, pending_deployment_spec } = await get(b, id);
  assertEquals([status, version, pending_deployment_spec], ["active", 2, undefined]);
  const { accelerators } = (await b.call("GET", `${path}/accelerators`)).json;
  assertEquals(accelerators.length, 3);
  await b.call("DELETE", path);
  assertEquals((await get(b, id)).status, "deleting");
  b.clock.advance(10);
  assertEquals((await b.call("GET", path)).status, 404);
});

Deno.test("an endpoint needs an accelerator that there is, and a VPC of its region", async () => {
  const { b, vpc } = await begin();
  const unknown = [{ accelerators: [{ accelerator_slug: "gpu-none", scale: 1, type: "w" }] }];
  assertEquals(
    await b.refused("POST", ENDPOINTS, { spec: spec(vpc, { model_deployments: unknown }) }),
    '422 unprocessable_entity: There is no accelerator "gpu-none"; see the sizes.',
  );
  assertEquals(
    await b.refused("POST", ENDPOINTS, { spec: spec(vpc, { region: "tor1" }) }),
    "422 unprocessable_entity: Failed to resolve VPC",
  );
  const { sizes } = (await b.call("GET", `${ENDPOINTS}/sizes`)).json;
  assertEquals(sizes[0].currency, "USD");
});
