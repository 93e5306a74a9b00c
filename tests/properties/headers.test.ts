// Whatever headers an answer has, it is the answer that its status and body say.
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { DOAPI, DOAPIError } from "@doapi/doapi";
import { fakeClock } from "../support/script.ts";
import { property } from "../support/property.ts";

const NAMES = [
  "retry-after",
  "ratelimit-limit",
  "ratelimit-remaining",
  "ratelimit-reset",
  "date",
  "content-type",
  "content-length",
  "location",
  "x-request-id",
];

const value = fc.oneof(
  fc.string({ unit: "grapheme-ascii", maxLength: 30 }),
  fc.string({ maxLength: 10 }).map((text) => text.replace(/[^\u0020-\u00ff]/g, "\u00e9")),
  fc.double().map(String),
  fc.bigInt().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  fc.date({ noInvalidDate: true }).map((date) => String(date.getTime())),
  fc.constantFrom("", "0", "-1", "NaN", "Infinity", "application/json", "text/html"),
);

property(
  "no header makes anything else of an answer, nor a pause that is longer than allowed",
  [
    fc.constantFrom(200, 301, 400, 401, 404, 408, 422, 429, 500, 503),
    fc.array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 5 }),
  ],
  async (status, headers) => {
    const clock = fakeClock();
    const given = new Headers();
    for (const [name, text] of headers) given.append(name, text.trim());
    const doapi = new DOAPI("t", {
      ...clock,
      fetch: () =>
        Promise.resolve(
          new Response('{"account": {"email": "me"}, "message": "no"}', { status, headers: given }),
        ),
    });
    const result = await doapi.fetchAccount().catch((error) => error);
    if (status === 200) return assertEquals(result.email, "me");
    assert(result instanceof DOAPIError, String(result));
    assertEquals([result.status, result.apiMessage], [status, "no"]);
    assert(clock.slept.every((seconds) => seconds >= 0 && seconds <= 65), `${clock.slept}`);
  },
  2000,
);
