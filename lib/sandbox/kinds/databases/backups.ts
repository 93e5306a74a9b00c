import { timestamp } from "../../state/clock.ts";
import { ApiError, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { isObject, type Json } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { dueAfter } from "../engine.ts";
import { clusterOf, DATABASES, primaryOf, remember } from "./cluster.ts";

const DAY = 86_400_000;

// Older ones are gone.
const KEPT = 7;

/**
 * Plans the daily backups of a database that is there now: the first takes as long as an action.
 *
 * @param at When it was to be there; null if that is now.
 */
export function beginBackups(store: Store, record: ResourceRecord, at: number | null): void {
  if (record.hidden?.first_backup !== undefined) return;
  const now = store.clock.now();
  // What is seeded is ready before its time, its first backup as well.
  const isSeeded = at !== null && at > now;
  remember(record, "first_backup", isSeeded ? now : dueAfter(store) ?? now);
}

/** When the backups of a database were taken that are kept, in epoch milliseconds, oldest first. */
export function backupsOf(store: Store, { hidden }: ResourceRecord): number[] {
  const first = hidden?.first_backup;
  const now = store.clock.now();
  if (typeof first !== "number" || first > now) return [];
  const taken = Math.floor((now - first) / DAY) + 1;
  const oldest = Math.max(0, taken - KEPT);
  return Array.from({ length: taken - oldest }, (_, i) => first + (oldest + i) * DAY);
}

/**
 * Refuses what needs a backup of a cluster that has none yet.
 *
 * @throws {ApiError} 412
 */
export function needBackup(store: Store, cluster: ResourceRecord): void {
  if (backupsOf(store, cluster).length > 0) return;
  const message = "cluster has no backup yet; try again when its first backup is complete";
  throw new ApiError(412, "precondition_failed", message);
}

/**
 * The cluster whose backup a new one is made from; undefined if it is made from none.
 *
 * @throws {ApiError} 422 if there is no such backup for that engine, 412 if there is none yet.
 */
export function restoredFrom(
  store: Store,
  engine: unknown,
  value: unknown,
): ResourceRecord | undefined {
  if (!isObject(value)) return undefined;
  const { database_name: name, backup_created_at: at } = value;
  const source = store.resources.in(DATABASES).withName(String(name))
    .find((cluster) => primaryOf(store, cluster) === undefined);
  if (source === undefined) throw unprocessable("backup_restore: cluster could not be found");
  if (source.fields.engine !== engine) {
    throw unprocessable(`backup_restore: ${name} is a cluster of another engine`);
  }
  needBackup(store, source);
  // Their times are listed in whole seconds.
  const oldest = Date.parse(timestamp(backupsOf(store, source)[0] as number));
  // What came after a backup is in its log, so that any time since the oldest can be restored.
  const time = at ? Date.parse(String(at)) : oldest;
  if (!(time >= oldest && time <= store.clock.now())) {
    throw unprocessable("backup_restore: there is no backup of that time");
  }
  return source;
}

function listBackups(c: Context): Answer {
  const cluster = clusterOf(c, "backups");
  needBackup(c.store, cluster);
  const times = backupsOf(c.store, cluster);
  const first = new Date(times[0] as number);
  const body = {
    backups: times.map((time): Json => ({
      created_at: timestamp(time),
      size_gigabytes: 0.03364864,
      incremental: false,
    })),
    scheduled_backup_time: {
      backup_hour: first.getUTCHours(),
      backup_minute: first.getUTCMinutes(),
      backup_interval_hours: 24,
    },
  };
  return { status: 200, body };
}

/** The operation that lists the backups of a cluster. */
export const BACKUP_ROUTES = {
  "GET /v2/databases/{database_cluster_uuid}/backups": listBackups,
};
