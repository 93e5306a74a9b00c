import { certificate as row } from "../../lib/kinds/certificate.ts";
import { kindGroup } from "../base/kind.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "certificate", kind: "certificate", row, sample: "main" };

/** `doapi certificate` */
export function certificate(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA);
}
