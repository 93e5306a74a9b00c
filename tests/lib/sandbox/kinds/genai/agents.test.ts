import { assertEquals, assertNotEquals } from "@std/assert";
import { bench } from "../../support.ts";
import { AGENT, agent, GENAI, knowledge, make } from "./support.ts";

const NOBODY = "12345678-1234-1234-1234-123456789012";

Deno.test("an agent is deployed by the clock and has an address then", async () => {
  const b = bench();
  const made = await agent(b);
  assertEquals(made.deployment.status, "STATUS_WAITING_FOR_DEPLOYMENT");
  assertEquals(made.deployment.url, undefined);
  assertEquals(made.route_created_at, "0001-01-01T00:00:00Z");
  const deployed = async () =>
    (await b.call("GET", `${GENAI}/agents?only_deployed=true`)).json.agents.length;
  b.clock.advance(5);
  const path = `${GENAI}/agents/${made.uuid}`;
  const during = (await b.call("GET", path)).json.agent.deployment;
  assertEquals([during.status, await deployed()], ["STATUS_DEPLOYING", 0]);
  b.clock.advance(5);
  const after = (await b.call("GET", path)).json.agent.deployment;
  assertEquals([after.status, await deployed()], ["STATUS_RUNNING", 1]);
  assertEquals(after.updated_at, "2026-01-01T00:00:10Z");
  assertEquals(new URL(after.url).protocol, "https:");
});

for (
  const [more, refusal] of [
    [{ name: "" }, "422 unprocessable_entity: name is required"],
    [{ instruction: "" }, "422 unprocessable_entity: instruction is required"],
    [{ region: "" }, "422 unprocessable_entity: region is required"],
    [{ model_uuid: "" }, "422 unprocessable_entity: model_uuid is required"],
    [{ knowledge_base_uuid: [NOBODY] }, "404 not_found: failed to get knowledge base"],
    [{ open_ai_key_uuid: NOBODY }, "404 not_found: failed to get openai api key"],
    [{ anthropic_key_uuid: NOBODY }, "404 not_found: failed to get anthropic api key"],
    [{ workspace_uuid: NOBODY }, "404 not_found: failed to get workspace"],
  ] as const
) {
  Deno.test(`an agent with ${JSON.stringify(more)} is refused and leaves nothing`, async () => {
    const b = bench();
    assertEquals(await b.refused("POST", `${GENAI}/agents`, { ...AGENT, ...more }), refusal);
    assertEquals(b.sandbox.snapshot().resources[`${GENAI}/agents`], undefined);
    assertEquals(b.sandbox.snapshot().resources[`${GENAI}/workspaces`], undefined);
  });
}

for (const path of ["", "/versions", "/child_agents", "/usage", "/api_keys"]) {
  Deno.test(`an unknown agent at "${path}" is not found, in its own words`, async () => {
    const refusal = await bench().refused("GET", `${GENAI}/agents/non-existent${path}`);
    assertEquals(refusal, "404 not_found: failed to get agent: agent not found");
  });
}

Deno.test("each change of an agent is a version, and a version brings all of it back", async () => {
  const b = bench();
  const base = await knowledge(b);
  const [parent, child] = [await agent(b), await agent(b, { name: "child" })];
  const path = `${GENAI}/agents/${parent.uuid}`;
  await b.call("PUT", path, { instruction: "Be short.", temperature: 0.1 });
  await b.call("POST", `${path}/knowledge_bases/${base.uuid}`);
  await b.call("POST", `${path}/child_agents/${child.uuid}`, { route_name: "more" });
  const versions = async () => (await b.call("GET", `${path}/versions`)).json.agent_versions;
  const [latest, , changed, first] = await versions();
  assertEquals(
    [latest.currently_applied, latest.can_rollback, latest.attached_child_agents[0].agent_name],
    [true, false, "child"],
  );
  assertEquals([changed.instruction, first.instruction], ["Be short.", "Help."]);
  const { version_hash } = first;
  const rolled = await b.call("PUT", `${path}/versions`, { version_hash });
  assertEquals(rolled.json, { version_hash });
  const { agent: back } = (await b.call("GET", path)).json;
  assertEquals(
    [back.instruction, back.temperature, back.knowledge_bases, back.child_agents],
    ["Help.", 0.7, [], []],
  );
  assertEquals(back.deployment.uuid, parent.deployment.uuid);
  const applied = (await versions()).map((one: Record<string, unknown>) => one.currently_applied);
  assertEquals(applied, [false, false, false, true]);
});

