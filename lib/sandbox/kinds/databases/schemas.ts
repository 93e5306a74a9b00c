import { badRequest, notFound, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { Json, JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { createResource } from "../engine.ts";
import type { Kind } from "../kind.ts";
import { below, clusterOf, DATABASES, owned, remember, remembered } from "./cluster.ts";

const TYPES = ["AVRO", "JSON", "PROTOBUF"];

// What a registry allows before anyone says otherwise.
const LEVEL = "BACKWARD";

function versionsOf({ fields }: ResourceRecord): JsonObject[] {
  return fields.versions as JsonObject[];
}

/** A version of a subject; the latest if none is named. */
function version(subject: ResourceRecord, named?: string): JsonObject {
  const versions = versionsOf(subject);
  const wanted = named === undefined || named === "latest" ? versions.length : Number(named);
  const found = versions[wanted - 1];
  if (found === undefined) throw notFound();
  return { subject_name: subject.key, version: String(wanted), ...found };
}

function subjectOf(c: Context): ResourceRecord {
  const collection = c.store.resources.in(below(clusterOf(c, "schemas"), "schema-registry"));
  const subject = collection.named(c.params.subject_name as string);
  if (subject === undefined) throw notFound();
  return subject;
}

function checkSchema(type: string, schema: unknown): void {
  if (typeof schema !== "string" || schema.trim() === "") {
    throw unprocessable("schema is required");
  }
  if (type === "PROTOBUF") return;
  try {
    JSON.parse(schema);
  } catch {
    throw badRequest(`schema is not a valid schema of type ${type}`);
  }
}

/** Registers a schema: a subject that is there has one more version then, unless it is the same. */
function register(c: Context): Answer {
  const cluster = clusterOf(c, "schemas");
  const { subject_name: name, schema_type, schema } = c.body;
  if (typeof name !== "string" || name === "") throw unprocessable("subject_name is required");
  if (!TYPES.includes(String(schema_type).toUpperCase())) {
    throw unprocessable(`schema_type must be one of ${TYPES.join(", ")}`);
  }
  checkSchema(String(schema_type).toUpperCase(), schema);
  const collection = below(cluster, "schema-registry");
  const found = c.store.resources.in(collection).named(name);
  const context = { ...c, collection, parent: cluster };
  const subject = found ??
    createResource(context, DATABASE_SCHEMA, { subject_name: name, versions: [] });
  const versions = versionsOf(subject);
  if (versions.at(-1)?.schema !== schema) {
    const schema_id = c.store.state.counters.resource++;
    versions.push({ schema_id, schema_type: String(schema_type), schema: String(schema) });
  }
  const { version: _, ...body } = version(subject);
  return { status: 201, body };
}

function readSchema(c: Context): Answer {
  return { status: 200, body: version(subjectOf(c), c.params.version) };
}

/** How new versions may differ from older ones, for a registry or for one subject. */
function levelOf(cluster: ResourceRecord, subject = ""): Json {
  const levels = remembered(cluster, "compatibility");
  return (Object.hasOwn(levels, subject) ? levels[subject] : levels[""]) ?? LEVEL;
}

function readLevel(c: Context): Answer {
  const cluster = clusterOf(c, "schemas");
  const subject = c.params.subject_name === undefined ? undefined : subjectOf(c).key;
  const body = {
    ...(subject !== undefined && { subject_name: subject }),
    compatibility_level: levelOf(cluster, subject),
  };
  return { status: 200, body };
}

function writeLevel(c: Context): Answer {
  const cluster = clusterOf(c, "schemas");
  const subject = c.params.subject_name === undefined ? "" : subjectOf(c).key;
  const levels = remembered(cluster, "compatibility");
  remember(cluster, "compatibility", { ...levels, [subject]: String(c.body.compatibility_level) });
  return readLevel(c);
}

const PATH = "/v2/databases/{database_cluster_uuid}/schema-registry";

/** The subjects in the schema registry of a Kafka cluster, with the versions of their schemas. */
export const DATABASE_SCHEMA: Kind = {
  path: `${DATABASES}/{}/schema-registry`,
  key: "subject_name",
  keyFrom: "request",
  // The API takes these in small letters too.
  lenient: ["schema_type"],
  owner: owned("schemas"),
  view: (_store: Store, subject) => {
    const { version: _, ...shown } = version(subject);
    return shown;
  },
  routes: {
    [`POST ${PATH}`]: register,
    [`GET ${PATH}/{subject_name}`]: readSchema,
    [`GET ${PATH}/{subject_name}/versions/{version}`]: readSchema,
    [`GET ${PATH}/config`]: readLevel,
    [`PUT ${PATH}/config`]: writeLevel,
    [`GET ${PATH}/config/{subject_name}`]: readLevel,
    [`PUT ${PATH}/config/{subject_name}`]: writeLevel,
  },
};
