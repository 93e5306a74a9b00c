import { unprocessable } from "../../http/errors.ts";
import type { JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import { createResource } from "../engine.ts";
import type { KindContext } from "../kind.ts";
import { beginBackups, needBackup } from "./backups.ts";
import { below, checkRegion, needOnline, primaryOf, remember } from "./cluster.ts";
import { DATABASE_DB } from "./dbs.ts";
import { logEvent } from "./events.ts";
import { checkLayout, memoryOf } from "./sizes.ts";
import { DATABASE_USER } from "./users.ts";

/** Checks the request for a replica of a cluster and gives its fields. */
export function replicaFields(c: KindContext, asked: JsonObject): JsonObject {
  const cluster = c.parent as ResourceRecord;
  if (primaryOf(c.store, cluster)) throw unprocessable("a replica cannot have replicas");
  needOnline(cluster);
  needBackup(c.store, cluster);
  const { engine, version, region, size } = cluster.fields as Record<string, string>;
  const own = String(asked.size ?? size);
  checkLayout(engine as string, own, 1);
  if (memoryOf(own) < memoryOf(size as string)) {
    throw unprocessable("invalid size: a replica is at least as large as its cluster");
  }
  return {
    engine: engine as string,
    version: version as string,
    num_nodes: 1,
    size: own,
    region: checkRegion(asked.region || region),
  };
}

/** Copies the databases and users of a cluster into another. */
export function copyContent(c: KindContext, from: ResourceRecord, to: ResourceRecord): void {
  const { store } = c;
  const kinds = [[DATABASE_DB, "dbs"], [DATABASE_USER, "users"]] as const;
  for (const [kind, name] of kinds) {
    const collection = below(to, name);
    for (const { key, fields } of store.resources.in(below(from, name)).items) {
      if (store.resources.in(collection).named(key)) continue;
      const copy = createResource({ ...c, parent: to, collection }, kind, { name: key });
      Object.assign(copy.fields, structuredClone(fields));
    }
  }
}

/** Makes a cluster of its own out of a replica, with the content that it has. */
export function promote(c: KindContext, replica: ResourceRecord): void {
  const primary = primaryOf(c.store, replica) as ResourceRecord;
  needOnline(replica);
  copyContent(c, primary, replica);
  remember(replica, "primary", null);
  beginBackups(c.store, replica, null);
  logEvent(c, replica, "cluster_master_promotion");
}
