import type { RequestEvent, ResponseEvent } from "./http.ts";
import type { Fetch } from "./fetch.ts";
import type { RetryOptions } from "./retry.ts";
import type { Sleep } from "./sleep.ts";

/** Options of the {@linkcode DOAPI} constructor. All times are in seconds. */
export interface DOAPIOptions {
  /** The base URL of all requests. Default: {@linkcode DOAPI.DEFAULT_ENDPOINT}. */
  endpoint?: string | undefined;
  /**
   * Whether the token may be sent without encryption, over plain http, to other machines; to the
   * machine that this runs on it always may. Default: `false`.
   */
  allowHttp?: boolean | undefined;
  /** How long to wait for a connection or for more of an answer; `null`, the default, for ever. */
  timeout?: number | null | undefined;
  /** The usual time between two looks at the server while waiting. Default: 5. */
  waitInterval?: number | undefined;
  /** After how long a wait ends; `null` or negative for never. Default: `null`. */
  waitTime?: number | null | undefined;
  /** How many items a page of a list has; `null` leaves it to the API. Default: 200, the most. */
  perPage?: number | null | undefined;
  /**
   * What sends requests. Default: the global `fetch`, kept from repeating changes by itself as
   * Deno's does.
   */
  fetch?: Fetch | undefined;
  /** When failed requests are repeated; `false` for never. */
  retry?: RetryOptions | false | undefined;
  /**
   * How many requests may be sent in any minute; further ones are held back, not refused. `null`
   * for any number. Default: 240, as DigitalOcean allows 250, but `null` for a server on the same
   * machine.
   */
  perMinute?: number | null | undefined;
  /**
   * Called with the seconds for which a request is about to be held back, if it is a second or more;
   * each of several concurrent requests is reported.
   */
  onHold?: ((seconds: number) => void) | undefined;
  /** Ends everything that the client does when aborted. */
  signal?: AbortSignal | undefined;
  /** Called before every try of a request. Is never given the token. */
  onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Called after every try of a request. */
  onResponse?: ((event: ResponseEvent) => void) | undefined;
  /** Replaces waiting, for tests. */
  sleep?: Sleep | undefined;
  /** Replaces the clock (epoch milliseconds, never going back), for tests. */
  now?: (() => number) | undefined;
  /** Replaces random numbers, which are in [0, 1), for tests. */
  random?: (() => number) | undefined;
  /** What the `user-agent` header says. Default: the library's name and version. */
  userAgent?: string | undefined;
}
