import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Bench, bench } from "../support.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const DATABASE = {
  name: "db",
  engine: "pg",
  version: "16",
  region: "nyc3",
  size: "db-s-1vcpu-1gb",
  num_nodes: 1,
};

const AGENT = { name: "helper", region: "tor1", instruction: "Help.", model_uuid: "m" };

async function agent(b: Bench, more = {}): Promise<string> {
  const { json } = await b.call("POST", "/v2/gen-ai/agents", { ...AGENT, ...more });
  return json.agent.uuid;
}

Deno.test("what is made in a collection is listed, read, changed and deleted", async () => {
  const b = bench();
  const { status, json } = await b.call("POST", "/v2/gen-ai/workspaces", { name: "one" });
  const { workspace } = json;
  assertEquals([status, workspace.name, workspace.created_at], [
    200,
    "one",
    "2026-01-01T00:00:00Z",
  ]);
  assertMatch(workspace.uuid, UUID);
  const path = `/v2/gen-ai/workspaces/${workspace.uuid}`;
  assertEquals((await b.call("GET", path)).json, { workspace });
  assertEquals((await b.call("GET", "/v2/gen-ai/workspaces")).json.workspaces, [workspace]);
  b.clock.advance(5);
  const changed = (await b.call("PUT", path, { name: "two" })).json.workspace;
  assertEquals([changed.name, changed.updated_at], ["two", "2026-01-01T00:00:05Z"]);
  assertEquals((await b.call("DELETE", path)).json, { workspace_uuid: workspace.uuid });
  assertEquals((await b.call("GET", path)).status, 404);
  assertEquals((await b.call("DELETE", path)).status, 404);
  assertEquals((await b.call("GET", "/v2/gen-ai/workspaces")).json.workspaces, []);
});

Deno.test("two sandboxes give the same ids and values to the same requests", async () => {
  const [one, two] = await Promise.all([bench(), bench()].map(async (b) => {
    await agent(b);
    return (await b.call("POST", "/v2/gen-ai/agents", AGENT)).text;
  }));
  assertEquals(one, two);
});

Deno.test("collections below something are there as long as it is", async () => {
  const b = bench();
  const id = await agent(b);
  const keys = `/v2/gen-ai/agents/${id}/api_keys`;
  const made = (await b.call("POST", keys, { name: "laptop" })).json.api_key_info;
  assertEquals((await b.call("GET", keys)).json.api_key_infos.length, 1);
  const other = await agent(b);
  assertEquals((await b.call("GET", `/v2/gen-ai/agents/${other}/api_keys`)).json.api_key_infos, []);
  const away = `/v2/gen-ai/agents/${other}/api_keys/${made.uuid}`;
  assertEquals((await b.call("PUT", away, { name: "x" })).status, 404);
  await b.call("DELETE", `/v2/gen-ai/agents/${id}`);
  assertEquals((await b.call("GET", keys)).status, 404);
  assertEquals((await b.call("POST", keys, { name: "laptop" })).status, 404);
  assert(!JSON.stringify(b.sandbox.snapshot().resources).includes("laptop"));
});

Deno.test("lists are paged as others are", async () => {
  const b = bench();
  for (let i = 1; i <= 5; i++) await agent(b, { name: `a${i}` });
  const { json } = await b.call("GET", "/v2/gen-ai/agents?per_page=2&page=2");
  assertEquals(json.agents.map(({ name }: { name: string }) => name), ["a3", "a4"]);
  assertEquals(json.meta, { page: 2, pages: 3, total: 5 });
  assertMatch(json.links.pages.next, /page=3/);
  assertMatch(json.links.pages.prev, /page=1/);
});

Deno.test("a list that is shown below something else has what names that", async () => {
  const b = bench();
  const jobs = [];
  for (const name of ["one", "two"]) {
    const datasources = [{ web_crawler_data_source: { base_url: "https://example.com/" } }];
    const body = { name, embedding_model_uuid: "m", datasources };
    jobs.push((await b.call("POST", "/v2/gen-ai/knowledge_bases", body)).json.knowledge_base);
  }
  const path = `/v2/gen-ai/knowledge_bases/${jobs[0].uuid}/indexing_jobs`;
  const below = (await b.call("GET", path)).json.jobs;
  assertEquals(
    below.map((one: { uuid: string }) => one.uuid),
    [jobs[0].last_indexing_job.uuid],
  );
  assertEquals((await b.call("GET", "/v2/gen-ai/indexing_jobs")).json.jobs.length, 2);
});

