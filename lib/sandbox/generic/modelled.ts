import { kindOf, KINDS } from "../kinds/mod.ts";
import { verbOf } from "./act.ts";
import { COLLECTIONS } from "./collections.ts";
import { patternOf, type Planned } from "./plan.ts";

const OWN = new Set(KINDS.flatMap(({ routes = {} }) => Object.keys(routes)));

/** Whether the row of a kind says what an operation does, and not the description alone. */
export function isModelled({ operation, role, pattern }: Planned): boolean {
  const { method, path } = operation;
  if (OWN.has(`${method} ${path}`)) return true;
  if (role !== "act") return kindOf(COLLECTIONS.get(pattern)?.home ?? "") !== undefined;
  const above = patternOf(path);
  const kind = kindOf(above.slice(0, above.lastIndexOf("/{}/")));
  return kind?.actions?.[verbOf(operation)] !== undefined;
}
