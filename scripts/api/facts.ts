import type { Operation, Parameter, Schema } from "../../lib/api/facts.ts";
import { type Description, type RawSchema, resolve, type Route, routes } from "./description.ts";

/** Everything that is known about the API at run time. */
export interface Facts {
  operations: Record<string, Operation>;
  /** The schemas that requests need. */
  schemas: Record<string, Schema>;
  /** The answers by operation id. */
  answers: Record<string, Schema>;
  /** The schemas that only answers need. */
  answerSchemas: Record<string, Schema>;
}

/** Fields that identify an item of a list, the best first; others end like these. */
const IDS = ["id", "uuid", "slug", "name", "title", "fingerprint", "ip", "prefix", "display_name"];
const ID_LIKE = /_(id|uuid|name)$|^(urn|digest|tag|region|email)$/;

const BOUNDS = [
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "pattern",
] as const;

/** Reads the facts of all operations. */
export function factsOf(description: Description): Facts {
  const requests = new SchemaReader(description, "request");
  const responses = new SchemaReader(description, "response");
  const operations: Facts["operations"] = {};
  const answers: Facts["answers"] = {};
  for (const route of routes(description)) {
    const { operation, answer } = route;
    const schema = answer.schema && responses.read(answer.schema);
    operations[operation.operationId] = operationOf(route, requests, (s) => responses.flat(s));
    if (schema && answer.type === JSON_TYPE) answers[operation.operationId] = schema;
  }
  const schemas = sorted(requests.named);
  const answerSchemas = sorted(responses.named);
  for (const [name, schema] of Object.entries(answerSchemas)) {
    if (JSON.stringify(schema) === JSON.stringify(schemas[name])) delete answerSchemas[name];
  }
  return { operations: sorted(operations), schemas, answers: sorted(answers), answerSchemas };
}

const JSON_TYPE = "application/json";

function operationOf(
  { method, path, operation, parameters, body, answer }: Route,
  reader: SchemaReader,
  flat: (schema: RawSchema) => RawSchema,
): Operation {
  const { operationId, tags = [], deprecated, security = [], servers = [] } = operation;
  const params = parameters.map((p): Parameter => ({
    name: p.name,
    in: p.in,
    ...(p.required || p.in === "path" ? { mandatory: true } : {}),
    ...reader.read(p.schema),
  }));
  const scopes = [...new Set(security.flatMap((need) => Object.values(need).flat()))].sort();
  const list = method === "GET" && answer.schema ? listOf(answer.schema, flat) : undefined;
  const server = servers[0]?.url;
  return {
    id: operationId,
    method: method as Operation["method"],
    path,
    area: tags[0] ?? "",
    ...(deprecated ? { deprecated: true } : {}),
    ...(server === undefined ? {} : { server }),
    ...(params.length ? { params } : {}),
    ...(body
      ? {
        body: {
          ...(body.type === JSON_TYPE ? {} : { type: body.type }),
          ...(body.required ? { required: true } : {}),
          schema: reader.read(body.schema),
        },
      }
      : {}),
    status: answer.status,
    ...(answer.type === JSON_TYPE ? {} : { type: answer.type }),
    ...(list ? { list } : {}),
    ...(scopes.length ? { scopes } : {}),
  };
}

/** The one list that an answer is about: the one beside `meta` and `links`, if any. */
function listOf(
  answer: RawSchema,
  flat: (schema: RawSchema) => RawSchema,
): Operation["list"] {
  const fields = Object.entries(flat(answer).properties ?? {});
  const lists = fields.filter(([name, field]) => name !== "links" && flat(field).type === "array");
  if (lists.length !== 1) return undefined;
  const [[key, field]] = lists as [[string, RawSchema]];
  const others = fields.filter(([name]) => !["meta", "links", "pagination", key].includes(name));
  if (others.some(([, other]) => flat(other).properties)) return undefined;
  const names = Object.keys(flat(flat(field).items ?? {}).properties ?? {});
  const ids = IDS.filter((name) => names.includes(name));
  return { key, ids: ids.length ? ids : names.filter((name) => ID_LIKE.test(name)) };
}

/** Reads schemas of one direction: a request does not have what only the server sets. */
class SchemaReader {
  readonly named: Record<string, Schema> = {};
  readonly #description: Description;
  readonly #direction: "request" | "response";

  constructor(description: Description, direction: "request" | "response") {
    this.#description = description;
    this.#direction = direction;
  }

  read(schema: RawSchema): Schema {
    if (schema.$ref === undefined) return this.#inline(schema);
    const name = schema.$ref.split("/").at(-1) as string;
    const target = resolve(this.#description, schema);
    if (!this.flat(target).properties && !target.oneOf && !target.anyOf) {
      return this.#inline(target);
    }
    if (!Object.hasOwn(this.named, name)) {
      this.named[name] = {};
      this.named[name] = this.#inline(target);
    }
    return { ref: name, ...(target.nullable ? { nullable: true } : {}) };
  }

  /** A schema with the parts of an intersection put together. */
  flat(schema: RawSchema): RawSchema {
    const own = resolve(this.#description, schema);
    if (!own.allOf) return own;
    const { allOf, ...rest } = own;
    return [...allOf.map((part) => this.flat(part)), rest].reduce((whole, part) => ({
      ...whole,
      ...part,
      ...(whole.properties || part.properties
        ? { properties: { ...whole.properties, ...part.properties } }
        : {}),
      ...(whole.required || part.required
        ? { required: [...new Set([...whole.required ?? [], ...part.required ?? []])] }
        : {}),
    }), {});
  }

  #inline(raw: RawSchema): Schema {
    const schema = this.flat(raw);
    const { type, format, items, additionalProperties } = schema;
    const variants = schema.oneOf ?? schema.anyOf;
    const skipped = (field: RawSchema) =>
      this.#direction === "request" && this.flat(field).readOnly === true;
    const fields = Object.entries(schema.properties ?? {}).filter(([, field]) => !skipped(field));
    const names = fields.map(([name]) => name);
    const own = schema.properties ?? {};
    // A variant may do no more than require fields that are described around it.
    const around = variants !== undefined || Object.keys(own).length === 0;
    const required = (schema.required ?? []).filter((name) =>
      names.includes(name) || (around && !Object.hasOwn(own, name))
    );
    const kind = type ?? (schema.properties ? "object" : undefined);
    return {
      ...(kind === undefined ? {} : { type: kind as NonNullable<Schema["type"]> }),
      ...(format === undefined ? {} : { format }),
      ...(schema.enum ? { enum: schema.enum } : {}),
      ...(schema.default === undefined ? {} : { default: schema.default }),
      ...(schema.nullable ? { nullable: true } : {}),
      ...Object.fromEntries(BOUNDS.flatMap((b) => schema[b] === undefined ? [] : [[b, schema[b]]])),
      ...(items ? { items: this.read(items) } : {}),
      ...(fields.length
        ? { fields: Object.fromEntries(fields.map(([name, field]) => [name, this.read(field)])) }
        : {}),
      ...(required.length ? { required } : {}),
      ...(typeof additionalProperties === "object"
        ? { values: this.read(additionalProperties) }
        : {}),
      ...(variants ? { anyOf: variants.map((variant) => this.read(variant)) } : {}),
    };
  }
}

function sorted<T>(table: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(table).sort(([a], [b]) => a < b ? -1 : 1));
}
