import { tag as row } from "../../lib/kinds/tag.ts";
import { kindGroup } from "../base/kind.ts";
import { idIn, type Item, open } from "../base/kind/area.ts";
import type { Lazy } from "../base/lazy.ts";
import { LookUp } from "../base/lookup.ts";
import { changeTag } from "../base/tagging.ts";
import { thingsNamed } from "../base/things.ts";
import type { Context } from "../context.ts";
import { command, WATCH, type Whole } from "../args/options.ts";
import { printList } from "../output/print.ts";

const AREA = { command: "tag", kind: "tag", row, sample: "web" };

/** `add` and `remove`: several things of any kind at once. */
function change(method: "POST" | "DELETE", about: string, example: string): Lazy {
  return {
    about,
    build: (ctx) =>
      command(about)
        .arguments("<tag:word> <thing...:word>")
        .example("A droplet and a volume", `doapi tag ${example} web droplet:web-1 volume:data`)
        .action(async (options, name, ...words) => {
          const { client, finder } = await open(ctx, AREA, options);
          const look = new LookUp(ctx, client);
          const things = await thingsNamed(words as string[], "tagged", look.find);
          const id = method === "POST" ? name : idIn(await finder.one(name), row);
          await changeTag(client, method, String(id), things);
        }),
  };
}

/** Kinds that can have a tag: the lists that the API filters by it. */
const TAGGED = [
  ["droplet", "/v2/droplets", "droplets"],
  ["image", "/v2/images", "images"],
  ["database", "/v2/databases", "databases"],
] as const;

const RESOURCE = ["kind", "id", "name"];

/** `resources`: the things that have a tag, of kinds whose lists can be filtered by it. */
const resources: Lazy = {
  about: "List the droplets, images and databases that have a tag.",
  build: (ctx) =>
    command("List the droplets, images and databases that have a tag.", {
      list: true,
      fields: RESOURCE,
      columns: RESOURCE,
    })
      .option(...WATCH)
      .arguments("<tag:word>")
      .example("What it is on", "doapi tag resources web")
      .action(async (options, name) => {
        const { client, finder } = await open(ctx, AREA, options);
        await finder.one(name);
        const lists = await Promise.all(TAGGED.map(async ([kind, path, key]) => {
          const params = { tag_name: name };
          const all = client.paginate<Item>(path, key, { params, objects: true });
          return (await all.toArray()).map(({ id, name }) => ({ kind, id, name }));
        }));
        await printList(ctx, options, lists.flat());
      }),
};

const COMMANDS = {
  add: change("POST", "Tag resources.", "add"),
  remove: change("DELETE", "Untag resources.", "remove"),
  resources,
};

/** `doapi tag` */
export function tag(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
