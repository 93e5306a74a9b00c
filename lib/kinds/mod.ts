/**
 * The kinds of resources, each a row in a file of its own, which is loaded when its kind is used.
 *
 * @module
 */

/** Every kind, by its name. */
export interface Kinds {
  /** Managed database clusters. */
  database: (typeof import("./database.ts"))["database"];
  /** Users of a database cluster. */
  database_user: (typeof import("./database_user.ts"))["databaseUser"];
  /** Tags. */
  tag: (typeof import("./tag.ts"))["tag"];
  /** Block storage volumes. */
  volume: (typeof import("./volume.ts"))["volume"];
  /** Virtual private clouds. */
  vpc: (typeof import("./vpc.ts"))["vpc"];
}

/** The name of a kind, such as `"volume"`. */
export type KindName = keyof Kinds;

/** Loads the rows of the kinds that an account has collections of. */
export const TOP = {
  database: async () => (await import("./database.ts")).database,
  tag: async () => (await import("./tag.ts")).tag,
  volume: async () => (await import("./volume.ts")).volume,
  vpc: async () => (await import("./vpc.ts")).vpc,
} as const;

/** Loads the rows of the kinds that others have collections of. */
export const NESTED = {
  database_user: async () => (await import("./database_user.ts")).databaseUser,
} as const;

const LOADERS: { readonly [K in KindName]: () => Promise<Kinds[K]> } = { ...TOP, ...NESTED };

/** Loads the row of a kind. */
export function rowOf<K extends KindName>(name: K): Promise<Kinds[K]> {
  return LOADERS[name]();
}
