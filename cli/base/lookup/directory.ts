import type { Operation } from "../../../lib/api/facts.ts";
import type { Kind } from "../../../lib/kinds/kind.ts";
import { type KindName, NESTED, rowOf, TOP } from "../../../lib/kinds/mod.ts";
import { listAt, shape, thingOf } from "../fields/thing.ts";

/** A list of the API in which things can be looked up. */
export interface Directory {
  /** The path of the list; parameters in braces belong to what is around it. */
  readonly path: string;
  /** The field of the answer that has the list. */
  readonly key: string;
  /** The field that has an id, as a path. */
  readonly id: string;
  /** Whether ids are numbers. */
  readonly numbered: boolean;
  /** Whether an id can be any word, as names are. */
  readonly worded: boolean;
  /** The fields that name a thing beside its id, as paths. */
  readonly by: readonly string[];
  /** The parameter of the list that asks for a name. */
  readonly filter?: string | undefined;
  /** Whether the list takes a number of items a page. */
  readonly paged: boolean;
}

/** Finds the row of the kind whose list is at a path; loads few others. */
export async function rowAt(path: string): Promise<Kind | undefined> {
  // A kind is called like its list, perhaps with more before it.
  const thing = thingOf(path);
  const names = Object.keys({ ...TOP, ...NESTED }) as KindName[];
  const alike = names.filter((name) => name === thing || name.endsWith(`_${thing}`));
  const rows = await Promise.all(alike.map((name): Promise<Kind> => rowOf(name)));
  return rows.find((row) => shape(row.path) === shape(path));
}

/** Finds the list at a path; `null` if there is none that is known. */
export async function directoryAt(path: string): Promise<Directory | null> {
  const list = listAt(path);
  const row = await rowAt(path);
  if (row) {
    const { many: key, id = "id", ids = "uuid", by = [], filter } = row;
    const paged = list === undefined || isPaged(list);
    const [numbered, worded] = [ids === "number", ids === "text"];
    return { path: row.path, key, id, numbered, worded, by, filter, paged };
  }
  return list ? ofFacts(list) : null;
}

/** What identifies a thing of lists whose descriptions do not say it. */
const IDS: Readonly<Record<string, string>> = {
  "/v2/gen-ai/evaluation_test_cases": "test_case_uuid",
  "/v2/gen-ai/model_evaluation_presets": "eval_preset_uuid",
};

/** The directory of a list that belongs to no kind. */
function ofFacts(list: Operation): Directory | null {
  const { path, list: { key, ids } = { key: "", ids: [] } } = list;
  const id = IDS[path] ?? ids.find((name) => /(^|_)u?u?id$/.test(name)) ?? ids[0];
  // Lists of other servers are not the account's.
  if (list.server || id === undefined) return null;
  const by = ids.filter((name) => /(^|_)(name|slug)$/.test(name) && name !== id);
  return { path, key, id, numbered: false, worded: true, by, paged: isPaged(list) };
}

function isPaged({ params = [] }: Operation): boolean {
  return params.some(({ name }) => name === "per_page");
}
