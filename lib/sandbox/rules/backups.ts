import { addImage, imageOf, removeImage } from "./images.ts";
import { logAction } from "./actions.ts";
import { timestamp } from "../state/clock.ts";
import { unprocessable } from "../http/errors.ts";
import { isObject } from "../state/json.ts";
import type { BackupPolicy, DropletRecord, ImageRecord } from "../state/records.ts";
import type { Store } from "../state/store.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The days of a week as backup policies name them. */
export const WEEKDAYS: readonly string[] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** The hours at which a backup window may open. */
export const WINDOW_HOURS: readonly number[] = [0, 4, 8, 12, 16, 20];

/** Hours that a window lasts. */
export const WINDOW_LENGTH = 4;

/** Days that a backup is kept, by plan. */
export const RETENTION_DAYS = { daily: 7, weekly: 28 } as const;

/** A policy out of the body of a request; weekly, Sundays at 4 where it says nothing. */
export function readPolicy(value: unknown): BackupPolicy {
  if (value === undefined || value === null) return readPolicy({});
  if (!isObject(value)) throw unprocessable("Backup policy must be an object");
  const { plan = "weekly", weekday = "SUN", hour = 4 } = value;
  if (plan !== "daily" && plan !== "weekly") {
    throw unprocessable("Backup policy plan must be daily or weekly");
  }
  if (typeof hour !== "number" || !WINDOW_HOURS.includes(hour)) {
    throw unprocessable(`Backup policy hour must be one of ${WINDOW_HOURS.join(", ")}`);
  }
  if (plan === "weekly" && (typeof weekday !== "string" || !WEEKDAYS.includes(weekday))) {
    throw unprocessable(`Backup policy weekday must be one of ${WEEKDAYS.join(", ")}`);
  }
  return {
    plan,
    ...(plan === "weekly" && { weekday: weekday as string }),
    hour,
    window_length_hours: WINDOW_LENGTH,
    retention_period_days: RETENTION_DAYS[plan],
  };
}

/** When the first window after that time opens, in epoch milliseconds. */
export function nextWindow(policy: BackupPolicy, after: number): number {
  let at = Math.floor(after / DAY) * DAY + policy.hour * HOUR;
  while (
    at <= after ||
    (policy.weekday !== undefined && new Date(at).getUTCDay() !== WEEKDAYS.indexOf(policy.weekday))
  ) at += DAY;
  return at;
}

/** Gives a droplet a backup policy, or takes it away. */
export function setPolicy(store: Store, droplet: DropletRecord, policy: BackupPolicy | null): void {
  droplet.backup_policy = policy;
  droplet.next_backup = policy && nextWindow(policy, store.clock.now());
  store.scheduleBackup(droplet);
}

/** The window in which the next backup is taken, as the API shows it. */
export function windowView(droplet: DropletRecord): { start: string; end: string } | null {
  const { backup_policy: policy, next_backup: at } = droplet;
  if (policy === null || at === null) return null;
  return { start: timestamp(at), end: timestamp(at + policy.window_length_hours * HOUR) };
}

/** An image taken off a droplet. */
export function imageFrom(
  store: Store,
  droplet: DropletRecord,
  kind: "snapshot" | "backup",
  name: string,
  at: number,
): ImageRecord {
  const source = imageOf(store, droplet);
  return {
    id: store.state.counters.image++,
    name,
    distribution: source?.distribution ?? "Unknown",
    slug: null,
    public: false,
    regions: [droplet.region],
    created: at,
    min_disk_size: droplet.disk,
    type: kind,
    size_gigabytes: source?.size_gigabytes ?? 1,
    description: "",
    tags: [],
    status: "available",
    droplet_id: droplet.id,
  };
}

/** Takes a backup of a droplet and drops those that have been kept long enough. */
export function takeBackup(store: Store, droplet: DropletRecord, at: number): void {
  const policy = droplet.backup_policy;
  if (policy === null) return;
  const name = `${droplet.name} ${timestamp(at).slice(0, 10)}`;
  const image = imageFrom(store, droplet, "backup", name, at);
  addImage(store, image);
  droplet.backup_ids.push(image.id);
  const region = droplet.region;
  const id = droplet.id;
  logAction(store, { type: "backup", resource_type: "droplet", resource_id: id, region }, at);

  const kept = policy.retention_period_days * DAY;
  for (const backupId of [...droplet.backup_ids]) {
    const backup = store.images.find(backupId);
    if (backup !== undefined && backup.created + kept > at) continue;
    if (backup !== undefined) removeImage(store, backup);
    droplet.backup_ids = droplet.backup_ids.filter((other) => other !== backupId);
  }
  // After a long sleep the backups that would be gone again by now are not taken at all.
  droplet.next_backup = nextWindow(policy, Math.max(at, store.clock.now() - kept));
  store.scheduleBackup(droplet);
}
