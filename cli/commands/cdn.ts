import { cdnEndpoint as row } from "../../lib/kinds/cdn_endpoint.ts";
import { kindGroup } from "../base/kind.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = {
  command: "cdn",
  kind: "cdn_endpoint",
  row,
  sample: "static.fra1.digitaloceanspaces.com",
};

const COMMANDS = operations({
  purge: ["cdn_purge_cache", "Remove files from the cache of a CDN endpoint.", {
    example: "static.fra1.digitaloceanspaces.com --file 'img/*'",
  }],
});

/** `doapi cdn` */
export function cdn(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
