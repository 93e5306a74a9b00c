import { lazyGroup, subArea } from "../base/lazy.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const COMMANDS = {
  team: subArea(
    "List and create teams.",
    operations({
      list: ["organizations_list_teams", "List the teams.", {
        columns: ["uuid", "name", "email", "status", "member_count"],
      }],
      new: ["organizations_create_team", "Create a team.", { args: ["name"], example: "research" }],
    }),
  ),
};

/** `doapi organization` */
export function organization(ctx: Context, about: string, whole: Whole) {
  return lazyGroup(ctx, about, whole, "organization", COMMANDS);
}
