import { notFound, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { timestamp } from "../../state/clock.ts";
import { isObject, type JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { createResource, removeResource } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";

const MODELS = "/v2/gen-ai/custom_models";

/** What names the source of a model, by the type of the source. */
const NAMING: Readonly<Record<string, string>> = {
  SOURCE_TYPE_HUGGINGFACE: "repo_id",
  SOURCE_TYPE_SPACES_BUCKET: "bucket",
};

function create(_c: KindContext, fields: JsonObject): void {
  const { name, source_type: type, source_ref, preferred_gpu_region: region } = fields;
  if (!name) throw unprocessable("name is required");
  const source = isObject(source_ref) ? { ...source_ref } as JsonObject : {};
  const naming = NAMING[String(type)];
  if (naming !== undefined && !source[naming]) {
    throw unprocessable(`source_ref.${naming} is required`);
  }
  if (fields.accept_terms_and_conditions !== true) {
    throw unprocessable("The terms and conditions have to be accepted.");
  }
  // A secret is sent and never shown.
  delete source.hf_token;
  for (const key of Object.keys(fields)) delete fields[key];
  Object.assign(fields, {
    name,
    source_type: type ?? "SOURCE_TYPE_UNSPECIFIED",
    source_ref: source,
  });
  if (region) fields.storage_region = region;
}

function view(_store: Store, { key, created, updated, fields }: ResourceRecord): JsonObject {
  return {
    uuid: key,
    description: "",
    tags: {},
    active_deployments: [],
    ...fields,
    created_at: timestamp(created),
    updated_at: timestamp(updated),
  };
}

function importModel(c: Context): Answer {
  const { description = "", tags = {}, ...body } = c.body as JsonObject;
  const record = createResource({ ...c, collection: MODELS }, CUSTOM_MODEL, body);
  Object.assign(record.fields, { description, tags });
  const started = timestamp(record.created);
  const import_job = {
    uuid: uuid(`${MODELS} import`, record.id),
    status: "IMPORTING",
    bytes_done: "0",
    bytes_total: "0",
    files_done: 0,
    files_total: 0,
    created_at: started,
    started_at: started,
  };
  return { status: 200, body: { model: view(c.store, record), import_job, validation_steps: [] } };
}

function remove(c: Context): Answer {
  const record = c.store.resources.in(MODELS).named(c.params.uuid as string);
  if (record === undefined) throw notFound();
  removeResource({ ...c, collection: MODELS }, CUSTOM_MODEL, record);
  return { status: 200, body: { status: "DELETE_CUSTOM_MODEL_STATUS_SUCCESS" } };
}

/** The models of an account, imported from a repository or a bucket. */
export const CUSTOM_MODEL: Kind = {
  path: MODELS,
  key: "uuid",
  unique: { fields: ["name"], message: "A custom model with this name already exists." },
  transitions: [{ field: "status", from: "STATUS_IMPORTING", to: "STATUS_READY" }],
  create,
  view,
  routes: {
    "POST /v2/gen-ai/custom_models/import": importModel,
    "DELETE /v2/gen-ai/custom_models/{uuid}": remove,
  },
};
