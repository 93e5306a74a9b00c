/** What a command is about to destroy. */

import type { Id } from "../api/finder.ts";

/** Something that a command destroys, as far as it is known. */
export interface Thing {
  /** What it is, such as "droplet". */
  kind: string;
  name?: string | undefined;
  id: Id;
  tags?: readonly string[] | undefined;
  /** The path of it in the API. */
  path: string;
}

/** A thing in messages: its kind and name, with its id if that differs. */
export function called({ kind, name, id }: Thing): string {
  return `${kind} ${named({ name, id })}`;
}

/** The same without the kind. */
export function named({ name, id }: Pick<Thing, "name" | "id">): string {
  return name === undefined || name === String(id) ? `${id}` : `${name} (${id})`;
}

/** The thing that an object of the API is, at a path. */
export function thingOf(kind: string, path: string, item: object): Thing {
  const { id, uuid, ip, name, tags } = item as Readonly<Record<string, unknown>>;
  const found = [id, uuid, ip, name].find((one): one is Id =>
    /^(string|number|bigint)$/.test(typeof one)
  );
  return {
    kind,
    path,
    id: found ?? decodeURIComponent(path.replace(/.*\//, "")),
    name: typeof name === "string" ? name : undefined,
    tags: Array.isArray(tags) ? tags.map(String) : undefined,
  };
}
