import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { RateLimiter } from "../../lib/core/rate_limiter.ts";
import { retryDelay } from "../../lib/core/retry.ts";
import { steppedClock } from "../support/script.ts";
import { property } from "../support/property.ts";

const NOW = Date.UTC(2026, 0, 1);
const seconds = fc.double({ min: 0, max: 100_000, noNaN: true });

const options = fc.record({
  retries: fc.nat(10),
  backoff: seconds,
  maxBackoff: seconds,
  maxWait: seconds,
});

const headers = fc.record({
  "retry-after": fc.oneof(
    fc.nat(10_000).map(String),
    fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map(String),
    fc.string({ unit: "grapheme-ascii" }),
  ),
  "ratelimit-reset": fc.oneof(fc.nat(2 ** 31 - 1).map(String), fc.constant("soon")),
}, { requiredKeys: [] });

const failed = fc.record({
  method: fc.constantFrom("GET", "PUT", "DELETE", "POST", "PATCH"),
  attempt: fc.integer({ min: 1, max: 12 }),
  answer: fc.option(
    fc.record({
      status: fc.constantFrom(400, 401, 404, 408, 409, 422, 429, 500, 501, 503),
      headers,
    }),
  ),
  unsent: fc.boolean(),
});

property(
  "a delay is within its bounds, and nothing is repeated that must not be",
  [failed, options, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })],
  ({ answer, ...rest }, options, chance) => {
    const unsent = rest.unsent && answer === null;
    const response = answer && new Response(null, answer);
    const random = () => chance;
    const delay = retryDelay({ ...rest, unsent, response }, options, { now: () => NOW, random });
    const status = answer?.status;
    const known = unsent || status === 429;
    const transient = answer === null || [408, 500, 503].includes(status ?? 0);
    const allowed = rest.attempt <= options.retries &&
      (known || (transient && !["POST", "PATCH"].includes(rest.method)));
    if (!allowed) return assertEquals(delay, null);
    if (delay === null) return assert(answer, "only the server can ask for too long a wait");
    assert(delay >= 0, `${delay}`);
    assert(delay <= Math.max(options.maxWait, options.maxBackoff), `${delay}`);
    const asked = answer?.headers["retry-after"] ?? "";
    if (/^\d+$/.test(asked)) assert(delay >= Number(asked), `${delay}`);
  },
  3000,
);

/** A request that comes so many milliseconds after the one before, and may leave some time later. */
const caller = fc.record({ after: fc.nat(20_000), patience: fc.option(fc.nat(100_000)) });

property(
  "no minute has more requests than allowed, and none waits longer than it must",
  [fc.integer({ min: 1, max: 20 }), fc.array(caller, { maxLength: 60 })],
  async (limit, callers) => {
    const pace = new RateLimiter(limit);
    const clock = steppedClock(NOW);
    const sent: number[] = [];
    const expected: number[] = [];
    const leaving: [time: number, leave: () => void][] = [];
    const moveTo = async (end: number) => {
      for (const [time, leave] of leaving.toSorted(([a], [b]) => a - b)) {
        if (time < clock.now() || time > end) continue;
        await clock.moveTo(time);
        leave();
      }
      await clock.moveTo(end);
    };
    let now = NOW;
    for (const { after, patience } of callers) {
      await moveTo(now += after);
      const stop = new AbortController();
      pace.turn(clock, stop.signal).then(() => sent.push(clock.now()), () => {});
      if (patience !== null) leaving.push([now + patience, () => stop.abort()]);
      const due = Math.max(now, (expected.at(-limit) ?? -Infinity) + 60_000);
      if (patience === null || due <= now + patience) expected.push(due);
    }
    await moveTo(now + 70 * 60_000);
    assertEquals(sent, expected);
    assertEquals(clock.sleeping(), 0);
  },
  200,
);
