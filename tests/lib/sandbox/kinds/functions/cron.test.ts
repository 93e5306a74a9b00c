import { assertEquals } from "@std/assert";
import { lastRun, nextRun, readCron } from "../../../../../lib/sandbox/kinds/functions/cron.ts";

// A Thursday.
const NOW = Date.UTC(2026, 0, 1, 10, 20, 30);

const text = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString().replace(":00.000Z", "");

const TIMES: readonly [cron: string, last: string | undefined, next: string | undefined][] = [
  ["* * * * *", "2026-01-01T10:20", "2026-01-01T10:21"],
  ["*/15 * * * *", "2026-01-01T10:15", "2026-01-01T10:30"],
  ["20 10 * * *", "2026-01-01T10:20", "2026-01-02T10:20"],
  ["0 9-17/4 * * *", "2026-01-01T09:00", "2026-01-01T13:00"],
  ["0 0 1 * *", "2026-01-01T00:00", "2026-02-01T00:00"],
  ["0 0 * * 0", "2025-12-28T00:00", "2026-01-04T00:00"],
  ["0 0 * * 7", "2025-12-28T00:00", "2026-01-04T00:00"],
  ["0 0 * * mon,WED", "2025-12-31T00:00", "2026-01-05T00:00"],
  ["5/30 8 * jan *", "2026-01-01T08:35", "2026-01-02T08:05"],
  // One of the two days is enough.
  ["0 0 13 * 5", "2025-12-26T00:00", "2026-01-02T00:00"],
  ["0 0 29 2 *", "2024-02-29T00:00", "2028-02-29T00:00"],
  ["0 0 31 2 *", undefined, undefined],
];

for (const [cron, last, next] of TIMES) {
  Deno.test(`${cron} is at ${next} again`, () => {
    const schedule = readCron(cron);
    assertEquals(schedule && text(lastRun(schedule, NOW)), last);
    assertEquals(schedule && text(nextRun(schedule, NOW)), next);
  });
}

for (
  const none of [
    "",
    "* * * *",
    "* * * * * *",
    "60 * * * *",
    "* 24 * * *",
    "* * 0 * *",
    "* * * 13 *",
    "* * * * 8",
    "5-1 * * * *",
    "*/0 * * * *",
    "1,,2 * * * *",
    "a * * * *",
    "1-2-3 * * * *",
    "- * * * *",
  ]
) {
  Deno.test(`${JSON.stringify(none)} is not a cron expression`, () => {
    assertEquals(readCron(none), undefined);
  });
}
