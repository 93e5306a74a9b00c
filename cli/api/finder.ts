import { ValidationError } from "@cliffy/command";
import { NotFoundError } from "../../mod.ts";
import { type Context, note, warn } from "../context.ts";
import { ExitError, Missing } from "../errors.ts";
import { universal } from "../args/options.ts";
import { suggestion } from "../args/suggestion.ts";
import { inParallel } from "../../lib/core/parallel.ts";

/** What identifies one thing of its kind. */
export type Id = string | number | bigint;

/** How things of one kind are found. */
export interface Findable<T> {
  /** The noun for one, for messages. */
  label: string;
  /** The noun for several. Default: the same with an s. */
  plural?: string;
  id: (item: T) => Id;
  /** The names of one beside its id, the best first. */
  names: (item: T) => readonly string[];
  /** The name of one in suggestions. Default: its first name. */
  shown?: (item: T) => string;
  /** The id that an argument can be; `null` if it can be none. */
  asId: (arg: string) => Id | null;
  /** Reads what follows `id:`. */
  readId: (text: string) => Id;
  /** The unique text that the kind has beside its id, if any. */
  alias: Alias<T> | null;
  /** Fetches one by its id or alias; `null`, or a 404, if there is none. */
  fetch: (key: Id) => Promise<T | null>;
  /** All with a name and perhaps others, where the API can look for names. */
  byName: ((name: string) => Promise<T[]>) | null;
  /** All with a tag, where there are tags. */
  byTag: ((tag: string) => Promise<T[]>) | null;
  /** All of them; `null` where they have nothing but their ids. */
  all: (() => Promise<T[]>) | null;
  /** How many requests the rest of the list takes; costs the first one. */
  rest?: () => Promise<number>;
  /** Whether all are read, where none has a name, to say which one was perhaps meant. */
  suggests?: boolean;
}

/** What things have beside their ids that no two of them have in common. */
export interface Alias<T> {
  name: "slug" | "fingerprint";
  /** The alias that an argument may be, in the API's form; `null` if it cannot be one. */
  read: (arg: string) => string | null;
  of: (item: T) => unknown;
  /** Aliases that the API does not know, and how one is made of a thing. */
  made?: { looksLike: RegExp; of: (item: T) => Promise<unknown> };
}

/** How an argument can name something. */
interface Wanted {
  id: Id | null;
  alias: string | null;
  name: string | null;
  /** Stands for all that have it. */
  tag: string | null;
}

const NOTHING: Wanted = { id: null, alias: null, name: null, tag: null };

/** How names are taken, as commands have options for it. */
export interface Choice {
  /** Whether a name may stand for several. */
  multiple?: boolean | undefined;
  /** Whether missing things are skipped. */
  ignoreMissing?: boolean | undefined;
}

/** How many single look-ups are cheaper than reading the whole list. */
const FEW = 3;

/** Finds one kind of resource by id, slug, fingerprint or name, with few requests. */
export class Finder<T> {
  readonly #ctx: Context;
  readonly #kind: Findable<T>;
  #list: Promise<T[]> | null = null;

  constructor(ctx: Context, kind: Findable<T>) {
    this.#ctx = ctx;
    this.#kind = kind;
  }

