import { ValidationError } from "@cliffy/command";
import { type DOAPI, DOAPIError, type Droplet, type Image, NotFound, type SSHKey } from "../mod.ts";
import { type Context, warn } from "./context.ts";
import { ExitError } from "./errors.ts";

/** A resource that has an id and a name. */
type Named = Droplet | Image | SSHKey;

/** How one kind of resource is found. */
interface Kind<T extends Named> {
  /** What messages call it. */
  label: string;
  /** The unique text that the kind has beside its id, if any. */
  alias: { name: "slug" | "fingerprint"; looksLike: RegExp; of: (item: T) => unknown } | null;
  fetch: (key: number | string) => Promise<T>;
  /** All with a name, where the API can look for names. */
  byName: ((name: string) => AsyncIterable<T>) | null;
  /** All with a tag, where there are tags. */
  byTag: ((tag: string) => AsyncIterable<T>) | null;
  all: () => AsyncIterable<T>;
  /** Those that the API leaves out of the list of all, if it leaves out any. */
  unlisted: (() => AsyncIterable<T>) | null;
}

/** How an argument can name something. */
interface Wanted {
  id: number | null;
  alias: string | null;
  name: string | null;
  /** Stands for all that have it. */
  tag: string | null;
}

const NOTHING: Wanted = { id: null, alias: null, name: null, tag: null };

const FINGERPRINT = /^(?:[0-9a-f]{2}:){15}[0-9a-f]{2}$/i;

/** How many single look-ups are cheaper than reading the whole list. */
const FEW = 3;

/** How many names that come close are told of. */
const SIMILAR = 5;

/** Finds one kind of resource by id, slug, fingerprint or name, with few requests. */
class Finder<T extends Named> {
  readonly #ctx: Context;
  readonly #kind: Kind<T>;
  #list: Promise<T[]> | null = null;

  constructor(ctx: Context, kind: Kind<T>) {
    this.#ctx = ctx;
    this.#kind = kind;
  }

