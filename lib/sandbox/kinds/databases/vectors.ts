import { timestamp } from "../../state/clock.ts";
import { ApiError, notFound, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { Json, JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { beginTransitions } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import { checkProject } from "../membership.ts";
import { takeTags } from "../tags.ts";
import { backupsOf, beginBackups } from "./backups.ts";
import { checkRegion, keepOnly, remember } from "./cluster.ts";

const VECTOR_DATABASES = "/v2/vector-databases";

const SIZES = ["small", "medium", "large"];

const QUANTIZATIONS = ["", "rq", "pq", "bq", "sq"];

const CONFIG: JsonObject = {
  default_quantization: "rq",
  enable_auto_schema: false,
  weaviate_version: "1.33.4",
};

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

function checkSize(value: unknown): string {
  if (SIZES.includes(String(value))) return String(value);
  throw unprocessable(`size must be one of ${SIZES.join(", ")}`);
}

function create({ store, collection }: KindContext, fields: JsonObject): void {
  const name = String(fields.name ?? "");
  if (!NAME.test(name)) {
    throw unprocessable("name must be up to 63 lowercase letters, numbers and dashes");
  }
  if (store.resources.in(collection).withName(name).length > 0) {
    throw unprocessable("a vector database with this name exists already");
  }
  const region = checkRegion(fields.region);
  const size = checkSize(fields.size);
  const project = checkProject(store, fields.project_id);
  if (project === undefined) throw unprocessable("project_id is required");
  keepOnly(fields, ["name", "tags"]);
  Object.assign(fields, { region, size, config: CONFIG });
  takeTags(store, fields);
}

function needActive({ fields }: ResourceRecord): void {
  if (fields.status === "active") return;
  const message = `vector database is ${fields.status}; try again when it is active`;
  throw new ApiError(412, "precondition_failed", message);
}

function update({ store }: KindContext, record: ResourceRecord, changes: JsonObject): void {
  checkProject(store, changes.project_id);
  keepOnly(changes, ["config"]);
  if (changes.config === undefined) return;
  needActive(record);
  const asked = changes.config as JsonObject;
  if (!QUANTIZATIONS.includes(String(asked.default_quantization ?? ""))) {
    throw unprocessable("config.default_quantization must be one of rq, pq, bq, sq");
  }
  changes.config = { ...record.fields.config as JsonObject, ...asked };
}

function resize({ store, body }: KindContext, record: ResourceRecord): void {
  needActive(record);
  record.fields.size = checkSize(body.size);
  beginTransitions(store, record, [{ field: "status", from: "pending", to: "active" }]);
}

function writeTags({ store, body }: KindContext, { fields }: ResourceRecord): void {
  const tags = { tags: body.tags as Json };
  takeTags(store, tags);
  fields.tags = tags.tags;
}

function view(store: Store, { key, created, updated, fields, hidden }: ResourceRecord): JsonObject {
  const host = `${fields.name}-${fields.region}-${key.slice(0, 8)}`;
  return {
    id: key,
    created_at: timestamp(created),
    updated_at: timestamp(updated),
    owner_uuid: store.state.account.team.uuid,
    endpoints: {
      http: `https://${host}.weaviate.ondigitalocean.com`,
      grpc: `${host}-grpc.weaviate.ondigitalocean.com:443`,
    },
    ...(typeof hidden?.restored === "string" && { last_restore_id: hidden.restored }),
  };
}

function databaseOf({ store, params }: Context): ResourceRecord {
  const found = store.resources.in(VECTOR_DATABASES).named(params.id as string);
  if (found === undefined) throw notFound();
  return found;
}

function credentials(c: Context): Answer {
  const { id } = databaseOf(c);
  const api_token = uuid("vector-token", id).replaceAll("-", "");
  return { status: 200, body: { user_id: uuid("vector-user", id), api_token } };
}

/** The backups of a database, each named after the time at which it was taken. */
function listed({ store }: Context, record: ResourceRecord): JsonObject[] {
  return backupsOf(store, record).map((taken) => {
    const time = timestamp(taken);
    const stamp = time.replace(/[-:Z]/g, "").replace("T", "-");
    const backup_id = `vectordb-${record.key}-${stamp}`;
    return { backup_id, status: "SUCCESS", started_at: time, completed_at: time };
  });
}

function listBackups(c: Context): Answer {
  return { status: 200, body: { backups: listed(c, databaseOf(c)) } };
}

function restore(c: Context): Answer {
  const record = databaseOf(c);
  const backup_id = c.params.backup_id as string;
  if (!listed(c, record).some((backup) => backup.backup_id === backup_id)) throw notFound();
  needActive(record);
  remember(record, "restored", backup_id);
  const course = { field: "restore_status", from: "STARTED", to: "SUCCESS" };
  beginTransitions(c.store, record, [course]);
  return { status: 200, body: { backup_id, status: course.from } };
}

function restoreStatus(c: Context): Answer {
  const { fields, hidden } = databaseOf(c);
  const { backup_id } = c.params;
  if (hidden?.restored !== backup_id) throw notFound();
  return { status: 200, body: { backup_id, status: fields.restore_status } };
}

/** Vector databases. */
export const VECTOR_DATABASE: Kind = {
  path: VECTOR_DATABASES,
  transitions: [{ field: "status", from: "creating", to: "active" }],
  deleting: { field: "status", value: "deleting" },
  create,
  transitioned: (store, record, { at }) => beginBackups(store, record, at),
  update,
  view,
  actions: { "POST resize": resize, "PUT tags": writeTags },
  routes: {
    [`GET ${VECTOR_DATABASES}/{id}/credentials`]: credentials,
    [`GET ${VECTOR_DATABASES}/{id}/backups`]: listBackups,
    [`POST ${VECTOR_DATABASES}/{id}/backups/{backup_id}/restore`]: restore,
    [`GET ${VECTOR_DATABASES}/{id}/backups/{backup_id}/restore`]: restoreStatus,
  },
};
