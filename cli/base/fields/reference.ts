import { together } from "../../together.ts";

/** What an option says of another thing: its id or its name, until it is looked up. */
export class Reference {
  /** The path of the list that has the thing. */
  readonly list: string;
  /** Its id or its name. */
  readonly text: string;
  /** Whether the id is to be text, even if it is a number. */
  readonly asText: boolean;

  /** Makes a reference; looks nothing up. */
  constructor(list: string, text: string, asText = false) {
    this.list = list;
    this.text = text;
    this.asText = asText;
  }
}

/** Whether text is a UUID, which is an id and no name. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** Looks things of one list up: gives the id of each, in their order. */
export type Find = (
  list: string,
  texts: readonly string[],
) => Promise<(string | number | bigint)[]>;

/** Puts ids in the places of all references in a value; asks for those of a list at once. */
export async function found(value: unknown, find: Find): Promise<unknown> {
  const lists = new Map<string, Set<string>>();
  visit(value, ({ list, text }) => {
    lists.set(list, (lists.get(list) ?? new Set()).add(text));
  });
  const all = await together(
    ...[...lists].map(async ([list, texts]) => {
      const wanted = [...texts];
      const ids = await find(list, wanted);
      return [list, new Map(wanted.map((text, i) => [text, ids[i]]))] as const;
    }),
  );
  const ids = new Map(all);
  return visit(value, ({ list, text, asText }) => {
    const id = ids.get(list)?.get(text);
    return asText ? String(id) : id;
  });
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
