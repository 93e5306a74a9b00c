import { notFound, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { isObject, type Json, type JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { createResource, removeResource } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import { jobsOf, sourceJobs, sourcesOf } from "./indexing_jobs.ts";
import { find, KNOWLEDGE_BASES, stamps } from "./paths.ts";

/** Where data may come from, and what has to be known of it. */
const NAMING: Readonly<Record<string, string>> = {
  spaces_data_source: "bucket_name",
  web_crawler_data_source: "base_url",
  aws_data_source: "bucket_name",
  dropbox_data_source: "folder",
  google_drive_data_source: "folder_id",
  file_upload_data_source: "stored_object_key",
};

/** What is sent to read a source and never shown, so that it is not remembered either. */
const SECRET = new Set(["key_id", "secret_key", "refresh_token"]);

const WRONG = "failed to validate knowledge base datasource input";

function open(source: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(source).filter(([name]) => !SECRET.has(name)));
}

/**
 * The fields of a data source out of those of a request.
 *
 * @throws {ApiError} 422 if it is not exactly one source, or the source is not named.
 */
export function sourceFields(given: JsonObject): JsonObject {
  const { bucket_name, bucket_region, item_path, chunking_algorithm, chunking_options } = given;
  // The older way to name a bucket of Spaces.
  const older: JsonObject = bucket_name
    ? {
      spaces_data_source: {
        bucket_name,
        region: bucket_region ?? "",
        ...(item_path && { item_path }),
      } as JsonObject,
    }
    : {};
  const all: JsonObject = { ...older, ...given };
  const [name, second] = Object.keys(NAMING).filter((one) => isObject(all[one]));
  const source = name && all[name] as JsonObject;
  if (!name || !source || second || !source[NAMING[name] as string]) throw unprocessable(WRONG);
  return {
    [name]: open(source),
    chunking_algorithm: chunking_algorithm ?? "CHUNKING_ALGORITHM_SECTION_BASED",
    ...(chunking_options && { chunking_options }),
  } as JsonObject;
}

/** Puts a data source into a knowledge base. */
export function addSource(c: Context, base: ResourceRecord, given: Json): ResourceRecord {
  const context = { ...c, collection: sourcesOf(base), parent: base };
  return createResource(context, DATA_SOURCE, given as JsonObject);
}

function create(_c: KindContext, fields: JsonObject): void {
  const own = sourceFields(fields);
  for (const name of Object.keys(fields)) delete fields[name];
  Object.assign(fields, own);
}

function update(_c: KindContext, _source: ResourceRecord, changes: JsonObject): void {
  for (const name of Object.keys(changes)) if (!name.startsWith("chunking_")) delete changes[name];
}

function view(store: Store, source: ResourceRecord): JsonObject {
  const path = store.resources.place(source.id)?.path ?? "";
  const base = store.resources.in(KNOWLEDGE_BASES).named(path.split("/").at(-2) as string);
  const last = (base ? jobsOf(store, base) : [])
    .flatMap(sourceJobs)
    .findLast(({ data_source_uuid }) => data_source_uuid === source.key);
  return {
    ...source.fields,
    uuid: source.key,
    ...(last && { last_datasource_indexing_job: last }),
    ...stamps(source),
  };
}

function remove(c: Context): Answer {
  const base = find(c, KNOWLEDGE_BASES, c.params.knowledge_base_uuid);
  const collection = sourcesOf(base);
  const source = c.store.resources.in(collection).named(c.params.data_source_uuid as string);
  if (source === undefined) throw notFound("failed to get data source");
  removeResource({ ...c, collection }, DATA_SOURCE, source);
  const body = { data_source_uuid: source.key, knowledge_base_uuid: base.key };
  return { status: 200, body };
}

/** Where knowledge bases have their knowledge from. */
export const DATA_SOURCE: Kind = {
  path: `${KNOWLEDGE_BASES}/{}/data_sources`,
  key: "uuid",
  missing: "failed to get data source",
  create,
  update,
  view,
  routes: {
    [`DELETE ${KNOWLEDGE_BASES}/{knowledge_base_uuid}/data_sources/{data_source_uuid}`]: remove,
  },
};
