import type { Bench } from "../../support.ts";

const BODY = { name: "db", engine: "pg", region: "nyc3", size: "db-s-1vcpu-1gb", num_nodes: 1 };

const OF_ENGINE: Readonly<Record<string, Record<string, unknown>>> = {
  kafka: { size: "db-s-2vcpu-4gb", num_nodes: 3 },
  opensearch: { size: "db-s-2vcpu-4gb" },
};

/** The body of a request for a cluster. */
export function bodyOf(more: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...BODY, ...OF_ENGINE[String(more.engine)], ...more };
}

/** Makes a cluster, waits until it is online and has its first backup, and gives its path. */
export async function cluster(b: Bench, more: Record<string, unknown> = {}): Promise<string> {
  const { json, text } = await b.call("POST", "/v2/databases", bodyOf(more));
  if (json.database === undefined) throw new Error(text);
  b.clock.advance(10);
  await b.call("GET", "/v2/databases");
  b.clock.advance(10);
  return `/v2/databases/${json.database.id}`;
}

/** A cluster as it is shown now. */
// deno-lint-ignore no-explicit-any -- answers are read like any JSON
export async function shown(b: Bench, path: string): Promise<any> {
  return (await b.call("GET", path)).json.database;
}
