import { SNAPSHOTS } from "./volume_snapshots.ts";
import { touchTag } from "../rules/tags.ts";
import type { JsonObject } from "../state/json.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Store } from "../state/store.ts";
import { tagNames } from "../http/validate.ts";

/** What the API calls the kinds that can be tagged, by their collection. */
export const TAGGED: Readonly<Record<string, string>> = {
  "/v2/databases": "database",
  "/v2/volumes": "volume",
  [SNAPSHOTS]: "volume_snapshot",
};

/** The names of the tags of a resource. */
export function tagsOf({ fields }: ResourceRecord): string[] {
  return Array.isArray(fields.tags) ? fields.tags as string[] : [];
}

/** Puts a tag on a resource, and makes the tag if there is none of that name. */
export function tagResource(store: Store, record: ResourceRecord, tag: string): void {
  touchTag(store, tag);
  const tags = tagsOf(record);
  if (!tags.includes(tag)) record.fields.tags = [...tags, tag];
}

/** Takes a tag off a resource. */
export function untagResource(record: ResourceRecord, tag: string): void {
  const tags = tagsOf(record);
  if (tags.includes(tag)) record.fields.tags = tags.filter((other) => other !== tag);
}

/** The tags of a body, checked and made if there are none of these names. */
export function takeTags(store: Store, fields: JsonObject): void {
  fields.tags = tagNames(fields);
  for (const tag of fields.tags as string[]) touchTag(store, tag);
}
