import { crud } from "../http/crud.ts";
import { putTag, removeTag, tagNamed, takeTag, touchTag } from "../rules/tags.ts";
import { notFound, unprocessable } from "../http/errors.ts";
import { isObject } from "../state/json.ts";
import { TAGGED, tagResource, tagsOf, untagResource } from "../kinds/tags.ts";
import type { Answer, Context, Route } from "../http/router.ts";
import type { DropletRecord, ImageRecord, TagRecord } from "../state/records.ts";
import { pathOf, type ResourceRecord } from "../state/resources.ts";
import { optionalList, tagName } from "../http/validate.ts";

function tagOf(c: Context): TagRecord {
  const tag = tagNamed(c.store, c.params.tag_id as string);
  if (tag === undefined) throw notFound();
  return tag;
}

function counted(count: number, uri: string | null): Record<string, unknown> {
  return count > 0 && uri !== null ? { count, last_tagged_uri: uri } : { count };
}

/** The resources of a kind that have a tag. */
function taggedOf({ store, url }: Context, path: string, tag: string): Record<string, unknown> {
  const records = store.resources.in(path).items.filter((record) => tagsOf(record).includes(tag));
  const last = records.at(-1);
  return counted(records.length, last ? `${url.origin}${pathOf(path, last.key)}` : null);
}

function tagView(c: Context, tag: TagRecord): Record<string, unknown> {
  const { store, url } = c;
  const droplets = store.droplets.all("tag", tag.name);
  const images = store.images.all("tag", tag.name);
  const dropletUri = tag.last_droplet && `${url.origin}/v2/droplets/${tag.last_droplet}`;
  const imageUri = tag.last_image && `${url.origin}/v2/images/${tag.last_image}`;
  const others = Object.fromEntries(
    Object.entries(TAGGED).map(([path, type]) => [`${type}s`, taggedOf(c, path, tag.name)]),
  );
  const lists: Record<string, Record<string, unknown>> = {
    droplets: counted(droplets.size, dropletUri || null),
    images: counted(images.size, imageUri || null),
    ...others,
  };
  const all = Object.values(lists);
  const count = all.reduce((sum, one) => sum + Number(one.count), 0);
  const uri = all.find((one) => one.last_tagged_uri)?.last_tagged_uri ?? null;
  return { name: tag.name, resources: { ...counted(count, uri as string | null), ...lists } };
}

/** What is done with one resource of a body, of the core or of a kind that is a row. */
interface Edits {
  readonly core: (table: "droplets" | "images", item: DropletRecord | ImageRecord) => void;
  readonly kind: (record: ResourceRecord) => void;
}

/** What would edit one resource of a body, once it is known to be there. */
function editOf({ store }: Context, resource: unknown, edits: Edits): () => void {
  const { resource_id: id, resource_type: type } = isObject(resource) ? resource : {};
  if (type === "droplet" || type === "image") {
    const table = `${type}s` as const;
    const item = store[table].find(Number(id));
    if (item === undefined) throw notFound();
    return () => edits.core(table, item);
  }
  const path = Object.keys(TAGGED).find((path) => TAGGED[path] === type);
  if (path === undefined) {
    const types = ["droplet", "image", ...Object.values(TAGGED)];
    throw unprocessable(`Resource type must be one of ${types.join(", ")}`);
  }
  const record = store.resources.in(path).named(String(id));
  if (record === undefined) throw notFound();
  return () => edits.kind(record);
}

/** Looks every resource of the body up before the first one is touched. */
function editResources(c: Context, edits: Edits): Answer {
  const resources = optionalList(c.body, "resources");
  if (resources === undefined || resources.length === 0) {
    throw unprocessable("Resources can't be blank");
  }
  for (const edit of resources.map((resource) => editOf(c, resource, edits))) edit();
  return { status: 204 };
}

function assign(c: Context): Answer {
  const { store } = c;
  const { name } = tagOf(c);
  return editResources(c, {
    core: (table, item) => putTag(store, table, item, name),
    kind: (record) => tagResource(store, record, name),
  });
}

function unassign(c: Context): Answer {
  const { store } = c;
  const { name } = tagOf(c);
  return editResources(c, {
    core: (table, item) => takeTag(store, table, item, name),
    kind: (record) => untagResource(record, name),
  });
}

function create(c: Context): Answer {
  return { status: 201, body: { tag: tagView(c, touchTag(c.store, tagName(c.body.name))) } };
}

function remove({ store }: Context, tag: TagRecord): void {
  for (const path of Object.keys(TAGGED)) {
    for (const record of store.resources.in(path).items) untagResource(record, tag.name);
  }
  removeTag(store, tag);
}

/** Tags and what they are on. */
export const TAG_ROUTES: readonly Route[] = [
  ...crud({
    path: "/v2/tags",
    key: "tag_id",
    names: ["tag", "tags"],
    scope: "tag",
    view: tagView,
    find: tagOf,
    list: ({ store }) => store.tags,
    create,
    remove,
  }),
  {
    method: "POST",
    path: "/v2/tags/{tag_id}/resources",
    scope: "tag:create",
    handler: assign,
  },
  {
    method: "DELETE",
    path: "/v2/tags/{tag_id}/resources",
    scope: "tag:delete",
    handler: unassign,
  },
];
