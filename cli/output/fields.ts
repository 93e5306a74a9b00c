/** The fields of what operations answer with, by the vendor's description. */

import type { Operation, Schema } from "../../lib/api/facts.ts";
import { ANSWER_SCHEMAS, ANSWERS } from "../../lib/api/answers.ts";
import { OPERATIONS, SCHEMAS } from "../../lib/api/operations.ts";
import type { Result } from "../args/result.ts";
import { DROPLET_ATTRIBUTES } from "./plain.ts";

/** Fields by their names. */
export type Fields = Readonly<Record<string, Schema>>;

/** The fields of one of what a command prints; `null` where they are not known. */
export function fieldsOf({ of, fields, key }: Result): Fields | null {
  if (fields) return named(fields);
  const operation = of === undefined ? undefined : operationOf(of);
  const answer = operation && ANSWERS[operation.id];
  const one = answer && operation ? fieldsIn(thing(operation, answer, key)) : null;
  if (!one) return null;
  // They come in several answers, and with what the manual calls them by.
  return of === "/v2/droplets" ? { ...one, ...named(DROPLET_ATTRIBUTES) } : one;
}

/**
 * The schema at the end of a path such as `region.slug`.
 *
 * @returns It, an empty one where anything can be there, or `null` where nothing can.
 */
export function schemaAt(fields: Fields, path: string): Schema | null {
  let at: Schema = { type: "object", fields };
  for (const name of path.split(".")) {
    const { type, items = {}, values = {} } = resolved(at);
    const known = fieldsIn(at);
    if (known && Object.hasOwn(known, name)) at = known[name] ?? {};
    else if (type === "array" && /^\d+$/.test(name)) at = items;
    // Of an object without named fields, or a value of any type, nothing is known.
    else if (known || type === "array" || isSingle(type)) return null;
    else at = values;
  }
  return resolved(at);
}

function isSingle(type: Schema["type"]): boolean {
  return type !== undefined && type !== "object";
}

function named(fields: readonly string[]): Fields {
  return Object.fromEntries(fields.map((name) => [name, {}]));
}

function operationOf(of: string): Operation | undefined {
  if (!of.startsWith("/")) return OPERATIONS[of];
  const shape = (path: string) => path.replace(/\{\w+\}/g, "{}");
  return Object.values(OPERATIONS).find(({ method, path }) =>
    method === "GET" && shape(path) === shape(of)
  );
}

/** What an answer is about: the items of its list, or what its envelope has. */
function thing({ list, path }: Operation, answer: Schema, key = list?.key): Schema {
  const fields = fieldsIn(answer) ?? {};
  // A list that is there beside other fields is called as its path ends.
  const listed = fields[key ?? path.split("/").at(-1) ?? ""];
  if (listed) return resolved(listed).items ?? {};
  const inside = Object.entries(fields).filter(([name]) => name !== "links" && name !== "meta");
  const [only] = inside;
  if (!only || inside.length > 1) return answer;
  const { type, items = {} } = resolved(only[1]);
  return type === "array" ? items : fieldsIn(only[1]) ? only[1] : answer;
}

function resolved(schema: Schema): Schema {
  const { ref } = schema;
  return ref === undefined ? schema : resolved(ANSWER_SCHEMAS[ref] ?? SCHEMAS[ref] ?? {});
}

/** The fields of an object, those of all its variants; `null` where they have no names. */
function fieldsIn(schema: Schema): Fields | null {
  const { fields, anyOf = [] } = resolved(schema);
  const all = [fields, ...anyOf.map(fieldsIn)].filter((one) => one !== undefined && one !== null);
  return all.length ? Object.assign({}, ...all) as Fields : null;
}
