import { assertEquals } from "@std/assert";
import { bench } from "../../support.ts";
import { agent, GENAI, knowledge, make } from "./support.ts";

const NOBODY = "12345678-1234-1234-1234-123456789012";
const WRONG = "422 unprocessable_entity: failed to validate knowledge base datasource input";

Deno.test("a knowledge base gets a database and is indexed, by the clock", async () => {
  const b = bench();
  const base = await knowledge(b);
  const path = `${GENAI}/knowledge_bases/${base.uuid}`;
  const look = async () => {
    const { knowledge_base, database_status } = (await b.call("GET", path)).json;
    const { phase, status, completed_datasources, tokens } = knowledge_base.last_indexing_job;
    return [database_status, phase, status, completed_datasources, tokens > 0];
  };
  assertEquals(
    await look(),
    ["CREATING", "BATCH_JOB_PHASE_PENDING", "INDEX_JOB_STATUS_PENDING", 0, false],
  );
  b.clock.advance(5);
  assertEquals((await look()).slice(1, 3), [
    "BATCH_JOB_PHASE_RUNNING",
    "INDEX_JOB_STATUS_IN_PROGRESS",
  ]);
  b.clock.advance(5);
  assertEquals(
    await look(),
    ["ONLINE", "BATCH_JOB_PHASE_SUCCEEDED", "INDEX_JOB_STATUS_COMPLETED", 1, true],
  );
  const { database } = (await b.call("GET", `/v2/databases/${base.database_id}`)).json;
  assertEquals([database.engine, database.region], ["opensearch", "tor1"]);
});

for (
  const [more, refusal] of [
    [{ name: "" }, "422 unprocessable_entity: name is required"],
    [{ embedding_model_uuid: "" }, "422 unprocessable_entity: embedding_model_uuid is required"],
    [{ database_id: NOBODY }, "404 not_found: failed to get database"],
    [{ datasources: [{}] }, WRONG],
    [{ datasources: [{ spaces_data_source: { region: "tor1" } }] }, WRONG],
    [
      {
        datasources: [{
          spaces_data_source: { bucket_name: "b" },
          web_crawler_data_source: { base_url: "https://example.com/" },
        }],
      },
      WRONG,
    ],
  ] as const
) {
  Deno.test(`a knowledge base with ${JSON.stringify(more)} is refused and leaves nothing`, async () => {
    const b = bench();
    const body = { name: "docs", embedding_model_uuid: "e", ...more };
    assertEquals(await b.refused("POST", `${GENAI}/knowledge_bases`, body), refusal);
    assertEquals(Object.keys(b.sandbox.snapshot().resources), ["/v2/projects"]);
  });
}

Deno.test("a knowledge base takes an OpenSearch cluster and no other", async () => {
  const b = bench({ seed: { databases: [{ name: "pg" }, { name: "os", engine: "opensearch" }] } });
  const { databases } = (await b.call("GET", "/v2/databases")).json;
  const [pg, os] = databases.map((one: { id: string }) => one.id);
  const body = { name: "docs", embedding_model_uuid: "e" };
  assertEquals(
    await b.refused("POST", `${GENAI}/knowledge_bases`, { ...body, database_id: pg }),
    "422 unprocessable_entity: database_id must be that of an OpenSearch cluster",
  );
  const base = await make(b, "/knowledge_bases", { ...body, database_id: os });
  assertEquals([base.database_id, base.last_indexing_job], [os, undefined]);
});

Deno.test("secrets of data sources are sent and never shown", async () => {
  const b = bench();
  const base = await knowledge(b, { datasources: [] });
  const path = `${GENAI}/knowledge_bases/${base.uuid}/data_sources`;
  const body = {
    aws_data_source: { bucket_name: "b", region: "r", key_id: "unseen", secret_key: "unseen" },
  };
  const source = await make(b, `/knowledge_bases/${base.uuid}/data_sources`, body);
  assertEquals(source.aws_data_source, { bucket_name: "b", region: "r" });
  assertEquals(JSON.stringify(b.sandbox.snapshot()).includes("unseen"), false);
  const changes = { chunking_algorithm: "CHUNKING_ALGORITHM_SEMANTIC", data_source_uuid: "other" };
  await b.call("PUT", `${path}/${source.uuid}`, changes);
  const [shown] = (await b.call("GET", path)).json.knowledge_base_data_sources;
  assertEquals(
    [shown.uuid, shown.chunking_algorithm],
    [source.uuid, "CHUNKING_ALGORITHM_SEMANTIC"],
  );
  const gone = await b.call("DELETE", `${path}/${source.uuid}`);
  assertEquals(gone.json, { data_source_uuid: source.uuid, knowledge_base_uuid: base.uuid });
  assertEquals(
    await b.refused("DELETE", `${path}/${source.uuid}`),
    "404 not_found: failed to get data source",
  );
});

