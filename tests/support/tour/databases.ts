import { stateOf, unique } from "./state.ts";
import type { Bodies } from "./types.ts";

const POOL = { mode: "transaction", size: 1, db: "defaultdb", user: "doadmin" };

/** The bodies of requests about databases. */
export const DATABASES_BODIES: Bodies = {
  databases_create_cluster: () => ({
    name: unique("cluster"),
    engine: "pg",
    region: "nyc3",
    size: "db-s-1vcpu-1gb",
    num_nodes: 1,
  }),
  databases_update_clusterSize: () => ({ size: "db-s-2vcpu-4gb", num_nodes: 1 }),
  databases_update_region: () => ({ region: "lon1" }),
  databases_update_major_version: () => ({ version: "17" }),
  databases_update_maintenanceWindow: () => ({ day: "tuesday", hour: "14:00" }),
  databases_update_firewall_rules: () => ({ rules: [{ type: "ip_addr", value: "192.0.2.1" }] }),
  databases_update_sql_mode: () => ({ sql_mode: "ANSI,TRADITIONAL" }),
  databases_create_replica: () => ({ name: unique("replica"), size: "db-s-2vcpu-4gb" }),
  databases_add_connectionPool: () => ({ name: unique("pool"), ...POOL }),
  databases_update_connectionPool: () => POOL,
  databases_create_kafka_schema: () => ({
    subject_name: unique("subject"),
    schema_type: "AVRO",
    schema: '{"type": "string"}',
  }),
  vectorDatabases_create: (sandbox) => ({
    name: unique("vectors"),
    region: "tor1",
    size: "small",
    project_id: stateOf(sandbox).resources["/v2/projects"]?.[0]?.key,
  }),
  vectorDatabases_update: (_sandbox, [id]) => ({ id, config: { enable_auto_schema: true } }),
  vectorDatabases_post_resize: (_sandbox, [id]) => ({ id, size: "medium" }),
};
