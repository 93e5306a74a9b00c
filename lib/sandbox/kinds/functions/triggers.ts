import { unprocessable } from "../../http/errors.ts";
import { timestamp } from "../../state/clock.ts";
import { isObject, type Json, type JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { requiredString } from "../../http/validate.ts";
import type { Kind, KindContext } from "../kind.ts";
import { lastRun, nextRun, readCron, type Schedule } from "./cron.ts";
import { NAMESPACES } from "./namespaces.ts";

const TYPE = "SCHEDULED";

function scheduleOf(details: Json | undefined): Schedule | undefined {
  return isObject(details) ? readCron(String(details.cron)) : undefined;
}

function checkSchedule(fields: JsonObject): void {
  if (scheduleOf(fields.scheduled_details) !== undefined) return;
  throw unprocessable("scheduled_details.cron must be a cron expression of five fields.");
}

function create(_c: KindContext, fields: JsonObject): void {
  requiredString(fields, "name");
  requiredString(fields, "function");
  if (fields.type !== TYPE) throw unprocessable(`type must be ${TYPE}`);
  checkSchedule(fields);
}

function update(_c: KindContext, trigger: ResourceRecord, changes: JsonObject): void {
  for (const [name, value] of Object.entries(changes)) if (value === null) delete changes[name];
  if (isObject(changes.scheduled_details)) {
    const before = trigger.fields.scheduled_details as JsonObject;
    changes.scheduled_details = { ...before, ...changes.scheduled_details as JsonObject };
  }
  checkSchedule({ ...trigger.fields, ...changes });
}

/** When a trigger has run and will; the time before its last change does not count. */
function runs(store: Store, { updated, fields }: ResourceRecord): JsonObject {
  const schedule = scheduleOf(fields.scheduled_details);
  const isOn = fields.is_enabled === true && schedule !== undefined;
  const now = store.clock.now();
  const last = isOn ? lastRun(schedule, now) : undefined;
  const next = isOn ? nextRun(schedule, now) : undefined;
  return {
    last_run_at: last === undefined || last <= updated ? null : timestamp(last),
    next_run_at: next === undefined ? null : timestamp(next),
  };
}

function view(store: Store, trigger: ResourceRecord): JsonObject {
  const { id, key, created, updated } = trigger;
  const path = store.resources.place(id)?.path ?? "";
  return {
    name: key,
    namespace: decodeURIComponent(path.split("/")[4] ?? ""),
    created_at: timestamp(created),
    updated_at: timestamp(updated),
    scheduled_runs: runs(store, trigger),
  };
}

/** What calls a function by the clock. */
export const TRIGGER: Kind = {
  path: `${NAMESPACES}/{}/triggers`,
  key: "name",
  keyFrom: "request",
  create,
  update,
  view,
};
