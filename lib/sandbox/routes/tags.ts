import { notFound, unprocessable } from "../errors.ts";
import { isObject } from "../json.ts";
import { sortedAnswer } from "../paging.ts";
import type { Answer, Context, Route } from "../router.ts";
import type { DropletRecord, ImageRecord, TagRecord } from "../records.ts";
import { optionalList, tagName } from "../validate.ts";

function tagOf(c: Context): TagRecord {
  const tag = c.store.tagNamed(c.params.tag_id as string);
  if (tag === undefined) throw notFound();
  return tag;
}

function counted(count: number, uri: string | null): Record<string, unknown> {
  return count > 0 && uri !== null ? { count, last_tagged_uri: uri } : { count };
}

function tagView(c: Context, tag: TagRecord): Record<string, unknown> {
  const { store, url } = c;
  const droplets = store.dropletsByTag.get(tag.name);
  const images = store.imagesByTag.get(tag.name);
  const dropletUri = tag.last_droplet && `${url.origin}/v2/droplets/${tag.last_droplet}`;
  const imageUri = tag.last_image && `${url.origin}/v2/images/${tag.last_image}`;
  return {
    name: tag.name,
    resources: {
      ...counted(droplets.size + images.size, dropletUri || imageUri || null),
      droplets: counted(droplets.size, dropletUri || null),
      images: counted(images.size, imageUri || null),
      volumes: { count: 0 },
      volume_snapshots: { count: 0 },
      databases: { count: 0 },
    },
  };
}

interface Edits {
  readonly droplet: (droplet: DropletRecord) => void;
  readonly image: (image: ImageRecord) => void;
}

/** Looks every resource of the body up before the first one is touched. */
function editResources({ store, body }: Context, edits: Edits): Answer {
  const resources = optionalList(body, "resources");
  if (resources === undefined || resources.length === 0) {
    throw unprocessable("Resources can't be blank");
  }
  const todo = resources.map((resource) => {
    const { resource_id: id, resource_type: type } = isObject(resource) ? resource : {};
    if (type !== "droplet" && type !== "image") {
      throw unprocessable("Resource type must be droplet or image");
    }
    if (type === "droplet") {
      const droplet = store.droplet(Number(id));
      return () => edits.droplet(droplet);
    }
    const image = store.images.find(Number(id));
    if (image === undefined) throw notFound();
    return () => edits.image(image);
  });
  for (const edit of todo) edit();
  return { status: 204 };
}

function assign(c: Context): Answer {
  const { store } = c;
  const { name } = tagOf(c);
  return editResources(c, {
    droplet: (droplet) => store.tagDroplet(droplet, name),
    image: (image) => store.tagImage(image, name),
  });
}

function unassign(c: Context): Answer {
  const { store } = c;
  const { name } = tagOf(c);
  return editResources(c, {
    droplet: (droplet) => store.untagDroplet(droplet, name),
    image: (image) => store.untagImage(image, name),
  });
}

/** Tags and what they are on. */
export const TAG_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: "/v2/tags",
    scope: "tag:read",
    handler: (c) => sortedAnswer(c, "tags", c.store.tags, (tag) => tagView(c, tag)),
  },
  {
    method: "POST",
    path: "/v2/tags",
    scope: "tag:create",
    handler: (c) => {
      const tag = c.store.touchTag(tagName(c.body.name));
      return { status: 201, body: { tag: tagView(c, tag) } };
    },
  },
  {
    method: "GET",
    path: "/v2/tags/{tag_id}",
    scope: "tag:read",
    handler: (c) => ({ status: 200, body: { tag: tagView(c, tagOf(c)) } }),
  },
  {
    method: "DELETE",
    path: "/v2/tags/{tag_id}",
    scope: "tag:delete",
    handler: (c) => {
      c.store.removeTag(tagOf(c));
      return { status: 204 };
    },
  },
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
