import { assertEquals } from "@std/assert";
import { bench } from "../../support.ts";
import { cluster } from "./support.ts";

Deno.test("a cluster pulls from the registry that it is integrated with", async () => {
  const b = bench({ seed: { registries: [{ name: "images" }] } });
  const id = await cluster(b);
  const integration = async () => {
    const { json } = await b.call("GET", `/v2/kubernetes/clusters/${id}`);
    return [json.kubernetes_cluster.registry_enabled, json.kubernetes_cluster.registries];
  };
  const body = { cluster_uuids: [id] };
  assertEquals(await integration(), [false, []]);
  assertEquals((await b.call("POST", "/v2/kubernetes/registry", body)).status, 204);
  assertEquals(await integration(), [true, ["images"]]);
  assertEquals((await b.call("DELETE", "/v2/kubernetes/registry", body)).status, 204);
  assertEquals(await integration(), [false, []]);
  await b.call("POST", "/v2/kubernetes/registry", body);
  await b.call("DELETE", "/v2/registry");
  assertEquals(await integration(), [false, []]);
});

Deno.test("of several registries those are integrated that are named", async () => {
  const b = bench({
    seed: {
      registries: [
        { name: "a", subscription_tier_slug: "professional" },
        { name: "b" },
        { name: "c" },
      ],
    },
  });
  const id = await cluster(b);
  const change = async (method: string, registries: string[]) => {
    const path = "/v2/kubernetes/registries";
    const { status } = await b.call(method, path, { cluster_uuids: [id], registries });
    const { json } = await b.call("GET", `/v2/kubernetes/clusters/${id}`);
    return [status, json.kubernetes_cluster.registries];
  };
  assertEquals(await change("POST", ["b"]), [204, ["b"]]);
  assertEquals(await change("POST", ["a", "b"]), [204, ["b", "a"]]);
  assertEquals(await change("POST", ["c", "none"]), [404, ["b", "a"]]);
  assertEquals(await change("DELETE", ["b"]), [204, ["a"]]);
  assertEquals(
    (await b.call("POST", "/v2/kubernetes/registry", { cluster_uuids: [id] })).status,
    412,
  );
});

Deno.test("an integration needs clusters and a registry that are there", async () => {
  const b = bench();
  const id = await cluster(b);
  const path = "/v2/kubernetes/registry";
  assertEquals((await b.call("POST", path, { cluster_uuids: [id] })).status, 404);
  b.sandbox.seed({ registries: [{ name: "images" }] });
  assertEquals((await b.call("POST", path, { cluster_uuids: [id, "none"] })).status, 404);
  const { json } = await b.call("GET", `/v2/kubernetes/clusters/${id}`);
  assertEquals(json.kubernetes_cluster.registries, []);
  assertEquals(
    await b.refused("POST", path, {}),
    "422 unprocessable_entity: cluster_uuids is required",
  );
  assertEquals(
    await b.refused("POST", "/v2/kubernetes/registries", { cluster_uuids: [id] }),
    "422 unprocessable_entity: registries is required",
  );
});
