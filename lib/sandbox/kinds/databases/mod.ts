import type { Kind } from "../kind.ts";
import { DATABASE_AUTOSCALE } from "./autoscale.ts";
import { DATABASE } from "./clusters.ts";
import { DATABASE_CONFIG } from "./config.ts";
import { DATABASE_DB } from "./dbs.ts";
import { DATABASE_EVENT } from "./events.ts";
import { DATABASE_INDEX } from "./indexes.ts";
import { DATABASE_LOGSINK } from "./logsinks.ts";
import { DATABASE_METRICS } from "./metrics.ts";
import { DATABASE_MIGRATION } from "./migrations.ts";
import { DATABASE_POOL } from "./pools.ts";
import { DATABASE_SCHEMA } from "./schemas.ts";
import { DATABASE_TOPIC } from "./topics.ts";
import { DATABASE_USER } from "./users.ts";
import { VECTOR_DATABASE } from "./vectors.ts";

/** Managed databases: clusters, what is in them and what belongs to them. */
export const DATABASE_KINDS: readonly Kind[] = [
  DATABASE,
  DATABASE_AUTOSCALE,
  DATABASE_CONFIG,
  DATABASE_DB,
  DATABASE_EVENT,
  DATABASE_INDEX,
  DATABASE_LOGSINK,
  DATABASE_METRICS,
  DATABASE_MIGRATION,
  DATABASE_POOL,
  DATABASE_SCHEMA,
  DATABASE_TOPIC,
  DATABASE_USER,
  VECTOR_DATABASE,
];
