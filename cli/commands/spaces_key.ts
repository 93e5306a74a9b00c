import { spacesKey as row } from "../../lib/kinds/spaces_key.ts";
import { kindGroup } from "../base/kind.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "spaces-key", kind: "spaces_key", row, sample: "backup" };

/** `doapi spaces-key` */
export function spacesKey(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA);
}
