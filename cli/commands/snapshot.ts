import { snapshot as row } from "../../lib/kinds/snapshot.ts";
import { kindGroup } from "../base/kind.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "snapshot", kind: "snapshot", row, sample: "before-upgrade" };

/** `doapi snapshot` */
export function snapshot(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA);
}
