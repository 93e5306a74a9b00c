import { ApiError, notFound } from "../../http/errors.ts";
import { pathOf, type ResourceRecord } from "../../state/resources.ts";
import type { Context } from "../../http/router.ts";
import type { Store } from "../../state/store.ts";

/** Where registries are kept, which two paths of the API lead to. */
export const REGISTRIES = "/v2/registries";

/** The repositories of each registry. */
export const REPOSITORIES = `${REGISTRIES}/{}/repositories`;

/** The registry that something below it belongs to. */
export function registryOf(store: Store, record: ResourceRecord): ResourceRecord {
  const segments = store.resources.place(record.id)?.path.split("/") ?? [];
  return store.resources.in(REGISTRIES).named(String(segments[3])) as ResourceRecord;
}

/** The name of the repository that something below it belongs to. */
export function repositoryName(store: Store, record: ResourceRecord): string {
  const segments = store.resources.place(record.id)?.path.split("/") ?? [];
  return decodeURIComponent(segments[5] ?? "");
}

/** The path of the repositories of a registry. */
export function repositoriesIn(registry: ResourceRecord): string {
  return `${pathOf(REGISTRIES, registry.key)}/repositories`;
}

/**
 * The registry that the older paths are about, which have no name in them.
 *
 * @throws {ApiError} 404 if there is none, 412 if there are several.
 */
export function onlyRegistry(store: Store): ResourceRecord {
  const [registry, another] = store.resources.in(REGISTRIES).items;
  if (registry === undefined) throw notFound();
  if (another === undefined) return registry;
  throw new ApiError(
    412,
    "precondition_failed",
    "This API is not supported if you have created multiple registries. Please use " +
      "'/v2/registries/{registry_name}' instead.",
  );
}

/**
 * The registry that a path names.
 *
 * @throws {ApiError} 404 if it is not there.
 */
export function requestedRegistry({ store, params }: Context): ResourceRecord {
  const registry = store.resources.in(REGISTRIES).named(String(params.registry_name));
  if (registry === undefined) throw notFound();
  return registry;
}
