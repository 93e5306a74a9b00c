/** What can be kept in order of its id. */
export interface Numbered {
  id: number;
}

/**
 * Items in ascending order of id over an array that someone else may own, so that a page of a
 * list is a slice and nothing is sorted or copied, however many there are.
 */
export class SortedList<T extends Numbered> {
  readonly items: T[];

  constructor(items: T[] = []) {
    this.items = items;
  }

  get size(): number {
    return this.items.length;
  }

  add(item: T): void {
    const last = this.items.at(-1);
    if (last === undefined || last.id < item.id) this.items.push(item);
    else this.items.splice(this.#position(item.id), 0, item);
  }

  remove(item: T): boolean {
    const at = this.#position(item.id);
    if (this.items[at]?.id !== item.id) return false;
    this.items.splice(at, 1);
    return true;
  }

  find(id: number): T | undefined {
    const item = this.items[this.#position(id)];
    return item?.id === id ? item : undefined;
  }

  /** A page, oldest first. */
  page(offset: number, limit: number): T[] {
    return this.items.slice(offset, offset + limit);
  }

  /** A page, newest first. */
  pageNewest(offset: number, limit: number): T[] {
    const end = Math.max(0, this.items.length - offset);
    return this.items.slice(Math.max(0, end - limit), end).reverse();
  }

  #position(id: number): number {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.items[middle] as T).id < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Sorted lists by key: an index of items that share a name, a tag or an owner. */
export class Groups<K, T extends Numbered> {
  readonly #groups = new Map<K, SortedList<T>>();

  /** The items of a key, an empty list if there are none. */
  get(key: K): SortedList<T> {
    return this.#groups.get(key) ?? new SortedList<T>();
  }

  add(key: K, item: T): void {
    const group = this.#groups.get(key);
    if (group) group.add(item);
    else this.#groups.set(key, new SortedList([item]));
  }

  remove(key: K, item: T): void {
    const group = this.#groups.get(key);
    if (group?.remove(item) && group.size === 0) this.#groups.delete(key);
  }

  /** The lists themselves, in the order in which their keys came up. */
  values(): IterableIterator<SortedList<T>> {
    return this.#groups.values();
  }
}
