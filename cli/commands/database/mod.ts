import { database as row } from "../../../lib/kinds/database.ts";
import { databaseUser } from "../../../lib/kinds/database_user.ts";
import { databaseDb } from "../../../lib/kinds/database_db.ts";
import { databasePool } from "../../../lib/kinds/database_pool.ts";
import { databaseReplica } from "../../../lib/kinds/database_replica.ts";
import { databaseTopic } from "../../../lib/kinds/database_topic.ts";
import { databaseIndex } from "../../../lib/kinds/database_index.ts";
import { databaseLogsink } from "../../../lib/kinds/database_logsink.ts";
import { databaseSchema } from "../../../lib/kinds/database_schema.ts";
import { kindGroup, subKind } from "../../base/kind.ts";
import { subArea } from "../../base/lazy.ts";
import { operations } from "../../base/operation/leaf.ts";
import type { Context } from "../../context.ts";
import { CONNECTION } from "./connection.ts";
import type { Whole } from "../../args/options.ts";

const AREA = { command: "database", kind: "database", row, sample: "main-db" };

const COMMANDS = {
  ...operations({
    options: ["databases_list_options", "List engines, versions, regions and sizes."],
    ca: ["databases_get_ca", "Show the CA certificate of a cluster.", {
      example: "main-db",
    }],
    backups: ["databases_list_backups", "List the backups of a cluster.", {
      list: "backups",
      columns: ["created_at", "size_gigabytes"],
      example: "main-db",
    }],
    events: ["databases_list_events_logs", "List the events of a cluster.", {
      columns: ["id", "event_type", "create_time"],
      example: "main-db",
    }],
    resize: ["databases_update_clusterSize", "Change the size of a cluster.", {
      example: "main-db --size db-s-2vcpu-4gb --num-nodes 2",
    }],
    migrate: ["databases_update_region", "Move a cluster to another region.", {
      args: ["region"],
      example: "main-db ams3",
    }],
    upgrade: ["databases_update_major_version", "Upgrade a cluster to another major version.", {
      args: ["version"],
      example: "main-db 17",
    }],
    maintenance: [
      "databases_update_maintenanceWindow",
      "Set the maintenance window of a cluster.",
      {
        example: "main-db --day sunday --hour 02:00",
      },
    ],
    "install-update": ["databases_install_update", "Install pending updates now.", {
      example: "main-db",
    }],
    config: ["databases_get_config", "Show the configuration of a cluster.", {
      example: "main-db",
    }],
    configure: ["databases_patch_config", "Change the configuration of a cluster.", {
      example: "main-db --set config.max_connections=200",
    }],
    "sql-mode": ["databases_get_sql_mode", "Show the SQL mode of a MySQL cluster.", {
      example: "main-db",
    }],
    "set-sql-mode": ["databases_update_sql_mode", "Change the SQL mode of a MySQL cluster.", {
      args: ["sql_mode"],
      example: "main-db ANSI,STRICT_ALL_TABLES",
    }],
    "eviction-policy": [
      "databases_get_evictionPolicy",
      "Show the eviction policy of a Valkey cluster.",
      { example: "main-db" },
    ],
    "set-eviction-policy": [
      "databases_update_evictionPolicy",
      "Change the eviction policy of a Valkey cluster.",
      { args: ["eviction_policy"], example: "main-db allkeys_lru" },
    ],
    autoscale: ["databases_get_autoscale", "Show the storage autoscaling of a cluster.", {
      example: "main-db",
    }],
    "set-autoscale": [
      "databases_update_autoscale",
      "Change the storage autoscaling of a cluster.",
      {
        example: "main-db --storage enabled:true,threshold_percent:80,increment_gib:10",
      },
    ],
    settings: ["databases_get_do_settings", "Show the settings of a cluster.", {
      example: "main-db",
    }],
    "set-settings": ["databases_update_do_settings", "Change the settings of a cluster.", {
      example: "main-db --help",
    }],
    "metrics-credentials": [
      "databases_get_cluster_metrics_credentials",
      "Show the credentials for the metrics of all clusters.",
    ],
    "set-metrics-credentials": [
      "databases_update_cluster_metrics_credentials",
      "Change the credentials for the metrics of all clusters.",
      { example: "--help" },
    ],
  }),
  connection: CONNECTION,
  user: subKind(
    "Manage the users of a cluster.",
    {
      command: "database user",
      kind: "database_user",
      row: databaseUser,
      sample: "alice",
      parents: ["main-db"],
    },
    operations({
      "reset-auth": ["databases_reset_auth", "Give a user a new password.", {
        example: "main-db alice",
      }],
    }),
  ),
  db: subKind("Manage the databases in a cluster.", {
    command: "database db",
    kind: "database_db",
    row: databaseDb,
    sample: "app",
    parents: ["main-db"],
  }),
  pool: subKind("Manage the connection pools of a cluster.", {
    command: "database pool",
    kind: "database_pool",
    row: databasePool,
    sample: "app-pool",
    parents: ["main-db"],
  }),
  replica: subKind(
    "Manage the read-only replicas of a cluster.",
    {
      command: "database replica",
      kind: "database_replica",
      row: databaseReplica,
      sample: "copy",
      parents: ["main-db"],
    },
    operations({
      promote: ["databases_promote_replica", "Promote a replica to a cluster.", {
        example: "main-db copy",
      }],
    }),
  ),
  topic: subKind("Manage the topics of a Kafka cluster.", {
    command: "database topic",
    kind: "database_topic",
    row: databaseTopic,
    sample: "orders",
    parents: ["main-db"],
  }),
  index: subKind("Manage the indexes of an OpenSearch cluster.", {
    command: "database index",
    kind: "database_index",
    row: databaseIndex,
    sample: "logs",
    parents: ["main-db"],
  }),
  logsink: subKind("Manage the log sinks of a cluster.", {
    command: "database logsink",
    kind: "database_logsink",
    row: databaseLogsink,
    sample: "papertrail",
    parents: ["main-db"],
  }),
  schema: subKind(
    "Manage the schemas of a Kafka cluster.",
    {
      command: "database schema",
      kind: "database_schema",
      row: databaseSchema,
      sample: "orders",
      parents: ["main-db"],
    },
    operations({
      version: ["databases_get_kafka_schema_version", "Show a version of a schema.", {
        example: "main-db orders 1",
      }],
      config: [
        "databases_get_kafka_schema_config",
        "Show the compatibility level of all schemas.",
        {
          example: "main-db",
        },
      ],
      configure: [
        "databases_update_kafka_schema_config",
        "Change the compatibility level of all schemas.",
        { args: ["compatibility_level"], example: "main-db FULL" },
      ],
      "subject-config": [
        "databases_get_kafka_schema_subject_config",
        "Show the compatibility level of a schema.",
        { example: "main-db orders" },
      ],
      "configure-subject": [
        "databases_update_kafka_schema_subject_config",
        "Change the compatibility level of a schema.",
        { args: ["compatibility_level"], example: "main-db orders FULL" },
      ],
    }),
  ),
  firewall: subArea(
    "Manage the sources that can connect to a cluster.",
    operations({
      show: ["databases_list_firewall_rules", "List the rules.", {
        columns: ["uuid", "type", "value", "description"],
        example: "main-db",
      }],
      set: ["databases_update_firewall_rules", "Replace all rules.", {
        example: "main-db --rule type:ip_addr,value:203.0.113.7",
      }],
    }),
  ),
  migration: subArea(
    "Migrate a database from another host into a cluster.",
    operations({
      show: ["databases_get_migrationStatus", "Show the progress of a migration.", {
        example: "main-db",
      }],
      start: ["databases_update_onlineMigration", "Start a migration.", {
        example: "main-db --help",
      }],
      stop: ["databases_delete_onlineMigration", "Stop a migration.", {
        example: "main-db 50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
    }),
  ),
};

/** `doapi database` */
export function database(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
