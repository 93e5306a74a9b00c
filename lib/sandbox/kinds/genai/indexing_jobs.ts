import { conflict, notFound, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import { unit, uuid } from "../../state/random.ts";
import { pathOf, type PendingChange, type ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { beginTransitions } from "../engine.ts";
import type { Kind, KindContext, Transition } from "../kind.ts";
import { find, INDEXING_JOBS, KNOWLEDGE_BASES, MISSING, stamps } from "./paths.ts";

const PHASE = "BATCH_JOB_PHASE_";
const STATUS = "INDEX_JOB_STATUS_";
const SOURCE = "DATA_SOURCE_STATUS_";

const COURSE: readonly Transition[] = [
  { field: "phase", from: `${PHASE}PENDING`, to: `${PHASE}RUNNING`, after: 0.5 },
  { field: "status", from: `${STATUS}PENDING`, to: `${STATUS}IN_PROGRESS`, after: 0.5 },
  { field: "phase", from: `${PHASE}PENDING`, to: `${PHASE}SUCCEEDED` },
  { field: "status", from: `${STATUS}PENDING`, to: `${STATUS}COMPLETED` },
];

/** The data sources of a knowledge base. */
export function sourcesOf(base: ResourceRecord): string {
  return `${pathOf(KNOWLEDGE_BASES, base.key)}/data_sources`;
}

function isUnderWay({ fields }: ResourceRecord): boolean {
  return [`${PHASE}PENDING`, `${PHASE}RUNNING`].includes(String(fields.phase));
}

/** The jobs of a knowledge base, the latest last. */
export function jobsOf(store: Store, base: ResourceRecord): ResourceRecord[] {
  return store.resources.in(INDEXING_JOBS).items.filter(({ fields }) =>
    fields.knowledge_base_uuid === base.key
  );
}

/** Begins to index data sources of a knowledge base; undefined if it is being indexed already. */
export function startJob(
  store: Store,
  base: ResourceRecord,
  sources: readonly string[],
): ResourceRecord | undefined {
  if (jobsOf(store, base).some(isUnderWay)) return undefined;
  const now = store.clock.now();
  const fields = { knowledge_base_uuid: base.key, data_source_uuids: [...sources] };
  const key = uuid(INDEXING_JOBS, store.state.counters.resource);
  const job = store.resources.add(INDEXING_JOBS, {
    key,
    created: now,
    updated: now,
    fields,
    pending: [],
  });
  beginTransitions(store, job, COURSE);
  return job;
}

/** What was found in a data source: made up, and always the same. */
function contentOf(uuid: string): { files: number; bytes: number; tokens: number } {
  let seed = 0;
  for (const char of uuid) seed = (Math.imul(seed, 31) + char.charCodeAt(0)) | 0;
  const files = 1 + Math.floor(unit(seed) * 20);
  return { files, bytes: files * 4096, tokens: files * 900 };
}

function sourceStatus({ fields }: ResourceRecord): string {
  if (fields.phase === `${PHASE}SUCCEEDED`) return `${SOURCE}UPDATED`;
  return fields.phase === `${PHASE}CANCELLED` ? `${SOURCE}CANCELLED` : `${SOURCE}IN_PROGRESS`;
}

function sourceUuids({ fields }: ResourceRecord): string[] {
  return (fields.data_source_uuids ?? []) as string[];
}

/** How far a job is with each of its data sources. */
export function sourceJobs(job: ResourceRecord): JsonObject[] {
  const { started_at, finished_at } = job.fields;
  const done = job.fields.phase === `${PHASE}SUCCEEDED`;
  return sourceUuids(job).map((data_source_uuid) => {
    const { files, bytes } = contentOf(data_source_uuid);
    return {
      data_source_uuid,
      status: sourceStatus(job),
      ...(started_at !== undefined && { started_at }),
      ...(finished_at !== undefined && { completed_at: finished_at }),
      total_file_count: String(files),
      total_bytes: String(bytes),
      indexed_file_count: String(done ? files : 0),
      indexed_item_count: String(done ? files : 0),
      total_bytes_indexed: String(done ? bytes : 0),
      failed_item_count: "0",
      removed_item_count: "0",
      skipped_item_count: "0",
    } as JsonObject;
  });
}

/** A job with its counters. */
export function jobView(job: ResourceRecord): JsonObject {
  const sources = sourceUuids(job);
  const done = job.fields.phase === `${PHASE}SUCCEEDED`;
  const tokens = done ? sources.reduce((sum, one) => sum + contentOf(one).tokens, 0) : 0;
  return {
    ...job.fields,
    uuid: job.key,
    total_datasources: sources.length,
    completed_datasources: done ? sources.length : 0,
    tokens,
    total_tokens: String(tokens),
    is_report_available: done,
    data_source_jobs: sourceJobs(job),
    ...stamps(job),
  };
}

function transitioned(store: Store, job: ResourceRecord, { at, set }: PendingChange): void {
  job.updated = at ?? store.clock.now();
  const time = timestamp(job.updated);
  if (set.phase === `${PHASE}RUNNING`) job.fields.started_at = time;
  if (set.phase === `${PHASE}SUCCEEDED`) job.fields.finished_at = time;
}

function create(c: Context): Answer {
  const { knowledge_base_uuid, data_source_uuids } = c.body;
  const base = find(c, KNOWLEDGE_BASES, knowledge_base_uuid);
  const sources = c.store.resources.in(sourcesOf(base));
  const wanted = (data_source_uuids ?? []) as string[];
  if (wanted.some((one) => !sources.named(one))) throw notFound("failed to get data source");
  const chosen = wanted.length > 0 ? wanted : sources.items.map(({ key }) => key);
  if (chosen.length === 0) throw unprocessable("The knowledge base has no data sources.");
  const job = startJob(c.store, base, chosen);
  if (job === undefined) throw conflict("The knowledge base is being indexed already.");
  return { status: 200, body: { job: jobView(job) } };
}

function cancel({ now }: KindContext, job: ResourceRecord): void {
  if (!isUnderWay(job)) throw unprocessable("The indexing job is over and cannot be cancelled.");
  job.pending = [];
  job.updated = now;
  Object.assign(job.fields, {
    phase: `${PHASE}CANCELLED`,
    status: `${STATUS}CANCELLED`,
    finished_at: timestamp(now),
  });
}

function listSources(c: Context): Answer {
  const job = find(c, INDEXING_JOBS, c.params.indexing_job_uuid);
  return { status: 200, body: { indexed_data_sources: sourceJobs(job) } };
}

/** Jobs that read the data sources of knowledge bases. */
export const INDEXING_JOB: Kind = {
  path: INDEXING_JOBS,
  key: "uuid",
  missing: MISSING[INDEXING_JOBS],
  view: (_store, job) => jobView(job),
  transitioned,
  actions: { "PUT cancel": cancel },
  routes: {
    [`POST ${INDEXING_JOBS}`]: create,
    [`GET ${INDEXING_JOBS}/{indexing_job_uuid}/data_sources`]: listSources,
  },
};