Deno.test("a version that names what is deleted cannot be rolled back to", async () => {
  const b = bench();
  const base = await knowledge(b);
  const { uuid } = await agent(b, { knowledge_base_uuid: [base.uuid] });
  const path = `${GENAI}/agents/${uuid}`;
  await b.call("DELETE", `${path}/knowledge_bases/${base.uuid}`);
  await b.call("DELETE", `${GENAI}/knowledge_bases/${base.uuid}`);
  const [, first] = (await b.call("GET", `${path}/versions`)).json.agent_versions;
  assertEquals(first.attached_knowledgebases, [{ uuid: base.uuid, name: "", is_deleted: true }]);
  assertEquals(first.can_rollback, false);
  assertEquals(
    await b.refused("PUT", `${path}/versions`, { version_hash: first.version_hash }),
    "422 unprocessable_entity: The version names what has been deleted and cannot be rolled back to.",
  );
  assertEquals(
    await b.refused("PUT", `${path}/versions`, { version_hash: "none" }),
    "404 not_found: failed to get agent version",
  );
});

Deno.test("a key of an agent is shown when it is made and made anew, and never again", async () => {
  const b = bench();
  const { uuid } = await agent(b);
  const path = `${GENAI}/agents/${uuid}/api_keys`;
  const { secret_key, uuid: key } = await make(b, `/agents/${uuid}/api_keys`, { name: "ci" });
  assertEquals(secret_key.length, 32);
  const list = async () => JSON.stringify((await b.call("GET", path)).json.api_key_infos);
  assertEquals((await list()).includes(secret_key), false);
  const anew = (await b.call("PUT", `${path}/${key}/regenerate`)).json.api_key_info.secret_key;
  assertNotEquals(anew, secret_key);
  const { agent: shown } = (await b.call("GET", `${GENAI}/agents/${uuid}`)).json;
  assertEquals(JSON.stringify(shown).includes(anew), false);
  assertEquals(shown.api_key_infos.map((one: { name: string }) => one.name), ["ci"]);
  assertEquals(JSON.stringify(b.sandbox.snapshot()).includes(anew), false);
  await b.call("DELETE", `${path}/${key}`);
  assertEquals(await list(), "[]");
  assertEquals(
    await b.refused("PUT", `${path}/${key}/regenerate`),
    "404 not_found: failed to get api key",
  );
});

Deno.test("the visibility of an agent is one of those that it can have", async () => {
  const b = bench();
  const { uuid } = await agent(b);
  const path = `${GENAI}/agents/${uuid}/deployment_visibility`;
  const { json } = await b.call("PUT", path, { visibility: "VISIBILITY_PUBLIC" });
  assertEquals(json.agent.deployment.visibility, "VISIBILITY_PUBLIC");
  for (const visibility of ["public", "VISIBILITY_UNKNOWN", ""]) {
    const refusal = await b.refused("PUT", path, { visibility });
    assertEquals(refusal, "400 bad_request: Invalid visibility value provided.");
  }
});

