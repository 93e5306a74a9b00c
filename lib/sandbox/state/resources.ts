import type { Json, JsonObject } from "./json.ts";
import { Table } from "./table.ts";

/** A change of a resource that the clock brings about. */
export interface PendingChange {
  /** Epoch milliseconds; null waits for the clock to be advanced by hand. */
  at: number | null;
  /** The new values of its fields, by name; a dot leads into an object, as in `status.state`. */
  set: JsonObject;
  /** Whether it is gone then. */
  gone?: boolean;
}

/** A resource of a kind that has no list of its own in the state. Times are epoch milliseconds. */
export interface ResourceRecord {
  /** The sandbox's own number. */
  id: number;
  /** What paths name it by: its id, its UUID or its name. */
  key: string;
  /** When it was made. */
  created: number;
  /** When it was last changed by a request. */
  updated: number;
  /** Its fields as the API writes them; what follows from other facts is not among them. */
  fields: JsonObject;
  /** What the sandbox remembers and no answer shows. */
  hidden?: JsonObject;
  /** What is still to happen to it, in order. */
  pending: PendingChange[];
}

/** Resources by the path of their collection, such as `/v2/databases/<id>/users`. */
export type ResourceLists = { [path: string]: ResourceRecord[] };

function nameOf({ fields }: ResourceRecord): string {
  return String(fields.name ?? "");
}

/** The resources of one collection, also by key and by name. */
export class Collection extends Table<ResourceRecord, { key: string; name: string }> {
  constructor(items: ResourceRecord[]) {
    super(items, { key: ({ key }) => [key], name: (record) => [nameOf(record)] });
  }

  /** The resource that a path names so. */
  named(key: string): ResourceRecord | undefined {
    return this.get("key", key);
  }

  /** The resources of a name, oldest first. */
  withName(name: string): readonly ResourceRecord[] {
    return this.all("name", name).items;
  }

  /** Gives a resource other fields. */
  write(record: ResourceRecord, fields: JsonObject): void {
    this.change(record, () => record.fields = fields);
  }

  /** Names a resource anew. */
  rename(record: ResourceRecord, key: string): void {
    this.change(record, () => record.key = key);
  }
}

/** The path of a resource in a collection; what belongs to it is below that. */
export function pathOf(collection: string, key: string): string {
  return `${collection}/${encodeURIComponent(key)}`;
}

/** What is wrong with the path of a collection that someone wrote; undefined if nothing is. */
export function wrongPath(path: string): string | undefined {
  return path.startsWith("/") ? undefined : `has ${JSON.stringify(path)}, which is not a path`;
}

/** Whether a path is of a pattern of collections, with `{}` in the place of each key. */
export function fits(pattern: readonly string[], path: string): boolean {
  const segments = path.split("/");
  return segments.length === pattern.length &&
    segments.every((segment, i) => pattern[i] === "{}" || pattern[i] === segment);
}

/** Writes a value into a field; a dot in its name leads into an object. */
export function setField(fields: JsonObject, path: string, value: Json): void {
  const names = path.split(".");
  const last = names.pop() as string;
  let at = fields;
  for (const name of names) {
    const inner = Object.hasOwn(at, name) ? at[name] : undefined;
    if (typeof inner === "object" && inner !== null && !Array.isArray(inner)) at = inner;
    else at = at[name] = {};
  }
  at[last] = value;
}

/** Reads a field; a dot in its name leads into an object. */
export function getField(fields: JsonObject, path: string): Json | undefined {
  let at: Json | undefined = fields;
  for (const name of path.split(".")) {
    if (typeof at !== "object" || at === null || Array.isArray(at)) return undefined;
    at = Object.hasOwn(at, name) ? at[name] : undefined;
  }
  return at;
}

/** What resources need of the store around them. */
export interface ResourceHost {
  readonly schedule: (record: ResourceRecord, change: PendingChange) => void;
  readonly nextId: () => number;
}

const EMPTY = new Collection([]);

/**
 * All resources of the kinds that are rows: lists by path in the state, with an index beside each.
 * A collection that belongs to a resource has the path of that resource before its own, so that
 * what belongs to a resource goes with it.
 */
export class Resources {
  readonly #lists: ResourceLists;
  readonly #host: ResourceHost;
  readonly #collections = new Map<string, Collection>();
  readonly #places = new Map<number, { path: string; record: ResourceRecord }>();

  constructor(lists: ResourceLists, host: ResourceHost) {
    this.#lists = lists;
    this.#host = host;
    for (const [path, list] of Object.entries(lists)) {
      this.#collections.set(path, new Collection(list));
      for (const record of list) this.#index(path, record);
    }
  }

  #index(path: string, record: ResourceRecord): void {
    this.#places.set(record.id, { path, record });
    for (const change of record.pending) this.#host.schedule(record, change);
  }

  /** The resources of a collection, which is not made by looking at it. */
  in(path: string): Collection {
    return this.#collections.get(path) ?? EMPTY;
  }

  /** Whether the collection has ever had a resource. */
  has(path: string): boolean {
    return this.#collections.has(path);
  }

  /** Adds resources to a collection under the next numbers. */
  add(path: string, draft: Omit<ResourceRecord, "id">): ResourceRecord {
    const record = { id: this.#host.nextId(), ...draft };
    let collection = this.#collections.get(path);
    if (collection === undefined) {
      collection = new Collection(this.#lists[path] = []);
      this.#collections.set(path, collection);
    }
    collection.add(record);
    this.#index(path, record);
    return record;
  }

  /** Takes a resource out, and all that belongs to it. */
  remove(record: ResourceRecord): void {
    const path = this.#places.get(record.id)?.path;
    if (path === undefined) return;
    this.in(path).remove(record);
    this.#places.delete(record.id);
    this.removeBelow(pathOf(path, record.key));
  }

  /** Takes everything out that belongs to what has that path. */
  removeBelow(owner: string): void {
    for (const [path, collection] of this.#collections) {
      if (!path.startsWith(`${owner}/`)) continue;
      for (const record of collection.items) this.#places.delete(record.id);
      this.#collections.delete(path);
      delete this.#lists[path];
    }
  }

  /** What belongs to what has that path, with the path of its collection. */
  *below(owner: string): Iterable<readonly [path: string, record: ResourceRecord]> {
    for (const [path, { items }] of this.#collections) {
      if (path.startsWith(`${owner}/`)) { for (const record of items) yield [path, record]; }
    }
  }

  /** The resource of that number, and the path of its collection. */
  place(id: number): { path: string; record: ResourceRecord } | undefined {
    return this.#places.get(id);
  }

  /** Puts a change of a resource on the calendar. */
  change(record: ResourceRecord, change: PendingChange): void {
    record.pending.push(change);
    this.#host.schedule(record, change);
  }

  /** The collections whose paths fit a pattern, such as `/v2/databases/{}/users`. */
  *matching(pattern: string): Iterable<readonly [path: string, collection: Collection]> {
    const segments = pattern.split("/");
    for (const entry of this.#collections) if (fits(segments, entry[0])) yield entry;
  }
}
