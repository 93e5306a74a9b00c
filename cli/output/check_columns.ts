import type { Result } from "../args/result.ts";
import type { Filter, Sort } from "../args/selection.ts";
import { suggestion } from "../args/suggestion.ts";
import { Problems } from "../problems.ts";

/**
 * Refuses columns, conditions and sort keys that nothing printed can have.
 *
 * @throws {Problems} If there are some; it names them, and the fields that there are.
 */
export async function checkColumns(
  result: Result,
  columns: readonly string[],
  filters: readonly Filter[],
  sort: Sort | undefined,
): Promise<void> {
  const asked = [
    ...columns.map((field) => ["columns", field] as const),
    ...filters.map(({ field }) => ["filter", field] as const),
    ...(sort ? [["sort", sort.field] as const] : []),
  ];
  if (asked.length === 0 || !(result.of || result.fields)) return;
  const { fieldsOf, schemaAt } = await import("./fields.ts");
  const fields = fieldsOf(result);
  if (fields === null) return;
  const names = Object.keys(fields).sort();
  const lines = asked.filter(([, field]) => schemaAt(fields, field) === null)
    .map(([option, field]) => {
      const [first = ""] = field.split(".");
      const whole = Object.hasOwn(fields, first);
      return `Option "--${option}" has an unknown field "${field}"` +
        `${whole ? "" : suggestion(first, names)}.`;
    });
  const isNumber = (field: string) =>
    /^(integer|number)$/.test(schemaAt(fields, field)?.type ?? "");
  for (const { field, operator, value } of filters) {
    if (!/[<>]/.test(operator) || Number.isFinite(Number(value)) || !isNumber(field)) continue;
    throw new Problems([
      `Option "--filter" compares ${field}, a number in the API's own unit, with "${value}".`,
    ]);
  }
  if (lines.length === 0) return;
  throw new Problems([...lines, `The fields are ${names.join(", ")}.`]);
}
