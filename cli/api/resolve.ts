import { ValidationError } from "@cliffy/command";
import type { DOAPI, Droplet, Image, SSHKey } from "../../mod.ts";
import { type Context, warn } from "../context.ts";
import { ExitError } from "../errors.ts";
import { dropletsWithGpus, dropletsWithTag, everyDroplet } from "./droplets.ts";
import { idFrom, idOf } from "./ids.ts";
import { type Findable, Finder, quote } from "./finder.ts";
import { measured } from "./measured.ts";
import { fingerprintIn, SHA256, sha256Of } from "./fingerprint.ts";

/** The finders of one run; each collection is listed at most once. */
export interface Resolver {
  droplets: Finder<Droplet>;
  images: Finder<Image>;
  sshKeys: Finder<SSHKey>;
}

/** Makes the finders for a client. */
export function resolver(ctx: Context, client: DOAPI): Resolver {
  let gpus: Promise<Droplet[]> | null = null;
  const withGpus = () => gpus ??= dropletsWithGpus(client);
  const droplets = measured(client, (view) => view.fetchAllDroplets());
  return {
    droplets: new Finder<Droplet>(ctx, {
      ...NUMBERED,
      label: "droplet",
      alias: null,
      suggests: true,
      fetch: (id) => client.fetchDroplet(id as number | bigint),
      byName: (name) => everyDroplet(client, { name }),
      byTag: (tag) => dropletsWithTag(client, tag, withGpus),
      all: () => everyDroplet(client, {}, withGpus, droplets.all),
      // And the list of those with GPUs.
      rest: async () => await droplets.rest() + 1,
    }),
    images: new Finder<Image>(ctx, {
      ...NUMBERED,
      shown: (image) => image.slug ?? image.name,
      label: "image",
      alias: { name: "slug", read: slugIn, of: (image) => image.slug },
      suggests: true,
      fetch: (key) => client.fetchImage(key),
      byName: null,
      byTag: null,
      ...measured(client, (view) => view.fetchAllImages()),
    }),
    sshKeys: new Finder<SSHKey>(ctx, {
      ...NUMBERED,
      label: "SSH key",
      alias: {
        name: "fingerprint",
        read: fingerprintIn,
        of: (key) => key.fingerprint,
        made: { looksLike: SHA256, of: (key) => sha256Of(key.public_key) },
      },
      suggests: true,
      fetch: (key) => client.fetchSSHKey(key),
      byName: null,
      byTag: null,
      ...measured(client, (view) => view.fetchAllSSHKeys()),
    }),
  };
}

function slugIn(arg: string): string | null {
  return /^[a-z0-9][a-z0-9._-]*$/.test(arg) ? arg : null;
}

/** A numeric id: no server has ids with more digits. */
const ID = /^\d{1,19}$/;

/** How to find things that have a number and a name. */
const NUMBERED: Pick<Findable<Droplet | Image | SSHKey>, "id" | "names" | "asId" | "readId"> = {
  id: idOf,
  names: ({ name }) => typeof name === "string" ? [name] : [],
  asId: (arg) => ID.test(arg) ? idFrom(arg) : null,
  readId(text) {
    if (/^\d+$/.test(text)) return idFrom(text);
    throw new ExitError(`Invalid id ${quote(`id:${text}`)}: expected a number`);
  },
};

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
  throw new ValidationError(`Invalid ${label} id ${quote(arg)}: expected a number.`);
}
