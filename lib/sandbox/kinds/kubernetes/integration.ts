import { notFound, unprocessable } from "../../http/errors.ts";
import type { JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { Store } from "../../state/store.ts";
import { optionalList } from "../../http/validate.ts";
import { onlyRegistry, REGISTRIES } from "../registries/places.ts";
import { CLUSTERS } from "./places.ts";

/** The registries whose images a cluster may pull, those that are still there. */
export function registriesOf(store: Store, { registries }: JsonObject): string[] {
  const names = Array.isArray(registries) ? registries as string[] : [];
  return names.filter((name) => store.resources.in(REGISTRIES).named(name));
}

function requestedClusters({ store, body }: Context): ResourceRecord[] {
  const ids = optionalList(body, "cluster_uuids") ?? [];
  if (ids.length === 0) throw unprocessable("cluster_uuids is required");
  return ids.map((id) => {
    const cluster = store.resources.in(CLUSTERS).named(String(id));
    if (cluster === undefined) throw notFound();
    return cluster;
  });
}

function requestedRegistries({ store, body }: Context): string[] {
  const names = (optionalList(body, "registries") ?? []).map(String);
  if (names.length === 0) throw unprocessable("registries is required");
  if (names.some((name) => !store.resources.in(REGISTRIES).named(name))) throw notFound();
  return names;
}

function change(
  c: Context,
  registries: readonly string[],
  edit: (had: readonly string[], named: readonly string[]) => string[],
): Answer {
  for (const cluster of requestedClusters(c)) {
    cluster.fields.registries = edit(registriesOf(c.store, cluster.fields), registries);
    cluster.updated = c.now;
  }
  return { status: 204 };
}

function add(had: readonly string[], named: readonly string[]): string[] {
  return [...new Set([...had, ...named])];
}

function take(had: readonly string[], named: readonly string[]): string[] {
  return had.filter((name) => !named.includes(name));
}

/** Container registries whose images clusters may pull. */
export const INTEGRATION: Readonly<Record<string, (c: Context) => Answer>> = {
  "POST /v2/kubernetes/registry": (c) => change(c, [onlyRegistry(c.store).key], add),
  "DELETE /v2/kubernetes/registry": (c) => change(c, [], () => []),
  "POST /v2/kubernetes/registries": (c) => change(c, requestedRegistries(c), add),
  "DELETE /v2/kubernetes/registries": (c) => change(c, requestedRegistries(c), take),
};
