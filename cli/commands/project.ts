import { project as row } from "../../lib/kinds/project.ts";
import { kindGroup } from "../base/kind.ts";
import { idIn, open } from "../base/kind/area.ts";
import type { Lazy } from "../base/lazy.ts";
import { LookUp } from "../base/lookup.ts";
import { operations } from "../base/operation/leaf.ts";
import { assign, thingsNamed, urnOf } from "../base/things.ts";
import type { Context } from "../context.ts";
import { command, type Whole, withColumns } from "../args/options.ts";
import { printList } from "../output/print.ts";

const AREA = { command: "project", kind: "project", row, sample: "shop" };

const RESOURCE_COLUMNS = ["urn", "assigned_at", "status"];

/** `assign`: things of any kind move from the projects that they are in. */
const assigning: Lazy = {
  about: "Move resources into a project; `default` is the default project.",
  build: (ctx) =>
    command("Move resources into a project; `default` is the default project.")
      .arguments("<project:word> <thing...:word>")
      .example(
        "A droplet and a domain",
        "doapi project assign shop droplet:web-1 domain:example.com",
      )
      .action(async (options, name, ...words) => {
        const { client, finder } = await open(ctx, AREA, options);
        const given = words as string[];
        const urns = given.filter((word) => word.startsWith("do:"));
        const others = given.filter((word) => !word.startsWith("do:"));
        const look = new LookUp(ctx, client);
        const things = await thingsNamed(others, "urn", look.find);
        const id = name === "default" ? name : idIn(await finder.one(name), row);
        const all = [...urns, ...things.map(urnOf)];
        const resources = await assign(client, String(id), name, all);
        const shown = withColumns(options, RESOURCE_COLUMNS);
        await printList(ctx, shown, resources);
      }),
};

const COMMANDS = {
  ...operations({
    resources: ["projects_list_resources", "List the resources of a project.", {
      columns: RESOURCE_COLUMNS,
      example: "shop",
    }],
    default: ["projects_get_default", "Show the default project.", { columns: row.columns }],
    "update-default": ["projects_patch_default", "Change fields of the default project.", {
      example: "--name main",
    }],
    "default-resources": [
      "projects_list_resources_default",
      "List the resources of the default project.",
      {
        columns: RESOURCE_COLUMNS,
      },
    ],
  }),
  assign: assigning,
};

/** `doapi project` */
export function project(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