  /**
   * Finds exactly one resource for each argument, or all that have the tag, or with `multiple` all
   * that have the name. Later occurrences of the same one are dropped with a warning.
   */
  async find(args: readonly string[], multiple = false, single = false): Promise<T[]> {
    const wanted = args.map((arg) => this.#parse(arg));
    if (wanted.filter(({ tag }) => tag === null).length > FEW) await this.#all();
    const found = await Promise.all(wanted.map((want) => this.#matches(want)));
    if (found.some((matches) => matches.length === 0)) await this.#addUnlisted(wanted, found);
    const unique = new Map<number, T>();
    for (const [i, matches] of found.entries()) {
      const arg = args[i] as string;
      if (matches.length === 0) {
        const { label } = this.#kind;
        throw new ExitError(
          wanted[i]?.tag === null
            ? `${quote(arg)}: no such ${label}${await this.#similar(arg)}`
            : `${quote(arg)}: no ${label} has this tag`,
        );
      }
      if (matches.length > 1 && !multiple && (single || wanted[i]?.tag === null)) {
        const ids = matches.map((item) => item.id).join(", ");
        const what = wanted[i]?.tag === null ? "name" : "tag";
        throw new ExitError(
          `${quote(arg)}: ambiguous; ${what} used by multiple ${this.#kind.label}s: ${ids}` +
            (single ? "" : " (use -M/--multiple to specify all of them at once)"),
        );
      }
      for (const item of matches) {
        if (unique.has(item.id)) {
          const what = `${this.#kind.label} ${item.id} specified multiple times`;
          await warn(this.#ctx, `${what}; ignoring later occurrence`);
        } else unique.set(item.id, item);
      }
    }
    return [...unique.values()];
  }

  /** Finds the one resource that an argument names. */
  async one(arg: string): Promise<T> {
    return (await this.find([arg], false, true))[0] as T;
  }

  /** Finds the one resource that an argument names, or `null`. */
  async maybe(arg: string): Promise<T | null> {
    const [match, other] = await this.#matches(this.#parse(arg));
    return match && other ? await this.one(arg) : match ?? null;
  }

  /** Warns of names that are in use or, with `unique`, refuses them. */
  async checkNames(names: readonly string[], unique: boolean): Promise<void> {
    if (names.length > FEW) await this.#all();
    for (const name of names.filter((name, i) => names.indexOf(name) < i)) {
      const message = `The name ${quote(name)} is given more than once`;
      if (unique) throw new ExitError(message);
      await warn(this.#ctx, message);
    }
    for (const name of new Set(names)) {
      const taken = await this.#named(name);
      const slugTaken = this.#kind.alias?.name === "slug" &&
        (await this.#all()).some((item) => this.#kind.alias?.of(item) === name);
      if (taken.length === 0 && !slugTaken) continue;
      const message = `There is already another ${this.#kind.label} named ${quote(name)}`;
      if (unique) throw new ExitError(message);
      await warn(this.#ctx, message);
    }
  }

  /** Makes a new resource known to later look-ups. */
  async add(item: T): Promise<void> {
    if (this.#list) (await this.#list).push(item);
  }

  #parse(arg: string): Wanted {
    const { alias, byTag } = this.#kind;
    const [, prefix, rest = ""] = /^(id|name|slug|fingerprint|tag):(.*)$/s.exec(arg) ?? [];
    if (prefix === "id") {
      if (/^\d+$/.test(rest)) return { ...NOTHING, id: Number(rest) };
      throw new ExitError(`${quote(arg)}: ids are numbers`);
    }
    if (prefix === "name") return { ...NOTHING, name: rest };
    if (prefix === "tag" && byTag) return { ...NOTHING, tag: rest };
    if (prefix !== undefined && prefix === alias?.name) return { ...NOTHING, alias: normal(rest) };
    return {
      ...NOTHING,
      id: /^\d{1,15}$/.test(arg) ? Number(arg) : null,
      alias: alias?.looksLike.test(arg) ? normal(arg) : null,
      name: arg,
    };
  }

  /** The first way of naming that finds something wins: id, then slug or fingerprint, then name. */
  async #matches({ id, alias, name, tag }: Wanted): Promise<T[]> {
    if (tag !== null) return await Array.fromAsync(this.#kind.byTag?.(tag) ?? []);
    if (id !== null) {
      const item = await this.#lookUp(id, (item) => item.id === id);
      if (item) return [item];
    }
    if (alias !== null && (id === null || this.#kind.alias?.name === "fingerprint")) {
      const item = await this.#lookUp(alias, (item) => this.#kind.alias?.of(item) === alias);
      if (item) return [item];
    }
    return name === null ? [] : await this.#named(name);
  }

  /** Adds to what found nothing by its name what the API does not list. */
  async #addUnlisted(wanted: readonly Wanted[], found: T[][]): Promise<void> {
    const names = wanted.map(({ name }, i) => found[i]?.length ? null : name);
    if (!this.#kind.unlisted || names.every((name) => name === null)) return;
    try {
      for await (const item of this.#kind.unlisted()) {
        names.forEach((name, i) => name === item.name && found[i]?.push(item));
      }
    } catch (error) {
      // Not every server that speaks this API has such a list; then nothing is in it.
      if (!(error instanceof DOAPIError)) throw error;
    }
  }

  /** Words on what an argument was perhaps to name, where the list is there to tell. */
  async #similar(arg: string): Promise<string> {
    const text = arg.toLowerCase();
    const names = (await this.#list ?? []).map((item) => String(item.fields.slug ?? item.name));
    const similar = names.filter((name) => name.toLowerCase().includes(text));
    // What every other name has in it, as a digit, was hardly meant.
    if (!/\D{2}/.test(text) || similar.length === 0) return "";
    const rest = similar.length > SIMILAR ? ` or ${similar.length - SIMILAR} more` : "";
    return `; perhaps ${similar.slice(0, SIMILAR).join(", ")}${rest}`;
  }

  async #lookUp(key: number | string, isIt: (item: T) => boolean): Promise<T | null> {
    if (this.#list) {
      const item = (await this.#list).find(isIt);
      // Some droplets are in no list; an id that is none of them costs one more request.
      if (item || typeof key === "string") return item ?? null;
    }
    try {
      const item = await this.#kind.fetch(key);
      // The API takes digits for an id, even where a slug is meant.
      return isIt(item) ? item : null;
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  }

  async #named(name: string): Promise<T[]> {
    if (this.#list || !this.#kind.byName) {
      return (await this.#all()).filter((item) => item.name === name);
    }
    const found: T[] = [];
    // The API ignores case here, and names differ by it.
    for await (const item of this.#kind.byName(name)) if (item.name === name) found.push(item);
    return found;
  }

  #all(): Promise<T[]> {
    return this.#list ??= (async () => {
      const items: T[] = [];
      for await (const item of this.#kind.all()) items.push(item);
      return items;
    })();
  }
}

/** The finders of one run; each collection is listed at most once. */
export interface Resolver {
  droplets: Finder<Droplet>;
  images: Finder<Image>;
  sshKeys: Finder<SSHKey>;
}

/** Makes the finders for a client. */
export function resolver(ctx: Context, client: DOAPI): Resolver {
  const { signal } = ctx;
  return {
    droplets: new Finder<Droplet>(ctx, {
      label: "droplet",
      alias: null,
      fetch: (id) => client.fetchDroplet(id as number, { signal }),
      byName: (name) => client.fetchAllDroplets({ name, signal }),
      byTag: (tag_name) => client.fetchAllDroplets({ tag_name, signal }),
      all: () => client.fetchAllDroplets({ signal }),
      unlisted: () => client.fetchAllDroplets({ type: "gpus", signal }),
    }),
    images: new Finder<Image>(ctx, {
      label: "image",
      alias: { name: "slug", looksLike: /^[a-z0-9][a-z0-9._-]*$/, of: (image) => image.slug },
      fetch: (key) => client.fetchImage(key, { signal }),
      byName: null,
      byTag: null,
      unlisted: null,
      all: () => client.fetchAllImages({ signal }),
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
      unlisted: null,
      all: () => client.fetchAllSSHKeys({ signal }),
    }),
  };
}

/** Fingerprints may be given in capitals; slugs have none. */
function normal(alias: string): string {
  return FINGERPRINT.test(alias) ? alias.toLowerCase() : alias;
}

/** Drops repeated values with a warning. */
export async function withoutRepeats<T>(
  ctx: Context,
  label: string,
  items: readonly T[],
  key: (item: T) => string | number,
): Promise<T[]> {
  const unique = new Map<string | number, T>();
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
export function toId(label: string, arg: string): number {
  if (/^\d{1,15}$/.test(arg)) return Number(arg);
  throw new ValidationError(`${quote(arg)} is no ${label} id: ids are numbers.`);
}

function quote(text: string): string {
  return `'${text}'`;
}
