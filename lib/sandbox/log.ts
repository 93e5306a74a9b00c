/** A request that the sandbox has had, for assertions. */
export interface LoggedRequest {
  /** The `x-request-id` of the answer. */
  readonly id: string;
  /** When it came in, by the sandbox's clock, in epoch milliseconds. */
  readonly time: number;
  /** The method in capitals. */
  readonly method: string;
  /** The path with the query. */
  readonly path: string;
  /** The body of the request as text; empty if it had none. */
  readonly body: string;
  /** The status of the answer; null if the connection was dropped. */
  readonly status: number | null;
  /** The number of the fault rule that hit it. */
  readonly fault?: number;
}

const CAPACITY = 1000;

/** The latest thousand requests. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    // Cut seldom, so that a long run does not move the whole log with each request.
    if (this.#entries.length >= 2 * CAPACITY) this.#entries = this.#entries.slice(-CAPACITY);
  }

  list(): LoggedRequest[] {
    return this.#entries.slice(-CAPACITY);
  }

  clear(): void {
    this.#entries = [];
  }
}