const RUNS = "/v2/gen-ai/model_evaluation_runs";

Deno.test("a status takes its course with the clock, and can be called off", async () => {
  const b = bench({ actionTime: 30 });
  const start = async (): Promise<string> =>
    (await b.call("POST", RUNS, { name: "run" })).json.eval_run_uuid;
  const read = async (uuid: string): Promise<string> =>
    (await b.call("GET", RUNS)).json.runs
      .find((run: { eval_run_uuid: string }) => run.eval_run_uuid === uuid).status;
  const first = await start();
  assertEquals(await read(first), "MODEL_EVALUATION_RUN_QUEUED");
  b.clock.advance(29);
  assertEquals(await read(first), "MODEL_EVALUATION_RUN_QUEUED");
  const second = await start();
  b.clock.advance(1);
  assertEquals(await read(first), "MODEL_EVALUATION_RUN_SUCCESSFUL");
  await b.call("PUT", `${RUNS}/${second}/cancel`, {});
  b.clock.advance(60);
  assertEquals(await read(second), "MODEL_EVALUATION_RUN_CANCELLED");
});

Deno.test("with the action time manual a status waits for the clock to be advanced", async () => {
  const b = bench({ actionTime: "manual" });
  await b.call("POST", RUNS, { name: "run" });
  b.clock.advance(3600);
  const status = async () => (await b.call("GET", RUNS)).json.runs[0].status;
  assertEquals(await status(), "MODEL_EVALUATION_RUN_QUEUED");
  const state = b.sandbox.snapshot();
  b.sandbox.advance(1);
  assertEquals(await status(), "MODEL_EVALUATION_RUN_SUCCESSFUL");
  b.sandbox.restore(state);
  assertEquals(await status(), "MODEL_EVALUATION_RUN_QUEUED");
  b.sandbox.advance(1);
  assertEquals(await status(), "MODEL_EVALUATION_RUN_SUCCESSFUL");
});

Deno.test("a form that a field has in answers alone is made of what the request gave", async () => {
  const b = bench();
  const { json } = await b.call("POST", "/v2/volumes", {
    name: "data",
    size_gigabytes: 10,
    region: "nyc3",
  });
  assertEquals([json.volume.region.slug, json.volume.region.available], ["nyc3", true]);
});

for (
  const [method, path, body, message] of [
    ["POST", "/v2/gen-ai/anthropic/keys", { name: 7 }, "name must be a string"],
    ["POST", "/v2/monitoring/alerts", {}, "type is required"],
    ["POST", "/v2/databases", { ...DATABASE, num_nodes: "x" }, "num_nodes must be an integer"],
    [
      "POST",
      "/v2/databases",
      { ...DATABASE, engine: "access" },
      "engine must be one of pg, mysql, redis, valkey, mongodb, kafka, opensearch, advanced_pg, " +
      "advanced_mysql",
    ],
    [
      "GET",
      "/v2/monitoring/metrics/droplet/cpu",
      undefined,
      "host_id is required",
    ],
    ["POST", "/v2/nfs", { name: "a", size_gib: 50, region: "nyc3" }, "vpc_ids is required"],
  ] as const
) {
  Deno.test(`${method} ${path} with ${JSON.stringify(body)} is a 422: ${message}`, async () => {
    const b = bench();
    const before = b.sandbox.snapshot().resources;
    assertEquals(await b.refused(method, path, body), `422 unprocessable_entity: ${message}`);
    assertEquals(b.sandbox.snapshot().resources, before);
  });
}

Deno.test("a path whose id is empty names nothing, and not the list", async () => {
  const b = bench();
  assertEquals((await b.call("GET", "/v2/monitoring/alerts")).status, 200);
  assertEquals((await b.call("GET", "/v2/monitoring/alerts/")).status, 404);
});

