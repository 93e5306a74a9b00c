import type { TagRecord } from "../state/records.ts";
import type { SortedList } from "../state/sorted.ts";
import type { Store } from "../state/store.ts";
import type { Table } from "../state/table.ts";

/** What of the core has tags, and the field in which a tag has the one that got it last. */
const LAST = { droplets: "last_droplet", images: "last_image" } as const;

type Taggable = keyof typeof LAST;

interface Tagged {
  readonly id: number;
  tags: string[];
}

function tableOf(store: Store, kind: Taggable) {
  // Only what both tables have is used of either.
  return store[kind] as unknown as Table<Tagged, { tag: string }>;
}

/** The tag of that name in any case; the first spelling stays. */
export function tagNamed(store: Store, name: string): TagRecord | undefined {
  return store.tags.get("name", name.toLowerCase());
}

/** The tag of that name, made if there is none. */
export function touchTag(store: Store, name: string): TagRecord {
  const found = tagNamed(store, name);
  if (found !== undefined) return found;
  const id = store.state.counters.tag++;
  const tag: TagRecord = { id, name, last_droplet: null, last_image: null };
  store.tags.add(tag);
  return tag;
}

/** The tags of something new: as they were first spelled, each once, and last put on it. */
export function firstTags(store: Store, kind: Taggable, { id, tags }: Tagged): string[] {
  const known = tags.map((name) => touchTag(store, name));
  for (const tag of known) tag[LAST[kind]] = id;
  return [...new Set(known.map(({ name }) => name))];
}

/** Puts a tag on something. */
export function putTag(store: Store, kind: Taggable, item: Tagged, name: string): void {
  const tag = touchTag(store, name);
  tag[LAST[kind]] = item.id;
  if (item.tags.includes(tag.name)) return;
  tableOf(store, kind).change(item, () => item.tags.push(tag.name));
}

/** Takes a tag off something. */
export function takeTag(store: Store, kind: Taggable, item: Tagged, name: string): void {
  if (!item.tags.includes(name)) return;
  tableOf(store, kind).change(item, () => item.tags = item.tags.filter((tag) => tag !== name));
}

/** What has a tag, whose name may be in any case. */
export function taggedWith<K extends Taggable>(store: Store, kind: K, name: string) {
  const tag = tagNamed(store, name)?.name ?? name;
  return tableOf(store, kind).all("tag", tag) as unknown as SortedList<Store[K]["items"][number]>;
}

/** Deletes a tag, which goes off whatever has it. */
export function removeTag(store: Store, tag: TagRecord): void {
  for (const kind of ["droplets", "images"] as const) {
    for (const item of [...tableOf(store, kind).all("tag", tag.name).items]) {
      takeTag(store, kind, item, tag.name);
    }
  }
  store.tags.remove(tag);
}
