import type { Operation } from "../../api/facts.ts";
import { isObject, type Json } from "../state/json.ts";
import { kindOf } from "../kinds/all.ts";
import { getField, type ResourceRecord } from "../state/resources.ts";
import type { Context } from "../http/router.ts";
import type { CollectionFacts } from "./collections.ts";

/** What a filter compares with where a field is an object: its slug, as a region's. */
function plain(value: Json | undefined): Json | undefined {
  return isObject(value) ? value.slug as Json : value;
}

/** Fields that a query parameter may mean: `tag_name` is one of the `tags`. */
function fieldsFor(parameter: string): string[] {
  const stem = parameter.replace(/_(name|names|id|ids)$/, "");
  return [parameter, `${stem}s`, stem, parameter.replace(/s$/, "")];
}

const NOT_FILTERS = new Set([
  "page",
  "per_page",
  "limit",
  "after",
  "sort",
  "sort_by",
  "sort_direction",
  "search",
]);

/** Whether a resource has what a query parameter wants; one that means no field leaves it in. */
function matches(
  c: Context,
  record: ResourceRecord,
  facts: CollectionFacts,
  parameter: string,
  wanted: string,
): boolean {
  const fields = { ...record.fields, ...kindOf(facts.home)?.view?.(c.store, record) };
  const names = fieldsFor(parameter);
  const name = names.find((one) => getField(fields, one) !== undefined);
  if (name === undefined) return !names.some((one) => facts.settable.has(one));
  const value = getField(fields, name) as Json;
  const some = wanted.split(",");
  if (Array.isArray(value)) return value.some((item) => some.includes(String(plain(item))));
  return some.includes(String(plain(value)));
}

function compare(a: Json | undefined, b: Json | undefined): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [x, y] = [String(a ?? ""), String(b ?? "")];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The resources of a list that a query asks for, in the order that it asks for. */
export function selected(
  c: Context,
  { params = [] }: Operation,
  records: readonly ResourceRecord[],
  facts: CollectionFacts,
): readonly ResourceRecord[] {
  const names = params
    .filter((one) => one.in === "query" && !NOT_FILTERS.has(one.name) && c.query.get(one.name))
    .map(({ name }) => name);
  const chosen = names.length === 0
    ? records
    : records.filter((record) =>
      names.every((name) => matches(c, record, facts, name, c.query.get(name) as string))
    );
  const sort = c.query.get("sort") ?? c.query.get("sort_by");
  if (!sort || !params.some(({ name }) => name === "sort" || name === "sort_by")) return chosen;
  const sign = /^desc/i.test(c.query.get("sort_direction") ?? "") ? -1 : 1;
  return chosen.toSorted((a, b) =>
    sign * compare(getField(a.fields, sort), getField(b.fields, sort))
  );
}