Deno.test("a list that is null is an empty one, as Go programs send it", async () => {
  const b = bench();
  const check = { name: "c", type: "https", target: "https://example.com/", regions: null };
  const { json } = await b.call("POST", "/v2/uptime/checks", { ...check, enabled: true });
  assertEquals(json.check.regions, []);
  assertEquals(
    await b.refused("POST", "/v2/uptime/checks", { ...check, target: null, enabled: true }),
    "422 unprocessable_entity: target is required",
  );
});

Deno.test("a token needs the scopes of the description, and one that reads only reads", async () => {
  const b = bench({
    tokens: [{ token: "token", scopes: ["uptime:read"] }, {
      token: "reader",
      readOnly: true,
    }],
  });
  assertEquals((await b.call("GET", "/v2/uptime/checks")).status, 200);
  assertEquals((await b.call("GET", "/v2/certificates")).status, 403);
  const reader = { authorization: "Bearer reader" };
  const status = async (method: string, path: string) =>
    (await b.call(method, path, {}, reader)).status;
  assertEquals(await status("GET", "/v2/certificates"), 200);
  assertEquals(await status("POST", "/v2/uptime/checks"), 403);
  assertEquals(await status("POST", "/v1/embeddings"), 403);
});

Deno.test("a stream of inference is a 501, and an answer in one piece is not", async () => {
  const b = bench();
  const body = { model: "m", messages: [{ role: "user", content: "Hello" }] };
  const { json } = await b.call("POST", "/v1/chat/completions", body);
  assertEquals([json.object, json.model], ["chat.completion", "m"]);
  assertEquals(
    await b.refused("POST", "/v1/chat/completions", { ...body, stream: true }),
    "501 not_implemented: This is a simulator of DigitalOcean, and it does not stream answers.",
  );
});

Deno.test("a file is sent to the URL that an answer gave for it", async () => {
  const b = bench();
  const { json } = await b.call("POST", "/v1/batches/files", { file_name: "in.jsonl" });
  const { pathname } = new URL(json.upload_url);
  assertEquals((await b.call("PUT", pathname, '{"a":1}\n{"b":2}\n')).status, 200);
});

Deno.test("an answer that is the resource itself is the one that the path names", async () => {
  const b = bench();
  const body = {
    provider: "openai",
    file_id: "4de7ac8b-495b-4884-9a69-1050c6793cd6",
    completion_window: "24h",
    endpoint: "/v1/chat/completions",
    request_id: "1",
  };
  const batch = (await b.call("POST", "/v1/batches", body)).json;
  assertEquals(batch.status, "validating");
  const path = `/v1/batches/${batch.batch_id}`;
  const canceled = (await b.call("POST", `${path}/cancel`, {})).json;
  assertEquals(canceled, { ...batch, status: "cancelled" });
  assertEquals((await b.call("GET", path)).json, canceled);
});

Deno.test("a resource goes with what was made of it where the request says so", async () => {
  const b = bench();
  const config = { min_instances: 1, max_instances: 2, target_cpu_utilization: 0.5 };
  const template = { region: "nyc3", image: "debian-13-x64", size: "s-1vcpu-1gb", ssh_keys: [] };
  const pool = { name: "pool", config, droplet_template: template };
  const made = (await b.call("POST", "/v2/droplets/autoscale", pool)).json.autoscale_pool;
  const path = `/v2/droplets/autoscale/${made.id}`;
  const dangerous = await b.call("DELETE", `${path}/dangerous`, undefined, {
    "x-dangerous": "true",
  });
  assertEquals([dangerous.status, (await b.call("GET", path)).status], [202, 404]);
});

Deno.test("a restart makes a deployment, which is listed", async () => {
  const b = bench();
  const { id } = (await b.call("POST", "/v2/apps", { spec: { name: "web" } })).json.app;
  const { deployment } = (await b.call("POST", `/v2/apps/${id}/restart`, {})).json;
  const listed = (await b.call("GET", `/v2/apps/${id}/deployments`)).json.deployments;
  assertEquals(listed.map((one: { id: string }) => one.id)[0], deployment.id);
});

Deno.test("what everyone has is the same in all accounts and cannot be changed", async () => {
  const b = bench();
  const before = b.sandbox.snapshot().resources;
  const { presets } = (await b.call("GET", "/v2/gen-ai/models/routers/presets")).json;
  assertEquals(presets.length, 1);
  assertEquals(b.sandbox.snapshot().resources, before);
});