Deno.test("functions, guardrails and routes come to an agent, change and go", async () => {
  const b = bench();
  const [parent, child] = [await agent(b), await agent(b, { name: "child" })];
  const path = `${GENAI}/agents/${parent.uuid}`;
  const body = { function_name: "weather", faas_name: "default/w", faas_namespace: "fn-1" };
  const made = await make(b, `/agents/${parent.uuid}/functions`, body);
  const { uuid } = made.functions[0];
  await b.call("PUT", `${path}/functions/${uuid}`, { description: "Tells the weather." });
  await b.call("POST", `${path}/guardrails`, {
    guardrails: [{ guardrail_uuid: NOBODY, priority: 2 }],
  });
  await b.call("POST", `${path}/child_agents/${child.uuid}`, { route_name: "a", if_case: "b" });
  await b.call("PUT", `${path}/child_agents/${child.uuid}`, { if_case: "c" });
  const shown = (await b.call("GET", path)).json.agent;
  const [tool] = shown.functions;
  assertEquals([tool.name, tool.description], ["weather", "Tells the weather."]);
  assertEquals(shown.guardrails.map((one: { priority: number }) => one.priority), [2]);
  const [route] = (await b.call("GET", `${path}/child_agents`)).json.children;
  assertEquals([route.uuid, route.route_name, route.if_case], [child.uuid, "a", "c"]);
  const { parent_agents } = (await b.call("GET", `${GENAI}/agents/${child.uuid}`)).json.agent;
  assertEquals(parent_agents.map((one: { name: string }) => one.name), ["helper"]);
  await b.call("DELETE", `${path}/functions/${uuid}`);
  await b.call("DELETE", `${path}/guardrails/${NOBODY}`);
  await b.call("DELETE", `${GENAI}/agents/${child.uuid}`);
  const left = (await b.call("GET", path)).json.agent;
  assertEquals([left.functions, left.guardrails, left.child_agents], [[], [], []]);
  for (
    const [method, rest, refusal] of [
      ["PUT", `functions/${uuid}`, "404 not_found: failed to get function"],
      ["DELETE", `functions/${uuid}`, "404 not_found: failed to get function"],
      ["POST", "functions", "422 unprocessable_entity: function_name is required"],
      ["DELETE", `guardrails/${NOBODY}`, "404 not_found: failed to get guardrail"],
      ["POST", `child_agents/${NOBODY}`, "404 not_found: failed to get agent: agent not found"],
      ["PUT", `child_agents/${parent.uuid}`, "404 not_found: failed to get agent route"],
      ["DELETE", `child_agents/${parent.uuid}`, "404 not_found: failed to get agent route"],
      ["POST", `knowledge_bases/${NOBODY}`, "404 not_found: failed to get knowledge base"],
      ["DELETE", `knowledge_bases/${NOBODY}`, "404 not_found: failed to unlink knowledge base"],
    ] as const
  ) {
    assertEquals(await b.refused(method, `${path}/${rest}`, {}), refusal, `${method} ${rest}`);
  }
});

for (
  const [kind, field, word] of [
    ["openai", "open_ai_key_uuid", "openai_api_key"],
    ["anthropic", "anthropic_key_uuid", "anthropic_api_key"],
  ] as const
) {
  Deno.test(`a key of ${kind} is never shown and stays while an agent uses it`, async () => {
    const b = bench();
    const path = `${GENAI}/${kind}/keys`;
    const { uuid } = await make(b, `/${kind}/keys`, { name: "mine", api_key: "sk-hidden" });
    await b.call("PUT", `${path}/${uuid}`, { name: "ours", api_key: "sk-hidden" });
    const user = await agent(b, { [field]: uuid });
    assertEquals(user[word].name, "ours");
    const { agents } = (await b.call("GET", `${path}/${uuid}/agents`)).json;
    assertEquals(agents.map((one: { uuid: string }) => one.uuid), [user.uuid]);
    assertEquals(
      await b.refused("DELETE", `${path}/${uuid}`),
      "409 conflict: The API key is used by agents. Give them another one first.",
    );
    const all = JSON.stringify([(await b.call("GET", path)).json, b.sandbox.snapshot()]);
    assertEquals(all.includes("sk-hidden"), false);
    await b.call("DELETE", `${GENAI}/agents/${user.uuid}`);
    assertEquals((await b.call("DELETE", `${path}/${uuid}`)).status, 200);
    assertEquals(
      await b.refused("GET", `${path}/${uuid}`),
      `404 not_found: failed to get ${kind} api key`,
    );
    assertEquals(
      await b.refused("POST", path, { name: "mine" }),
      "422 unprocessable_entity: api_key is required",
    );
  });
}

Deno.test("an agent shows the model of the list of models that it was made with", async () => {
  const b = bench();
  const { models, meta } = (await b.call("GET", `${GENAI}/models?usecases=MODEL_USECASE_AGENT`))
    .json;
  assertEquals(meta, { page: 1, pages: 1, total: models.length });
  const { model } = await agent(b, { model_uuid: models[0].uuid });
  assertEquals(model.name, models[0].name);
  const { regions } = (await b.call("GET", `${GENAI}/regions?serves_batch=true`)).json;
  assertEquals(regions.map((one: { region: string }) => one.region), ["tor1", "atl1"]);
});
