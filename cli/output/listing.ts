import type { ListOptions } from "../../mod.ts";
import { isPlain } from "../args/selection.ts";
import type { Context } from "../context.ts";

/** How much of a list is read for what the options ask for: no more pages than it takes. */
export function listing({ view }: Context): ListOptions {
  const { limit, sort, filters = [] } = view?.selection ?? {};
  if (limit === undefined || sort) return {};
  return filters.length > 0 ? { ahead: false } : { limit };
}

/**
 * The conditions that the API can check itself, as parameters of a list; what it sends is checked
 * again.
 *
 * @param names The parameters of the list, by the fields that they filter.
 */
export function asParameters(
  { view }: Context,
  names: Readonly<Record<string, string>>,
): Record<string, string> {
  const filters = view?.selection.filters ?? [];
  return Object.fromEntries(
    filters.flatMap(({ field, operator, value }) => {
      const name = Object.hasOwn(names, field) ? names[field] : undefined;
      return name !== undefined && operator === "=" && isPlain(value) ? [[name, value]] : [];
    }),
  );
}
