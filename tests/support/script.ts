import { assertEquals } from "@std/assert";
import type { Fetch } from "@doapi/doapi";

/** One request that is expected, and what is answered. */
export interface Exchange {
  /** Method and path with query, such as "GET /v2/account". */
  request: string;
  /** The expected body, decoded. */
  body?: unknown;
  status?: number;
  /** The answer's body: text as it is, anything else as JSON. */
  reply?: unknown;
  headers?: Record<string, string>;
  /** Fail like a broken connection instead of answering. */
  fail?: Error;
}

export const ENDPOINT = "https://api.digitalocean.com";

/** A fetch that follows a script: anything missing, extra or different fails the test. */
export function script(...exchanges: Exchange[]) {
  const left = [...exchanges];
  const tokens: (string | null)[] = [];
  const fetch: Fetch = (url, init) => {
    const target = new URL(url);
    const seen = `${init.method} ${target.pathname}${target.search}`;
    const i = left.findIndex(({ request }) => request === seen);
    if (i < 0) {
      throw new Error(`Unexpected request: ${seen}; still expected: ${JSON.stringify(left)}`);
    }
    const [exchange] = left.splice(i, 1) as [Exchange];
    if (exchange.body !== undefined) assertEquals(JSON.parse(String(init.body)), exchange.body);
    tokens.push(new Headers(init.headers).get("authorization"));
    if (exchange.fail) return Promise.reject(exchange.fail);
    const { status = 200, reply, headers = {} } = exchange;
    const text = reply === undefined
      ? null
      : typeof reply === "string"
      ? reply
      : JSON.stringify(reply);
    return Promise.resolve(
      new Response(text, { status, headers: { "content-type": "application/json", ...headers } }),
    );
  };
  return {
    fetch,
    tokens,
    /** Fails if anything expected was not requested. */
    done: () => assertEquals(left.map(({ request }) => request), []),
  };
}

/** A clock that only moves when somebody sleeps. */
export function fakeClock(start = Date.UTC(2026, 0, 1)) {
  let time = start;
  const slept: number[] = [];
  return {
    now: () => time,
    slept,
    sleep(seconds: number, signal?: AbortSignal): Promise<void> {
      if (signal?.aborted) return Promise.reject(signal.reason);
      slept.push(seconds);
      time += seconds * 1000;
      return Promise.resolve();
    },
  };
}

/** A clock that is moved from outside, from one waking sleeper to the next. */
export function steppedClock(start = Date.UTC(2026, 0, 1)) {
  let time = start;
  let sleepers: { due: number; wake: () => void }[] = [];
  /** Lets everything run that does not wait for the clock. */
  const settle = async () => {
    for (let i = 0; i < 30; i++) await Promise.resolve();
  };
  return {
    now: () => time,
    sleep: (seconds: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        const sleeper = { due: time + seconds * 1000, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener("abort", () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal.reason);
        });
      }),
    /** How many sleep. */
    sleeping: () => sleepers.length,
    /** Moves on to a moment, waking every sleeper that is due on the way. */
    async moveTo(end: number) {
      await settle();
      for (;;) {
        const next = sleepers.toSorted((a, b) => a.due - b.due)[0];
        if (next === undefined || next.due > end) break;
        time = Math.max(time, next.due);
        sleepers = sleepers.filter((other) => other !== next);
        next.wake();
        await settle();
      }
      time = Math.max(time, end);
      await settle();
    },
  };
}
