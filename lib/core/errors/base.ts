/**
 * The base of all errors that this library has: what went wrong with a request, a wait or a lookup.
 * Wrong arguments are a `TypeError` or a `RangeError` instead.
 *
 * @example
 * ```ts
 * import { DOAPI, DOAPIBaseError } from "@doapi/doapi";
 *
 * const fetch = () => Promise.reject(new TypeError("no network"));
 * const doapi = new DOAPI("a-token", { fetch, retry: false });
 * const error = await doapi.fetchAccount().catch((error) => error);
 * console.log(error instanceof DOAPIBaseError); // true
 * ```
 */
export abstract class DOAPIBaseError extends Error {
  /** The name of the class. */
  override readonly name: string = "DOAPIBaseError";
}
