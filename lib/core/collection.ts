import { isSilent, wrapped } from "./kind_answer.ts";
import type { Kind } from "../kinds/kind.ts";
import type { KindName } from "../kinds/mod.ts";
import type {
  CreateBody,
  Created,
  Item,
  ListFilters,
  Ref,
  UpdateBody,
} from "./collection_types.ts";
import { NotFoundError } from "./errors/mod.ts";
import { fieldAt } from "./field_at.ts";
import { LookupError, StateError } from "./errors/mod.ts";
import { List } from "./list.ts";
import { encodeSegment, fillInOrder } from "../api/path.ts";
import { poller } from "./poll.ts";
import type { CallOptions, Requester } from "./requester.ts";
import type { Fields } from "./resource.ts";
import type { WaitOptions, WaitTarget } from "./wait.ts";
import { inWords, nounOf, pluralOf } from "../api/words.ts";

/** Where the rows of kinds come from: loaded when a collection is first used. */
export type RowLoader = (name: string) => Promise<Kind>;

/** An answer to a `POST .../actions`, as all kinds have it. */
export interface ActionData {
  /** The id of the action. */
  id: number;
  /** `"in-progress"`, `"completed"`, `"errored"`, or a word that is new since. */
  status: string;
  /** What is done, such as `"attach"`. */
  type: string;
  /** Everything else. */
  [field: string]: unknown;
}

/** A collection whose row is there, and its paths with the parents filled in. */
interface Loaded {
  row: Kind;
  /** The path of the list. */
  path: string;
  /** The path of one, up to what identifies it. */
  base: string;
  /** The ids of the parents, the outermost first. */
  ids: readonly Ref[];
}

/**
 * The things of one kind that an account has: list, get, create, update, delete, act and wait, each
 * with an id or a name.
 *
 * @typeParam K The name of the kind, such as `"volume"`, or its row.
 *
 * @see https://docs.digitalocean.com/reference/api/
 *
 * @example
 * ```ts
 * import { DOAPI } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
 * await doapi.tags.create({ name: "web" });
 * const { name } = await doapi.tags.get("web");
 * console.log(name); // web
 * await doapi.tags.delete("web");
 * ```
 */
export class Collection<K extends KindName | Kind> {
  readonly #client: Requester;
  readonly #name: string;
  readonly #load: RowLoader;
  readonly #parents: readonly Ref[];
  #loaded: Promise<Loaded> | null = null;

  /**
   * Makes a collection; sends nothing.
   *
   * @param name The name of the kind, such as `"volume"`.
   * @param load Gives the rows of this kind and of its parents.
   * @param parents Where the kind has parents: the id or name of each, the outermost first.
   */
  constructor(client: Requester, name: string, load: RowLoader, parents: readonly Ref[] = []) {
    this.#client = client;
    this.#name = name;
    this.#load = load;
    this.#parents = parents;
  }

