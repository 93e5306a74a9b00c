import { ValidationError } from "@cliffy/command";
import type { DOAPI, Droplet, Image, SSHKey } from "../mod.ts";
import { type Context, warn } from "./context.ts";
import { dropletsWithGpus, dropletsWithTag, everyDroplet } from "./droplets.ts";
import { idFrom } from "./ids.ts";
import { Finder, FINGERPRINT, quote } from "./finder.ts";

/** The finders of one run; each collection is listed at most once. */
export interface Resolver {
  droplets: Finder<Droplet>;
  images: Finder<Image>;
  sshKeys: Finder<SSHKey>;
}

/** Makes the finders for a client. */
export function resolver(ctx: Context, client: DOAPI): Resolver {
  const { signal } = ctx;
  let gpus: Promise<Droplet[]> | null = null;
  const withGpus = () => gpus ??= dropletsWithGpus(client, { signal });
  return {
    droplets: new Finder<Droplet>(ctx, {
      label: "droplet",
      alias: null,
      fetch: (id) => client.fetchDroplet(id as number | bigint, { signal }),
      byName: (name) => everyDroplet(client, { name, signal }),
      byTag: (tag) => dropletsWithTag(client, tag, { signal }, withGpus),
      all: () => everyDroplet(client, { signal }, withGpus),
    }),
    images: new Finder<Image>(ctx, {
      label: "image",
      alias: { name: "slug", looksLike: /^[a-z0-9][a-z0-9._-]*$/, of: (image) => image.slug },
      fetch: (key) => client.fetchImage(key, { signal }),
      byName: null,
      byTag: null,
      all: () => Array.fromAsync(client.fetchAllImages({ signal })),
    }),
    sshKeys: new Finder<SSHKey>(ctx, {
      label: "SSH key",
      alias: {
        name: "fingerprint",
        looksLike: FINGERPRINT,
        of: (key) => key.fingerprint,
      },
      fetch: (key) => client.fetchSSHKey(key, { signal }),
      byName: null,
      byTag: null,
      all: () => Array.fromAsync(client.fetchAllSSHKeys({ signal })),
    }),
  };
}

/** Drops repeated values with a warning. */
export async function withoutRepeats<T>(
  ctx: Context,
  label: string,
  items: readonly T[],
  key: (item: T) => string | number | bigint,
): Promise<T[]> {
  const unique = new Map<string | number | bigint, T>();
  for (const item of items) {
    const id = key(item);
    if (unique.has(id)) {
      const shown = typeof id === "string" ? quote(id) : id;
      await warn(ctx, `${label} ${shown} specified multiple times; ignoring later occurrence`);
    } else unique.set(id, item);
  }
  return [...unique.values()];
}

/** Reads an argument that must be an id. */
export function toId(label: string, arg: string): number | bigint {
  if (/^\d+$/.test(arg)) return idFrom(arg);
  throw new ValidationError(`${quote(arg)} is no ${label} id: ids are numbers.`);
}
