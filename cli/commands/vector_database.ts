import { vectorDatabase as row } from "../../lib/kinds/vector_database.ts";
import { kindGroup } from "../base/kind.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "vector-database", kind: "vector_database", row, sample: "memory" };

const COMMANDS = operations({
  credentials: ["vectorDatabases_get_credentials", "Show the credentials of a vector database.", {
    example: "memory",
  }],
  resize: ["vectorDatabases_post_resize", "Resize a vector database.", {
    example: "memory --size vdb-s-1",
  }],
  tags: ["vectorDatabases_update_tags", "Replace the tags of a vector database.", {
    example: "memory --tag prod",
  }],
  backups: ["vectorDatabases_list_backups", "List the backups of a vector database.", {
    example: "memory",
    columns: ["backup_id", "status", "started_at", "completed_at"],
  }],
  restore: ["vectorDatabases_post_restore_backup", "Restore a backup of a vector database.", {
    example: "memory 2026-01-01",
  }],
  "restore-status": ["vectorDatabases_get_restore_status", "Show the progress of a restore.", {
    example: "memory 2026-01-01",
  }],
});

/** `doapi vector-database` */
export function vectorDatabase(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
