import { stringify } from "./encode.ts";
import { exactValue } from "./json.ts";

/** The fields that identify an item wherever they are. */
const IDS = ["id", "uuid", "urn", "ip", "slug"];

/** What identifies an item; without an id, all that it has. */
function keyOf(item: unknown): { key: unknown; certain: boolean } {
  if (typeof item === "object" && item !== null) {
    for (const name of IDS) {
      const id = Object.hasOwn(item, name) ? exactValue(item, name) : undefined;
      // Most ids are numbers, which take less memory than texts.
      if (typeof id === "number") return { key: id, certain: true };
      if (typeof id === "string" || typeof id === "bigint") {
        return { key: `${name} ${id}`, certain: true };
      }
    }
  }
  return { key: stringify(item), certain: false };
}

/** What a list has yielded, so that nothing is yielded twice. */
export class Seen {
  readonly #keys = new Set<unknown>();

  /** Whether one of the items has been yielded. */
  hasAny(items: readonly unknown[]): boolean {
    return items.some((item) => this.#keys.has(keyOf(item).key));
  }

  /**
   * Adds the items of a page.
   *
   * @param changed Whether the list has changed while it was read: only then are two items that have
   * no id and are alike the same.
   * @returns Those that were not there yet.
   */
  add(items: readonly unknown[], changed: boolean): unknown[] {
    const keys = items.map(keyOf);
    const fresh = items.filter((_, i) => {
      const { key, certain } = keys[i] as ReturnType<typeof keyOf>;
      return !((certain || changed) && this.#keys.has(key));
    });
    for (const { key } of keys) this.#keys.add(key);
    return fresh;
  }
}
