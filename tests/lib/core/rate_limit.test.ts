// Headers are read defensively: what makes no sense is as if it were not there.
import { assertEquals, assertRejects } from "@std/assert";
import { DOAPI, RateLimitError } from "@doapi/doapi";
import { resetTime, secondsToWait } from "../../../lib/core/rate_limit.ts";
import { fakeClock } from "../../support/script.ts";

const NOW = Date.UTC(2026, 0, 1) / 1000;

const NONSENSE = [
  String(NOW * 1000),
  String(NOW * 1e9),
  "1e300",
  "Infinity",
  "-1",
  "soon",
  "2026-01-01T00:30:00Z",
  "5, 5",
  "0x10",
  "",
  "9".repeat(400),
];
for (const text of NONSENSE) {
  Deno.test(`a limit that resets at ${JSON.stringify(text.slice(0, 30))} is one without a time`, async () => {
    const headers = { "ratelimit-reset": text };
    assertEquals(resetTime(new Headers(headers)), null);
    const clock = fakeClock();
    const reply = { id: "too_many_requests", message: "Slow down" };
    const fetch = () => Promise.resolve(Response.json(reply, { status: 429, headers }));
    const doapi = new DOAPI("t", { ...clock, fetch, random: () => 0.5 });
    const error = await assertRejects(() => doapi.fetchAccount(), RateLimitError);
    assertEquals(error.resetsAt, null);
    assertEquals(
      error.message,
      "Cannot fetch the account (GET /v2/account): 429 too_many_requests: Slow down " +
        "(tried 4 times)",
    );
    assertEquals(clock.slept, [0.25, 0.5, 1]);
  });
}

const HEADERS = ["retry-after", "date", "content-type", "location", "x-request-id", "link"];
for (const status of [200, 302, 404, 429, 503]) {
  Deno.test(`no header makes anything but what it is of a ${status}`, async () => {
    for (const name of HEADERS) {
      for (const value of [...NONSENSE, "\u00ff\u00fe", "a;b=c", "x".repeat(2000)]) {
        const answer = Response.json({ account: { email: "me" } }, { status });
        answer.headers.set(name, value);
        const doapi = new DOAPI("t", { fetch: () => Promise.resolve(answer), retry: false });
        const result = await doapi.fetchAccount().catch((error) => error);
        assertEquals(result.status ?? 200, status, `${name}: ${value}`);
      }
    }
  });
}

const WAITS: [name: string, headers: Record<string, string>, seconds: number | null][] = [
  ["seconds", { "retry-after": "7" }, 7],
  ["a fraction of them", { "retry-after": "0.5" }, 0.5],
  ["a date, by the clock of this machine", { "retry-after": "Thu, 01 Jan 2026 00:00:30 GMT" }, 30],
  [
    "a date, by the clock of the server",
    { "retry-after": "Thu, 01 Jan 2026 00:00:30 GMT", date: "Thu, 01 Jan 2026 00:00:20 GMT" },
    10,
  ],
  ["a reset, by the clock of this machine", { "ratelimit-reset": String(NOW + 30) }, 30],
  [
    "a reset, by the clock of the server, which is five minutes behind",
    { "ratelimit-reset": String(NOW - 270), date: "Wed, 31 Dec 2025 23:55:00 GMT" },
    30,
  ],
  ["a reset that has been", { "ratelimit-reset": String(NOW - 30) }, 0],
  ["a reset and a date that is none", { "ratelimit-reset": String(NOW + 30), date: "5, 5" }, 30],
  ["nothing", {}, null],
];
for (const [name, headers, seconds] of WAITS) {
  Deno.test(`a limit is timed by ${name}`, () => {
    assertEquals(secondsToWait(new Headers(headers), NOW * 1000), seconds);
  });
}

Deno.test("a reset in the past is followed by whole pauses, whatever chance says", async () => {
  const clock = fakeClock();
  const headers = { "ratelimit-reset": String(NOW - 5) };
  const fetch = () => Promise.resolve(Response.json({}, { status: 429, headers }));
  const doapi = new DOAPI("t", { ...clock, fetch, random: () => 0 });
  await assertRejects(() => doapi.fetchAccount(), RateLimitError);
  assertEquals(clock.slept, [0.5, 1, 2]);
});