  /**
   * Finds exactly one resource for each argument, or all that have the tag, or with `multiple` all
   * that have the name. Later occurrences of the same one are dropped with a warning.
   */
  async find(args: readonly string[], choice: Choice = {}, single = false): Promise<T[]> {
    const { multiple = false, ignoreMissing = false } = choice;
    const wanted = args.map((arg) => this.#parse(arg));
    const untagged = wanted.filter(({ tag }) => tag === null);
    if (untagged.length > FEW) await this.#prepare(untagged);
    const found = await bounded(wanted, (want) => this.#matches(want));
    const { label } = this.#kind;
    const missing = await Promise.all(args.flatMap((arg, i) =>
      found[i]?.length ? [] : [
        (async () => ({
          name: arg,
          line: wanted[i]?.tag === null
            ? `${quote(arg)}: no such ${label}${ignoreMissing ? "" : await this.similar(arg)}`
            : `${quote(arg)}: no ${label} has this tag`,
        }))(),
      ]
    ));
    if (missing.length > 0 && !ignoreMissing) throw new Missing(missing);
    for (const { line } of missing) await ignored(this.#ctx, choice, line);
    const unique = new Map<Id, T>();
    for (const [i, matches] of found.entries()) {
      const arg = args[i] as string;
      if (matches.length > 1 && !multiple && (single || wanted[i]?.tag === null)) {
        const ids = matches.map(this.#kind.id).join(", ");
        const what = wanted[i]?.tag === null ? "name" : "tag";
        const { plural = `${label}s` } = this.#kind;
        throw new ExitError(
          `${quote(arg)}: ambiguous; ${what} used by multiple ${plural}: ${ids}` +
            (single ? "" : " (use -M/--multiple to specify all of them at once)"),
        );
      }
      for (const item of matches) {
        const id = this.#kind.id(item);
        if (unique.has(id)) {
          const what = `${this.#kind.label} ${id} specified multiple times`;
          await warn(this.#ctx, `${what}; ignoring later occurrence`);
        } else unique.set(id, item);
      }
    }
    return [...unique.values()];
  }

  /** Finds the one resource that an argument names. */
  async one(arg: string): Promise<T> {
    return (await this.find([arg], {}, true))[0] as T;
  }

  /** Finds the one resource that each argument names, the same one again where two name it. */
  async each(args: readonly string[]): Promise<T[]> {
    if (args.length > FEW) await this.#prepare(args.map((arg) => this.#parse(arg)));
    return await bounded(args, (arg) => this.one(arg));
  }

  /** Finds the one resource that an argument names, or `null`. */
  async maybe(arg: string): Promise<T | null> {
    const [match, other] = await this.#matches(this.#parse(arg));
    return match && other ? await this.one(arg) : match ?? null;
  }

  /** The things that have names already, by these. */
  async holders(names: readonly string[]): Promise<Map<string, T>> {
    if (names.length > FEW) await this.#all();
    const there = new Map<string, T>();
    for (const name of new Set(names)) {
      if ((await this.#named(name)).length > 0) there.set(name, await this.one(`name:${name}`));
    }
    return there;
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

  /** Reads the whole list where that takes fewer requests than to look for each. */
  async #prepare(wanted: readonly Wanted[]): Promise<void> {
    const { all, byName, rest } = this.#kind;
    if (!all) return;
    // A name is looked for in both lists of droplets.
    const cost = wanted.reduce((sum, { id, alias }) => {
      if (id !== null || alias !== null) return sum + 1;
      return sum + (byName ? 2 : Infinity);
    }, 0);
    if (!rest || await rest() <= cost) await this.#all();
  }

  #parse(arg: string): Wanted {
    const { alias, byTag } = this.#kind;
    const [, prefix, rest = ""] = /^(id|name|slug|fingerprint|tag):(.*)$/s.exec(arg) ?? [];
    // A variable that is not set must not stand for everything that has no tag or name.
    if (prefix !== undefined && rest === "") {
      throw new ValidationError(`${quote(arg)}: there is nothing after the colon.`);
    }
    if (prefix === "id") {
      return { ...NOTHING, id: this.#kind.readId(rest) };
    }
    if (prefix === "name") return { ...NOTHING, name: rest };
    if (prefix === "tag" && byTag) return { ...NOTHING, tag: rest };
    if (prefix !== undefined && prefix === alias?.name) {
      return { ...NOTHING, alias: alias.read(rest) ?? rest };
    }
    return {
      ...NOTHING,
      id: this.#kind.asId(arg),
      alias: alias?.read(arg) ?? null,
      name: arg,
    };
  }

  /** The first way of naming that finds something wins: id, then slug or fingerprint, then name. */
  async #matches({ id, alias, name, tag }: Wanted): Promise<T[]> {
    if (tag !== null) return await this.#kind.byTag?.(tag) ?? [];
    if (id !== null) {
      const item = await this.#lookUp(id, (item) => this.#kind.id(item) === id);
      if (item) return [item];
    }
    if (alias !== null && (id === null || this.#kind.alias?.name === "fingerprint")) {
      const item = await this.#withAlias(alias);
      if (item) return [item];
    }
    return name === null ? [] : await this.#named(name);
  }

  async #withAlias(alias: string): Promise<T | null> {
    const { of, made } = this.#kind.alias as Alias<T>;
    if (!made?.looksLike.test(alias)) return await this.#lookUp(alias, (one) => of(one) === alias);
    for (const item of await this.#all()) if (await made.of(item) === alias) return item;
    return null;
  }

  /** Words on what an argument was perhaps to name, where the list is there to tell. */
  async similar(arg: string): Promise<string> {
    const { shown, names, suggests } = this.#kind;
    // The name does not exist, even if the look-up of suggestions fails.
    const list = suggests ? this.#all().catch(() => []) : this.#list;
    const known = (await list ?? []).flatMap((one) => shown?.(one) ?? names(one)[0] ?? []);
    return suggestion(arg, known);
  }

  async #lookUp(key: Id, isIt: (item: T) => boolean): Promise<T | null> {
    if (this.#list) {
      const item = (await this.#list).find(isIt);
      // Some droplets are in no list; an id that is none of them costs one more request.
      if (item || typeof key === "string") return item ?? null;
    }
    try {
      const item = await this.#kind.fetch(key);
      // The API takes digits for an id, even where a slug is meant.
      return item && isIt(item) ? item : null;
    } catch (error) {
      if (error instanceof NotFoundError) return null;
      throw error;
    }
  }

  async #named(name: string): Promise<T[]> {
    const found = this.#list || !this.#kind.byName
      ? await this.#all()
      : await this.#kind.byName(name);
    // The API ignores case in its filters, and names differ by it.
    return found.filter((item) => this.#kind.names(item).includes(name));
  }

  #all(): Promise<T[]> {
    return this.#list ??= this.#kind.all?.() ?? Promise.resolve([]);
  }
}

/** Does something for each of a list: for a few at once, for many with a bounded number under way. */
async function bounded<T, U>(items: readonly T[], work: (item: T) => Promise<U>): Promise<U[]> {
  return items.length > FEW
    ? await Array.fromAsync(inParallel(items, work))
    : await Promise.all(items.map(work));
}

/** Notes that something does not exist and is ignored. */
export async function ignored(ctx: Context, options: object, line: string): Promise<void> {
  if (!universal(options).quiet) await note(ctx, `${line}; ignored`);
}

/** An argument as messages quote it. */
export function quote(text: string): string {
  return `'${text}'`;
}
