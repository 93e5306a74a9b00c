import { assertEquals } from "@std/assert";
import { OPERATIONS } from "@doapi/doapi/api";
import type { Kind } from "@doapi/doapi";
import { ANSWER_SCHEMAS, ANSWERS } from "../../lib/api/answers.ts";
import type { Schema } from "../../lib/api/facts.ts";
import { SCHEMAS } from "../../lib/api/operations.ts";
import { type AnsweringVerb, isSilent, wrapped } from "../../lib/core/kind_answer.ts";
import { type KindName, NESTED, rowOf, TOP } from "../../lib/kinds/mod.ts";

const NAMES = Object.keys({ ...TOP, ...NESTED }) as KindName[];
const ROUTES = new Map(Object.values(OPERATIONS).map((o) => [`${o.method} ${o.path}`, o]));

/** Words that the description does not have and the API says: why each is believed. */
const UNSAID: Record<string, readonly string[]> = {
  // The operation answers with such a cluster, and clients wait for it.
  database: ["error"],
  database_replica: ["error"],
};

function resolved(schema: Schema | undefined): Schema {
  let found = schema ?? {};
  while (found.ref) found = ANSWER_SCHEMAS[found.ref] ?? SCHEMAS[found.ref] ?? {};
  return found;
}

/** What the description says of a field of a schema, variants included. */
function field(schema: Schema | undefined, path: string): Schema | undefined {
  let found: Schema | undefined = resolved(schema);
  for (const name of path.split(".")) {
    const options: Schema[] = [found, ...(found?.anyOf ?? []).map(resolved)];
    found = options.map((one) => one.fields?.[name]).find((one) => one !== undefined);
    if (found === undefined) return undefined;
    found = resolved(found);
  }
  return found;
}

/** Operations whose schema contradicts their examples, which are as the API answers. */
const MISDESCRIBED = ["spacesKey_get"];

for (const name of NAMES) {
  Deno.test(`the row of ${name} agrees with the description of the API`, async () => {
    const row: Kind = await rowOf(name);
    const item = row.item ?? `${row.path}/{${row.param}}`;
    const can = (verb: "list" | "get" | "create" | "update" | "delete") =>
      !row.without?.includes(verb);
    assertEquals({
      list: ROUTES.has(`GET ${row.path}`),
      get: ROUTES.has(`GET ${item}`),
      create: ROUTES.has(`POST ${row.path}`),
      update: ROUTES.has(`PUT ${item}`) || ROUTES.has(`PATCH ${item}`),
      delete: ROUTES.has(`DELETE ${item}`),
    }, {
      list: can("list"),
      get: can("get"),
      create: can("create"),
      update: can("update"),
      delete: can("delete"),
    });
    if (can("update")) {
      assertEquals(ROUTES.has(`${row.update ?? "PUT"} ${item}`), true);
      assertEquals(row.update === "PATCH", ROUTES.has(`PATCH ${item}`));
    }
    const list = ROUTES.get(`GET ${row.path}`);
    const one = field(ANSWERS[list?.id ?? ""], row.many)?.items;
    const known = [row.id ?? "id", ...row.by ?? [], ...row.columns];
    assertEquals(known.filter((path) => field(one, path) === undefined), []);
    const parameters = (list?.params ?? []).map((p) => p.name);
    assertEquals((row.filters ?? []).filter((filter) => !parameters.includes(filter)), []);
    if (row.filter) assertEquals(row.filters?.includes(row.filter), true);
    const answers = {
      get: ROUTES.get(`GET ${item}`),
      create: ROUTES.get(`POST ${row.path}`),
      update: ROUTES.get(`${row.update ?? "PUT"} ${item}`),
    };
    for (const [verb, operation] of Object.entries(answers)) {
      if (!operation || MISDESCRIBED.includes(operation.id)) continue;
      const silent = isSilent(row, verb as AnsweringVerb);
      assertEquals([verb, operation.type === null], [verb, silent]);
      // Where the answer is the object itself, it has what identifies one.
      const { key = row.id ?? "id" } = wrapped(row, verb as AnsweringVerb);
      if (!silent) {
        assertEquals([verb, field(ANSWERS[operation.id], key) !== undefined], [verb, true]);
      }
    }
    if (row.ready) {
      const said = field(one, row.ready.field)?.enum ?? [];
      const { from, to, failed = [] } = row.ready;
      const words = [...from, ...to, ...failed].filter((word) => !UNSAID[name]?.includes(word));
      if (said.length) assertEquals(words.filter((word) => !said.includes(word)), []);
    }
    if (row.actions) assertEquals(ROUTES.has(`POST ${item}/actions`), true);
    if (row.parent) assertEquals(NAMES.includes(row.parent as KindName), true);
  });
}
