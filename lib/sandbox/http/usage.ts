/** An operation of the API that requests were for. */
export interface UsedOperation {
  /** The method in capitals. */
  readonly method: string;
  /** The path with its placeholders, as `/v2/droplets/{droplet_id}`. */
  readonly path: string;
  /** How many requests there were. */
  readonly requests: number;
  /** How many of them were answered with each status; those that were dropped are not among them. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** What a strict sandbox has refused for one reason. */
export interface RefusedRequest {
  /** The method in capitals. */
  readonly method: string;
  /** The path of the operation with its placeholders; the request's own if the API has none such. */
  readonly path: string;
  /** What is wrong, as `the body has no "nmae"`. */
  readonly reason: string;
  /** How many requests were refused for that. */
  readonly requests: number;
}

/** What is counted by: a route, or what is known of a request without one. */
export interface Endpoint {
  readonly method: string;
  readonly path: string;
}

interface Count {
  requests: number;
  readonly statuses: Record<string, number>;
}

/** A client may go on asking for other paths that are not there. */
const MOST_REFUSED = 1000;

/** Counts requests by operation, and what is refused of them. */
export class Usage {
  readonly #used = new Map<Endpoint, Count>();
  readonly #refused = new Map<string, { endpoint: Endpoint; reason: string; requests: number }>();

  /** Counts a request in; the status is null if the connection was dropped. */
  add(endpoint: Endpoint, status: number | null): void {
    let count = this.#used.get(endpoint);
    if (count === undefined) this.#used.set(endpoint, count = { requests: 0, statuses: {} });
    count.requests++;
    if (status !== null) count.statuses[status] = (count.statuses[status] ?? 0) + 1;
  }

  /** Notes why a request was refused. */
  refuse(endpoint: Endpoint, reason: string): void {
    const key = `${endpoint.method} ${endpoint.path} ${reason}`;
    const known = this.#refused.get(key);
    if (known !== undefined) known.requests++;
    else if (this.#refused.size < MOST_REFUSED) {
      this.#refused.set(key, { endpoint, reason, requests: 1 });
    }
  }

  /** The operations that were used, by path and method. */
  used(): UsedOperation[] {
    return [...this.#used]
      .map(([{ method, path }, { requests, statuses }]) => {
        return { method, path, requests, statuses: { ...statuses } };
      })
      .sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
  }

  /** What was refused, in the order in which it first was. */
  refused(): RefusedRequest[] {
    return [...this.#refused.values()].map(({ endpoint: { method, path }, reason, requests }) => {
      return { method, path, reason, requests };
    });
  }

  clear(): void {
    this.#used.clear();
    this.#refused.clear();
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
