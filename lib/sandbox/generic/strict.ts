import type { Operation, Schema } from "../../api/facts.ts";
import { isObject } from "../state/json.ts";
import { REQUESTS, resolve } from "./schema.ts";

/** Fields that the API takes, as its own clients send them, and no schema names, by operation. */
const UNDESCRIBED: Readonly<Record<string, readonly string[]>> = {
  kubernetes_add_registry: ["registries"],
  kubernetes_remove_registry: ["registries"],
  uptime_create_check: ["method"],
  volumeActions_post: ["volume_name"],
};

/** Clients send these to every list, also where there is but one page. */
const PAGING: ReadonlySet<string> = new Set(["page", "per_page"]);

/** The schema itself and those that a value may have instead. */
function alternatives(given: Schema): Schema[] {
  const schema = resolve(given, REQUESTS);
  return [schema, ...(schema.anyOf ?? []).flatMap(alternatives)];
}

function below(where: string, name: string | number): string {
  if (typeof name === "number") return `${where}[${name}]`;
  return where === "" ? name : `${where}.${name}`;
}

/** The fields of a value that its schema does not have, as `inbound_rules[0].port`. */
function unknownFields(given: Schema, value: unknown, where: string): string[] {
  const schemas = alternatives(given);
  if (Array.isArray(value)) {
    const items = schemas.flatMap(({ items }) => items ?? []);
    return value.flatMap((item, i) => fewest(items, item, below(where, i)));
  }
  if (!isObject(value)) return [];
  const named = schemas.some(({ fields }) => fields !== undefined);
  const others = schemas.flatMap(({ values }) => values ?? []);
  return Object.entries(value).flatMap(([name, inner]) => {
    const known = schemas.flatMap(({ fields = {} }) =>
      Object.hasOwn(fields, name) ? fields[name] as Schema : []
    );
    if (known.length > 0) return fewest(known, inner, below(where, name));
    if (others.length > 0) return fewest(others, inner, below(where, name));
    // An object of which the description says nothing may have anything in it.
    return named ? [below(where, name)] : [];
  });
}

/** What is unknown by the schema that knows most of a value. */
function fewest(schemas: readonly Schema[], value: unknown, where: string): string[] {
  const found = schemas.map((schema) => unknownFields(schema, value, where));
  return found.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

function listed(what: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${what} ${names.map((name) => `"${name}"`).join(", ")}`];
}

/**
 * What a strict sandbox has against a request that the API takes, or seems to: fields and parameters
 * that the description does not have, and operations that the vendor advises against.
 */
export function objections(
  { id, method, params = [], body, deprecated }: Operation,
  query: URLSearchParams,
  sent: Readonly<Record<string, unknown>>,
): string[] {
  const known = new Set(params.flatMap(({ name, in: place }) => place === "query" ? name : []));
  const names = [...new Set(query.keys())].filter((name) =>
    !known.has(name) && !(method === "GET" && PAGING.has(name))
  );
  const schema = body === undefined ? { fields: {} } : body.schema;
  const unknown = body?.type === undefined ? unknownFields(schema, sent, "") : [];
  const fields = unknown.filter((field) => !UNDESCRIBED[id]?.includes(field));
  return [
    ...(deprecated ? ["the operation is deprecated"] : []),
    ...listed("the query has no", names),
    ...listed("the body has no", fields),
  ];
}
