import { assertEquals } from "@std/assert";
import { bench } from "../../support.ts";

const MODELS = "/v2/gen-ai/custom_models";

const BODY = {
  name: "mine",
  source_type: "SOURCE_TYPE_HUGGINGFACE",
  source_ref: { repo_id: "example/model", hf_token: "hf_secret" },
  accept_terms_and_conditions: true,
};

Deno.test("a custom model is imported and then ready, and its secrets are nowhere", async () => {
  const b = bench();
  const { model } = (await b.call("POST", `${MODELS}/import`, BODY)).json;
  assertEquals([model.status, model.source_ref], [
    "STATUS_IMPORTING",
    { repo_id: "example/model" },
  ]);
  assertEquals(JSON.stringify(b.sandbox.snapshot()).includes("hf_secret"), false);
  b.clock.advance(10);
  const path = `${MODELS}/${model.uuid}`;
  assertEquals((await b.call("GET", path)).json.model.status, "STATUS_READY");
  await b.call("PATCH", `${path}/metadata`, { description: "ours", license: "mit" });
  const changed = (await b.call("GET", path)).json.model;
  assertEquals([changed.description, changed.license, changed.name], ["ours", "mit", "mine"]);
  const gone = await b.call("DELETE", path);
  assertEquals(gone.json, { status: "DELETE_CUSTOM_MODEL_STATUS_SUCCESS" });
  assertEquals((await b.call("GET", path)).status, 404);
});

for (
  const [more, message] of [
    [{ name: "" }, "name is required"],
    [{ source_ref: {} }, "source_ref.repo_id is required"],
    [{ source_type: "SOURCE_TYPE_SPACES_BUCKET" }, "source_ref.bucket is required"],
    [{ accept_terms_and_conditions: false }, "The terms and conditions have to be accepted."],
  ] as const
) {
  Deno.test(`a custom model with ${JSON.stringify(more)} is refused`, async () => {
    const b = bench();
    const refusal = await b.refused("POST", `${MODELS}/import`, { ...BODY, ...more });
    assertEquals(refusal, `422 unprocessable_entity: ${message}`);
  });
}
