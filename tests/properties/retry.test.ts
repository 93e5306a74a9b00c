import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { Pace } from "../../lib/core/pace.ts";
import { retryDelay } from "../../lib/core/retry.ts";
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

property(
  "no minute has more requests than allowed, and none waits longer than it must",
  [fc.integer({ min: 1, max: 20 }), fc.array(fc.nat(20_000), { maxLength: 60 })],
  (limit, pauses) => {
    const pace = new Pace(limit);
    let now = NOW;
    const sent = pauses.map((pause) => (now += pause) + pace.take(now) * 1000);
    for (const [i, time] of sent.entries()) {
      const before = sent[i - limit] ?? -Infinity;
      assert(time - before >= 60_000 - 1e-3, `${limit + 1} within ${time - before} ms`);
    }
    const asked = pauses.map((_, i) => pauses.slice(0, i + 1).reduce((sum, p) => sum + p, NOW));
    for (const [i, time] of sent.entries()) {
      const earliest = Math.max(asked[i] ?? 0, (sent[i - limit] ?? -Infinity) + 60_000);
      assert(Math.abs(time - earliest) < 1e-3, `${time - earliest} ms late`);
    }
  },
);
