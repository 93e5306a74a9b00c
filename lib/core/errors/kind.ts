import { DOAPIBaseError } from "./base.ts";

/**
 * A name that stands for nothing, or for several things.
 *
 * @example
 * ```ts
 * import { DOAPI, LookupError } from "@doapi/doapi";
 *
 * const fetch = () => Promise.resolve(Response.json({ vpcs: [] }));
 * const doapi = new DOAPI("a-token", { fetch });
 * const error = await doapi.vpcs.get("main").catch((error) => error);
 * console.log(error instanceof LookupError, error.message); // true 'main': no such VPC
 * ```
 */
export class LookupError extends DOAPIBaseError {
  /** The name of the class. */
  override readonly name = "LookupError";
  /** What was looked up. */
  readonly ref: string;
  /** The ids of what has the name; empty if nothing has. */
  readonly ids: readonly string[];

  /**
   * Describes the failure.
   *
   * @param kind The kind in words, such as `"load balancer"`.
   */
  constructor(kind: string, ref: string, ids: readonly string[]) {
    super(
      ids.length
        ? `'${ref}' is ambiguous: ${ids.length} ${kind}s have the name, with the ids ${
          ids.join(", ")
        }`
        : `'${ref}': no such ${kind}`,
    );
    this.ref = ref;
    this.ids = ids;
  }
}

/**
 * Something that was waited for will never be ready: the API says that it has failed.
 *
 * @example
 * ```ts
 * import { DOAPI, StateError } from "@doapi/doapi";
 *
 * const database = { id: "3f8f5b0c-1c1e-4f0a-9d50-1f1c5ad8a5c5", name: "main", status: "error" };
 * const fetch = () => Promise.resolve(Response.json({ database }));
 * const doapi = new DOAPI("a-token", { fetch });
 * const error = await doapi.databases.wait(database.id).catch((error) => error);
 * console.log(error instanceof StateError, error.state); // true error
 * ```
 */
export class StateError<T = unknown> extends DOAPIBaseError {
  /** The name of the class. */
  override readonly name = "StateError";
  /** The object as the API last described it. */
  readonly item: T;
  /** What its field says. */
  readonly state: string;

  /**
   * Describes the failure.
   *
   * @param what The object in words, such as `"database main"`.
   */
  constructor(what: string, item: T, state: string) {
    super(`The ${what} has the status ${JSON.stringify(state)}`);
    this.item = item;
    this.state = state;
  }
}