Deno.test("a job indexes what it names or everything, one at a time, and can be cancelled", async () => {
  const b = bench();
  const base = await knowledge(b);
  const body = { knowledge_base_uuid: base.uuid };
  const jobs = `${GENAI}/indexing_jobs`;
  assertEquals(
    await b.refused("POST", jobs, body),
    "409 conflict: The knowledge base is being indexed already.",
  );
  const first = base.last_indexing_job.uuid;
  const { job } = (await b.call("PUT", `${jobs}/${first}/cancel`)).json;
  assertEquals([job.phase, job.status, job.data_source_jobs[0].status], [
    "BATCH_JOB_PHASE_CANCELLED",
    "INDEX_JOB_STATUS_CANCELLED",
    "DATA_SOURCE_STATUS_CANCELLED",
  ]);
  assertEquals(
    await b.refused("PUT", `${jobs}/${first}/cancel`),
    "422 unprocessable_entity: The indexing job is over and cannot be cancelled.",
  );
  const second = await make(b, "/indexing_jobs", body);
  b.clock.advance(10);
  const { indexed_data_sources } = (await b.call("GET", `${jobs}/${second.uuid}/data_sources`))
    .json;
  assertEquals(indexed_data_sources[0].status, "DATA_SOURCE_STATUS_UPDATED");
  assertEquals((await b.call("GET", `${jobs}/${first}`)).json.job.phase, job.phase);
  const listed = (await b.call("GET", `${GENAI}/knowledge_bases/${base.uuid}/indexing_jobs`)).json;
  assertEquals(listed.jobs.map((one: { uuid: string }) => one.uuid), [first, second.uuid]);
  assertEquals(
    await b.refused("POST", jobs, { ...body, data_source_uuids: [NOBODY] }),
    "404 not_found: failed to get data source",
  );
  assertEquals(
    await b.refused("POST", jobs, { knowledge_base_uuid: NOBODY }),
    "404 not_found: failed to get knowledge base",
  );
  const empty = await knowledge(b, { name: "empty", datasources: [] });
  assertEquals(
    await b.refused("POST", jobs, { knowledge_base_uuid: empty.uuid }),
    "422 unprocessable_entity: The knowledge base has no data sources.",
  );
});

Deno.test("a knowledge base that is deleted is gone from agents, with its jobs and schedule", async () => {
  const b = bench();
  const base = await knowledge(b);
  const schedule = { knowledge_base_uuid: base.uuid, time: "03:00", days: [1] };
  await make(b, "/scheduled-indexing", schedule);
  const user = await agent(b, { knowledge_base_uuid: [base.uuid] });
  assertEquals(user.knowledge_bases.map((one: { name: string }) => one.name), ["docs"]);
  const path = `${GENAI}/knowledge_bases/${base.uuid}`;
  assertEquals((await b.call("DELETE", path)).json, { uuid: base.uuid });
  const { agent: left } = (await b.call("GET", `${GENAI}/agents/${user.uuid}`)).json;
  assertEquals(left.knowledge_bases, []);
  const { resources } = b.sandbox.snapshot();
  assertEquals(resources[`${GENAI}/indexing_jobs`], []);
  assertEquals(resources[`${GENAI}/scheduled-indexing`], []);
  assertEquals(await b.refused("GET", path), "404 not_found: failed to get knowledge base");
});

Deno.test("a schedule indexes a knowledge base when it is due, week by week", async () => {
  const b = bench();
  const base = await knowledge(b);
  // 2026-01-01 is a Thursday.
  const body = { knowledge_base_uuid: base.uuid, time: "03:30", days: [1, 4] };
  const info = await make(b, "/scheduled-indexing", body);
  assertEquals(info.next_run_at, "2026-01-01T03:30:00Z");
  b.clock.advance(4 * 3600);
  const path = `${GENAI}/scheduled-indexing`;
  const { indexing_info } = (await b.call("GET", `${path}/knowledge-base/${base.uuid}`)).json;
  assertEquals(
    [indexing_info.last_ran_at, indexing_info.next_run_at],
    ["2026-01-01T03:30:00Z", "2026-01-05T03:30:00Z"],
  );
  const { jobs } = (await b.call("GET", `${GENAI}/indexing_jobs`)).json;
  assertEquals(jobs.length, 2);
  for (
    const [more, refusal] of [
      [{}, "409 conflict: The knowledge base has a schedule already."],
      [{ time: "25:00" }, "422 unprocessable_entity: time must have the form HH:MM"],
      [
        { days: [] },
        "422 unprocessable_entity: days must be numbers from 0 to 7, and at least one",
      ],
      [
        { days: [8] },
        "422 unprocessable_entity: days must be numbers from 0 to 7, and at least one",
      ],
      [{ knowledge_base_uuid: NOBODY }, "404 not_found: failed to get knowledge base"],
    ] as const
  ) {
    assertEquals(await b.refused("POST", path, { ...body, ...more }), refusal);
  }
  await b.call("DELETE", `${path}/${info.uuid}`);
  b.clock.advance(14 * 86_400);
  assertEquals((await b.call("GET", `${GENAI}/indexing_jobs`)).json.jobs.length, 2);
});
