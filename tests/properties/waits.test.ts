// How a wait for an action ends, whatever the server says of it, or does not say, before.
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { cli } from "../support/cli.ts";
import { property } from "../support/property.ts";

const json = (body: unknown, status = 200, headers: HeadersInit = {}) =>
  Response.json(body, { status, headers });

const action = (status: string, completed_at: string | null) =>
  json({ action: { id: 7, type: "reboot", status, completed_at, resource_id: 3 } });

/** Answers after which a wait goes on. */
const PASSING: Record<string, () => Response> = {
  "in-progress": () => action("in-progress", null),
  "an unknown status": () => action("queued", null),
  "an empty status": () => action("", null),
  "not found": () => json({ id: "not_found" }, 404),
  "too many requests": () => json({ id: "too_many_requests" }, 429, { "retry-after": "1" }),
  "a failing server": () => json({}, 503),
  "a page of HTML": () => new Response("<html>", { status: 502 }),
  "no JSON": () => new Response("{"),
  "a broken connection": () => {
    throw new TypeError("connection reset");
  },
};

/** The last answer, and the exit code. */
const ENDS: Record<string, [code: number, answer: () => Response]> = {
  "completed": [0, () => action("completed", "2026-01-01T00:00:05Z")],
  "completed without a time": [0, () => action("completed", null)],
  "errored": [3, () => action("errored", "2026-01-01T00:00:05Z")],
  "errored without a time": [3, () => action("errored", null)],
  "an unknown end": [3, () => action("cancelled", "2026-01-01T00:00:05Z")],
  "a refused token": [4, () => json({ id: "unauthorized" }, 401)],
  "a forbidden look": [1, () => json({ id: "forbidden" }, 403)],
};

property(
  "a wait goes on through whatever passes, and its exit code is that of the end",
  [
    fc.array(fc.constantFrom(...Object.keys(PASSING)), { maxLength: 8 }),
    fc.constantFrom(...Object.keys(ENDS)),
  ],
  async (passing, end) => {
    const [code, last] = ENDS[end] as [number, () => Response];
    const answers = passing.map((name) => PASSING[name] as () => Response);
    const { out, ...ran } = await cli("droplet reboot 3 --wait --wait-time 3600 -q", {
      async fetch(url, { method }) {
        await Promise.resolve();
        if (method === "POST") return action("in-progress", null);
        if (/droplets/.test(url)) return json({ droplet: { id: 3 } });
        return (answers.shift() ?? last)();
      },
    });
    assertEquals([ran.code, JSON.parse(out).length], [code, 1], ran.err);
  },
);