  /**
   * Yields all of them: complete, in the API's order, or an error.
   *
   * @param options Filters that the API has for this list, and a signal.
   * @throws {DOAPIError} If the API refuses.
   */
  list(options: ListFilters<K> & CallOptions = {} as ListFilters<K> & CallOptions): List<Item<K>> {
    return new List(this.#list(options as Fields & CallOptions));
  }

  /**
   * Fetches one by its id or name.
   *
   * @throws {LookupError} If nothing has the name, or several have.
   * @throws {DOAPIError} If the API refuses.
   */
  async get(ref: Ref, options: CallOptions = {}): Promise<Item<K>> {
    const { row } = await this.#open(options);
    if (this.#canBeId(row, ref)) {
      try {
        return await this.#fetch(ref, options);
      } catch (error) {
        if (!(error instanceof NotFoundError) || !row.by || isUuid(ref)) throw error;
      }
    }
    return await this.#find(ref, options);
  }

  /**
   * Creates one.
   *
   * @param body The fields of the request, as the API names them.
   * @returns The new one, as it is at the moment of creation: {@linkcode Collection.wait} for it.
   * `null` for the few kinds whose creation the API answers without a body.
   * @throws {DOAPIError} If the API refuses.
   */
  async create(body: CreateBody<K>, options: CallOptions = {}): Promise<Created<K>> {
    const { row, path } = await this.#open(options);
    return await this.#client.request(path, {
      method: "POST",
      data: body,
      doing: `create ${this.#words((body as Fields).name)}`,
      ...wrapped(row, "create"),
      ...options,
    });
  }

  /**
   * Changes one, given by its id or name.
   *
   * @param body The fields of the request, as the API names them.
   * @returns The changed one.
   * @throws {LookupError} If nothing has the name, or several have.
   * @throws {DOAPIError} If the API refuses.
   */
  async update(ref: Ref, body: UpdateBody<K>, options: CallOptions = {}): Promise<Item<K>> {
    const { row, base } = await this.#open(options);
    const id = await this.#idOf(ref, options);
    const updated = await this.#client.request<Item<K>>(`${base}/${encodeSegment(id)}`, {
      method: row.update ?? "PUT",
      data: body,
      doing: `update ${this.#words(ref)}`,
      ...wrapped(row, "update"),
      ...options,
    });
    return isSilent(row, "update") ? await this.#fetch(id, options) : updated;
  }

  /**
   * Deletes one, given by its id or name.
   *
   * @throws {LookupError} If nothing has the name, or several have.
   * @throws {DOAPIError} If the API refuses.
   */
  async delete(ref: Ref, options: CallOptions = {}): Promise<void> {
    const doing = `delete ${this.#words(ref)}`;
    await this.#client.request(await this.#pathOf(ref, options), {
      method: "DELETE",
      doing,
      ...options,
    });
  }

  /**
   * Starts an action on one, given by its id or name.
   *
   * @param type Such as `"resize"`.
   * @param fields Further fields of the request.
   * @throws {LookupError} If nothing has the name, or several have.
   * @throws {DOAPIError} If the API refuses.
   */
  async act(
    ref: Ref,
    type: string,
    fields: Fields = {},
    options: CallOptions = {},
  ): Promise<ActionData> {
    return await this.#client.request(`${await this.#pathOf(ref, options)}/actions`, {
      method: "POST",
      data: { type, ...fields },
      key: "action",
      doing: `${inWords(type)} ${this.#words(ref)}`,
      ...options,
    });
  }

  /**
   * Yields the actions of one, given by its id or name.
   *
   * @throws {LookupError} If nothing has the name, or several have.
   * @throws {DOAPIError} If the API refuses.
   */
  actions(ref: Ref, options: CallOptions = {}): List<ActionData> {
    return new List(this.#actions(ref, options));
  }

  /**
   * Waits until one is ready.
   *
   * @param what Its id, its name, or the object that another method has returned.
   * @returns The object as it is then.
   * @throws {StateError} If it fails instead.
   * @throws {WaitTimeoutError} If `waitTime` runs out first.
   * @throws {WaitAbortedError} If the signal is aborted first.
   * @throws {TypeError} If things of this kind are always ready.
   */
  async wait(what: Ref | Item<K>, options: WaitOptions<Item<K>> = {}): Promise<Item<K>> {
    for await (const item of this.waitEach([what], options)) {
      const { row } = await this.#open(options);
      const state = String(fieldAt(item, row.ready?.field ?? ""));
      if (!row.ready?.failed?.includes(state)) return item;
      throw new StateError(this.#words(fieldAt(item, row.by?.[0] ?? idField(row))), item, state);
    }
    throw new TypeError("There is nothing to wait for");
  }

  /**
   * Waits for several: yields each when it is ready, or has failed, in the order of finishing.
   *
   * @param what Ids, names, or objects that other methods have returned.
   * @throws {WaitTimeoutError} If `waitTime` runs out first.
   * @throws {WaitAbortedError} If the signal is aborted first.
   * @throws {TypeError} If things of this kind are always ready.
   */
  async *waitEach(
    what: readonly (Ref | Item<K>)[],
    options: WaitOptions<Item<K>> = {},
  ): AsyncGenerator<Item<K>, void> {
    const call = options.signal ? { signal: options.signal } : {};
    const loaded = await this.#open(call);
    const items: Item<K>[] = [];
    for (const one of what) {
      items.push(typeof one === "object" ? one as Item<K> : await this.get(one as Ref, call));
    }
    yield* this.#client.wait(items, this.#target(loaded), options);
  }

  async *#list(options: Fields & CallOptions): AsyncGenerator<Item<K>, void, void> {
    const { signal, ...params } = options;
    const { row, path } = await this.#open({ signal });
    const doing = `list the ${pluralOf(this.#name)}`;
    yield* this.#client.paginate<Item<K>>(path, row.many, { params, signal, doing, objects: true });
  }

  async *#actions(ref: Ref, options: CallOptions): AsyncGenerator<ActionData, void, void> {
    const path = `${await this.#pathOf(ref, options)}/actions`;
    const doing = `list the actions of ${this.#words(ref)}`;
    yield* this.#client.paginate<ActionData>(path, "actions", { doing, objects: true, ...options });
  }

  /** Loads the row, and finds the parents. */
  #open(options: CallOptions): Promise<Loaded> {
    this.#loaded ??= this.#resolve(options).catch((error) => {
      this.#loaded = null;
      throw error;
    });
    return this.#loaded;
  }

  async #resolve(options: CallOptions): Promise<Loaded> {
    const row = await this.#load(this.#name);
    if (row.parent === undefined) return { row, path: row.path, base: baseOf(row), ids: [] };
    const own = this.#parents.at(-1);
    if (own === undefined) throw new TypeError(`A ${inWords(row.parent)} is missing`);
    const parents = new Collection(
      this.#client,
      row.parent,
      this.#load,
      this.#parents.slice(0, -1),
    );
    const ids = [...(await parents.#open(options)).ids, await parents.#idOf(own, options)];
    return { row, path: fillInOrder(row.path, ids), base: fillInOrder(baseOf(row), ids), ids };
  }

  /** The path of one, given by its id or name. */
  async #pathOf(ref: Ref, options: CallOptions): Promise<string> {
    const id = await this.#idOf(ref, options);
    return `${(await this.#open(options)).base}/${encodeSegment(id)}`;
  }

  /** The id of one, given by its id or name; asks the API only where it may be a name. */
  async #idOf(ref: Ref, options: CallOptions): Promise<Ref> {
    const { row } = await this.#open(options);
    const sure = !row.by || isUuid(ref) || typeof ref !== "string";
    return sure ? ref : fieldAt(await this.get(ref, options), idField(row)) as Ref;
  }

  async #fetch(id: Ref, options: CallOptions): Promise<Item<K>> {
    const { row, base } = await this.#open(options);
    if (row.without?.includes("get")) return await this.#find(id, options);
    const doing = `fetch ${this.#words(id)}`;
    const url = `${base}/${encodeSegment(id)}`;
    return await this.#client.request(url, { doing, ...wrapped(row), ...options });
  }

  async #find(ref: Ref, options: CallOptions): Promise<Item<K>> {
    const { row } = await this.#open(options);
    const fields = [idField(row), ...row.by ?? []];
    const filter = row.filter === undefined ? {} : { [row.filter]: ref };
    const found: Item<K>[] = [];
    for await (const item of this.#list({ ...filter, ...options })) {
      // A filter of the API may ignore case.
      if (fields.some((field) => String(fieldAt(item, field)) === String(ref))) found.push(item);
    }
    const [item] = found;
    if (item !== undefined && found.length === 1) return item;
    const ids = found.map((one) => String(fieldAt(one, idField(row))));
    throw new LookupError(this.#words(), String(ref), ids);
  }

  #canBeId(row: Kind, ref: Ref): boolean {
    if (row.ids === "text" || typeof ref !== "string") return true;
    return row.ids === "number" ? /^\d+$/.test(ref) : isUuid(ref);
  }

  #target({ row, path }: Loaded): WaitTarget<Item<K>> {
    const { ready } = row;
    if (!ready) throw new TypeError(`Cannot wait for ${pluralOf(this.#name)}: they have no status`);
    const ends = new Set([...ready.to, ...ready.failed ?? []]);
    return {
      known: (item) => fieldAt(item, ready.field) !== undefined,
      done: (item) => ends.has(String(fieldAt(item, ready.field))),
      poll: poller<Item<K>>(this.#client, {
        path,
        key: row.many,
        doing: `list the ${pluralOf(this.#name)}`,
        id: (item) => fieldAt(item, idField(row)),
        build: (data) => data as Item<K>,
        one: (item, signal) => this.#fetch(fieldAt(item, idField(row)) as Ref, { signal }),
      }),
    };
  }

  /** The kind in words, and one of it where it has a name. */
  #words(ref: unknown = ""): string {
    return `${nounOf(this.#name)} ${typeof ref === "object" ? "" : ref}`.trim();
  }
}

/** The path of one of a kind, up to what identifies it. */
function baseOf(row: Kind): string {
  return row.item?.replace(/\/\{\w+\}$/, "") ?? row.path;
}

/** The field that identifies one of a kind. */
function idField(row: Kind): string {
  return row.id ?? "id";
}

function isUuid(ref: Ref): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(String(ref));
}
