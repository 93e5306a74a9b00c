/** What an option says of another thing: its id or its name, until it is looked up. */
export class Reference {
  /** The path of the list that has the thing. */
  readonly list: string;
  /** Its id or its name. */
  readonly text: string;

  /** Makes a reference; looks nothing up. */
  constructor(list: string, text: string) {
    this.list = list;
    this.text = text;
  }
}

/** Looks things of one list up: gives the id of each, in their order. */
export type Find = (list: string, texts: readonly string[]) => Promise<(string | number)[]>;

/** Puts ids in the places of all references in a value; asks for those of a list at once. */
export async function found(value: unknown, find: Find): Promise<unknown> {
  const lists = new Map<string, Set<string>>();
  visit(value, ({ list, text }) => {
    lists.set(list, (lists.get(list) ?? new Set()).add(text));
  });
  const ids = new Map<string, Map<string, string | number>>();
  for (const [list, texts] of lists) {
    const wanted = [...texts];
    const all = await find(list, wanted);
    ids.set(list, new Map(wanted.map((text, i) => [text, all[i] as string | number])));
  }
  return visit(value, ({ list, text }) => ids.get(list)?.get(text));
}

/** Copies a value, with something else in the places of references. */
function visit(value: unknown, replace: (reference: Reference) => unknown): unknown {
  if (value instanceof Reference) return replace(value);
  if (Array.isArray(value)) return value.map((item) => visit(item, replace));
  if (typeof value !== "object" || value === null || "rawJSON" in value) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, visit(field, replace)]),
  );
}
