/** The smallest and the largest value of each field: minute, hour, day, month, day of the week. */
const LIMITS = [[0, 59], [0, 23], [1, 31], [1, 12], [0, 7]] as const;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** A range, its two ends, and how far apart its values are. */
const PART = /^(\*|(\w+)(?:-(\w+))?)(?:\/(\d{1,2}))?$/;

const MINUTE = 60_000;
const DAY = 86_400_000;

// The 29th of February is at most eight years away.
const LONGEST = 8 * 366;

/** When something happens again and again, in UTC. */
export interface Schedule {
  readonly fields: readonly ReadonlySet<number>[];
  /** Whether one of the two fields about days is enough, which is so where neither is `*`. */
  readonly eitherDay: boolean;
}

function numberOf(text: string, index: number): number {
  const names = index === 3 ? ["", ...MONTHS] : index === 4 ? DAYS : [];
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0 && text !== "") return named;
  return /^\d{1,2}$/.test(text) ? Number(text) : NaN;
}

function readField(text: string, index: number): ReadonlySet<number> | undefined {
  const [least, most] = LIMITS[index] as readonly [number, number];
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [, range = "", from = "", to, by] = part.match(PART) ?? [];
    const first = range === "*" ? least : numberOf(from, index);
    const open = range === "*" || (by !== undefined && to === undefined);
    const last = open ? most : to === undefined ? first : numberOf(to, index);
    const step = by === undefined ? 1 : Number(by);
    if (!(first >= least && last <= most && first <= last && step > 0)) return undefined;
    for (let value = first; value <= last; value += step) values.add(value);
  }
  // Sunday has two numbers.
  if (index === 4 && values.has(7)) values.add(0);
  return values;
}

/** Reads the five fields of a cron expression; undefined if it is none. */
export function readCron(text: string): Schedule | undefined {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== LIMITS.length) return undefined;
  const fields = parts.map(readField);
  if (!fields.every((field) => field !== undefined)) return undefined;
  return { fields, eitherDay: !parts[2]?.startsWith("*") && !parts[4]?.startsWith("*") };
}

function isDay({ fields, eitherDay }: Schedule, time: number): boolean {
  const date = new Date(time);
  const [, , days, months, weekdays] = fields;
  const [day, weekday] = [days?.has(date.getUTCDate()), weekdays?.has(date.getUTCDay())];
  return months?.has(date.getUTCMonth() + 1) === true &&
    (eitherDay ? day || weekday : day && weekday) === true;
}

function isTime({ fields: [minutes, hours] }: Schedule, time: number): boolean {
  const date = new Date(time);
  return minutes?.has(date.getUTCMinutes()) === true && hours?.has(date.getUTCHours()) === true;
}

function search(schedule: Schedule, from: number, step: 1 | -1): number | undefined {
  let time = from;
  for (let days = 0; days < LONGEST; days++) {
    const midnight = time - time % DAY;
    const end = step > 0 ? midnight + DAY : midnight - MINUTE;
    if (isDay(schedule, time)) {
      for (; time !== end; time += step * MINUTE) if (isTime(schedule, time)) return time;
    }
    time = end;
  }
  return undefined;
}

/** The first time after another that a schedule names, in epoch milliseconds; undefined if never. */
export function nextRun(schedule: Schedule, after: number): number | undefined {
  return search(schedule, after - after % MINUTE + MINUTE, 1);
}

/** The last time of a schedule that is not after another. */
export function lastRun(schedule: Schedule, until: number): number | undefined {
  return search(schedule, until - until % MINUTE, -1);
}
