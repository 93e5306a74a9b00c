import type { Kind } from "./kind.ts";

/** A word that groups resources. */
export const tag = {
  path: "/v2/tags",
  param: "tag_id",
  one: "tag",
  many: "tags",
  id: "name",
  ids: "text",
  without: ["update"],
  columns: [
    "name",
    "resources.count",
    "resources.droplets.count",
    "resources.volumes.count",
    "resources.databases.count",
  ],
} as const satisfies Kind;
