import { conflict, notFound, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import type { Kind, KindContext } from "../kind.ts";
import { sourcesOf, startJob } from "./indexing_jobs.ts";
import { find, KNOWLEDGE_BASES, MISSING, SCHEDULES, stamps } from "./paths.ts";

const TIME = /^([01]\d|2[0-3]):([0-5]\d)(:[0-5]\d)?$/;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** When a schedule is due next; days are numbered as in a cron expression, Sunday is 0 and 7. */
function nextRun({ time, days }: JsonObject, after: number): number {
  const [, hours, minutes] = String(time).match(TIME) as RegExpMatchArray;
  const wanted = (days as number[]).map((day) => day % 7);
  let at = Math.floor(after / DAY) * DAY + (Number(hours) * 60 + Number(minutes)) * MINUTE;
  while (at <= after || !wanted.includes(new Date(at).getUTCDay())) at += DAY;
  return at;
}

function create(c: KindContext, fields: JsonObject): void {
  const { key } = find(c, KNOWLEDGE_BASES, fields.knowledge_base_uuid);
  if (!TIME.test(String(fields.time))) throw unprocessable("time must have the form HH:MM");
  const days = (fields.days ?? []) as number[];
  if (days.length === 0 || days.some((day) => day < 0 || day > 7)) {
    throw unprocessable("days must be numbers from 0 to 7, and at least one");
  }
  if (scheduleOf(c.store, key)) throw conflict("The knowledge base has a schedule already.");
  fields.is_active = true;
}

function plan(store: Store, schedule: ResourceRecord, after: number): void {
  const at = nextRun(schedule.fields, after);
  schedule.fields.next_run_at = timestamp(at);
  store.resources.change(schedule, { at, set: { last_ran_at: timestamp(at) } });
}

/** Indexes the whole knowledge base, unless that is being done; what was missed is not made up for. */
function transitioned(store: Store, schedule: ResourceRecord): void {
  const key = String(schedule.fields.knowledge_base_uuid);
  const base = store.resources.in(KNOWLEDGE_BASES).named(key);
  const sources = base ? store.resources.in(sourcesOf(base)).items.map((one) => one.key) : [];
  if (base && sources.length > 0) startJob(store, base, sources);
  plan(store, schedule, store.clock.now());
}

function scheduleOf(store: Store, base: string): ResourceRecord | undefined {
  return store.resources.in(SCHEDULES).items.find(({ fields }) =>
    fields.knowledge_base_uuid === base
  );
}

function view(_store: Store, schedule: ResourceRecord): JsonObject {
  return { ...schedule.fields, uuid: schedule.key, ...stamps(schedule) };
}

function get(c: Context): Answer {
  const base = find(c, KNOWLEDGE_BASES, c.params.knowledge_base_uuid);
  const schedule = scheduleOf(c.store, base.key);
  if (schedule === undefined) throw notFound(MISSING[SCHEDULES]);
  return { status: 200, body: { indexing_info: view(c.store, schedule) } };
}

/** When knowledge bases are indexed again. */
export const SCHEDULE: Kind = {
  path: SCHEDULES,
  key: "uuid",
  missing: MISSING[SCHEDULES],
  create,
  created: ({ store, now }, schedule) => plan(store, schedule, now),
  view,
  transitioned,
  routes: { [`GET ${SCHEDULES}/knowledge-base/{knowledge_base_uuid}`]: get },
};
