import { lazyGroup } from "../base/lazy.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const COMMANDS = operations({
  list: ["oneClicks_list", "List the 1-Click applications.", { columns: ["slug", "type"] }],
  install: ["oneClicks_install_kubernetes", "Install applications on a Kubernetes cluster.", {
    args: ["cluster_uuid"],
    example: "main --addon-slug monitoring",
  }],
});

/** `doapi 1-click` */
export function oneClick(ctx: Context, about: string, whole: Whole) {
  return lazyGroup(ctx, about, whole, "1-click", COMMANDS);
}
