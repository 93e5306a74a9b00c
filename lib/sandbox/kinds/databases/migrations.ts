import { timestamp } from "../../state/clock.ts";
import { notFound } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import { createResource } from "../engine.ts";
import type { Kind } from "../kind.ts";
import { below, clusterOf, DATABASES } from "./cluster.ts";

const GOING: readonly unknown[] = ["running", "syncing"];

function shown({ key, created, fields }: ResourceRecord): Answer {
  return { status: 200, body: { id: key, status: fields.status, created_at: timestamp(created) } };
}

function migrationsOf(c: Context): { collection: string; latest: ResourceRecord | undefined } {
  const collection = below(clusterOf(c, "migration"), "online-migration");
  return { collection, latest: c.store.resources.in(collection).items.at(-1) };
}

function cancel(migration: ResourceRecord): void {
  if (!GOING.includes(migration.fields.status)) return;
  migration.fields.status = "canceled";
  migration.pending = [];
}

/**
 * Begins to copy another database, whose password nobody is to read from here. A cluster copies from
 * one at a time: what went on before ends.
 */
function start(c: Context): Answer {
  const { collection, latest } = migrationsOf(c);
  if (latest) cancel(latest);
  return shown(createResource({ ...c, collection }, DATABASE_MIGRATION, {}));
}

function read(c: Context): Answer {
  const { latest } = migrationsOf(c);
  if (latest === undefined) throw notFound();
  return shown(latest);
}

function stop(c: Context): Answer {
  const { collection } = migrationsOf(c);
  const migration = c.store.resources.in(collection).named(c.params.migration_id as string);
  if (migration === undefined) throw notFound();
  cancel(migration);
  return { status: 204 };
}

const PATH = "/v2/databases/{database_cluster_uuid}/online-migration";

/** The migrations into a cluster: each syncs from when it has copied everything until it is stopped. */
export const DATABASE_MIGRATION: Kind = {
  path: `${DATABASES}/{}/online-migration`,
  transitions: [{ field: "status", from: "running", to: "syncing" }],
  routes: {
    [`PUT ${PATH}`]: start,
    [`GET ${PATH}`]: read,
    [`DELETE ${PATH}/{migration_id}`]: stop,
  },
};
