import { notFound, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import { DATABASE } from "../databases/clusters.ts";
import { DATABASES } from "../databases/cluster.ts";
import { createResource } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import { dropEverywhere } from "./agent_links.ts";
import { addSource, sourceFields } from "./data_sources.ts";
import { jobsOf, startJob } from "./indexing_jobs.ts";
import { knowledgeBaseView } from "./knowledge_base_view.ts";
import { find, KNOWLEDGE_BASES, MISSING, SCHEDULES } from "./paths.ts";

function checkDatabase({ store }: KindContext, id: unknown): void {
  const cluster = store.resources.in(DATABASES).named(String(id));
  if (cluster === undefined) throw notFound("failed to get database");
  if (cluster.fields.engine !== "opensearch") {
    throw unprocessable("database_id must be that of an OpenSearch cluster");
  }
}

/** What a knowledge base is kept in, made for it in its region if the request names none. */
function databaseFor(c: KindContext, { name, region }: JsonObject): string {
  const plain = String(name).toLowerCase().replace(/[^a-z0-9-]+/g, "-").slice(0, 40);
  const fields = {
    name: `genai-${plain}-${c.store.state.counters.resource}`,
    engine: "opensearch",
    region: region ?? "",
    size: "db-s-2vcpu-4gb",
    num_nodes: 1,
  };
  const context = { ...c, collection: DATABASES, parent: undefined, body: {} };
  return createResource(context, DATABASE, fields).key;
}

// Models and projects that only the caller's own account has are taken as they are.
function create(c: KindContext, fields: JsonObject): void {
  for (const name of ["name", "embedding_model_uuid"]) {
    if (!fields[name]) throw unprocessable(`${name} is required`);
  }
  for (const source of (fields.datasources ?? []) as JsonObject[]) sourceFields(source);
  if (fields.database_id) checkDatabase(c, fields.database_id);
  else fields.database_id = databaseFor(c, fields);
  for (const name of ["size", "vpc_uuid"]) delete fields[name];
  fields.is_public = false;
}

function created(c: KindContext, base: ResourceRecord): void {
  const wanted = (base.fields.datasources ?? []) as JsonObject[];
  delete base.fields.datasources;
  const sources = wanted.map((source) => addSource(c, base, source).key);
  if (sources.length > 0) startJob(c.store, base, sources);
}

function update(c: KindContext, _base: ResourceRecord, changes: JsonObject): void {
  if (changes.name === "") throw unprocessable("name is required");
  if (changes.database_id) checkDatabase(c, changes.database_id);
}

/** Agents lose it, and what indexes it goes with it; its database stays. */
function remove({ store }: KindContext, base: ResourceRecord): void {
  dropEverywhere(store, "knowledge_bases", base.key);
  const schedules = store.resources.in(SCHEDULES).items.filter(({ fields }) =>
    fields.knowledge_base_uuid === base.key
  );
  for (const record of [...jobsOf(store, base), ...schedules]) store.resources.remove(record);
}

function get(c: Context): Answer {
  const base = find(c, KNOWLEDGE_BASES, c.params.uuid);
  const cluster = c.store.resources.in(DATABASES).named(String(base.fields.database_id));
  const database_status = String(cluster?.fields.status ?? "decommissioned").toUpperCase();
  return {
    status: 200,
    body: { knowledge_base: knowledgeBaseView(c.store, base), database_status },
  };
}

/** Knowledge bases: what agents look things up in. */
export const KNOWLEDGE_BASE: Kind = {
  path: KNOWLEDGE_BASES,
  key: "uuid",
  missing: MISSING[KNOWLEDGE_BASES],
  defaults: { region: "tor1", tags: [] },
  fixed: ["uuid"],
  create,
  created,
  update,
  remove,
  view: knowledgeBaseView,
  routes: {
    [`GET ${KNOWLEDGE_BASES}/{uuid}`]: get,
  },
};
