import { Collection } from "./core/collection.ts";
import type { Ref } from "./core/collection_types.ts";
import type { Requester } from "./core/requester.ts";
import type { Kind } from "./kinds/kind.ts";
import { type KindName, type Kinds, NESTED, rowOf, TOP } from "./kinds/mod.ts";

/** The plural of the name of a kind. */
export type Plural<N extends string> = N extends `${string}${"a" | "e" | "o"}y` ? `${N}s`
  : N extends `${infer Stem}y` ? `${Stem}ies`
  : N extends `${string}${"s" | "x"}` ? `${N}es`
  : `${N}s`;

/** A name of the API in camelCase. */
export type Camel<N extends string> = N extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : N;

/**
 * A collection of each kind: a property such as `volumes`, or a method such as
 * `databaseUsers("main")` where the kind has a parent.
 */
export type Collections = {
  readonly [K in KindName as Camel<Plural<K>>]: Kinds[K] extends { readonly parent: string }
    ? (...parents: Ref[]) => Collection<K>
    : Collection<K>;
};

/** The name of the collection of a kind, such as `volumes`. */
export function collectionName(kind: string): string {
  const plural = /[aeo]y$/.test(kind)
    ? `${kind}s`
    : kind.replace(/y$/, "ie").replace(/[sx]$/, "$&e") + "s";
  return plural.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Properties and methods for a client, one of each kind. */
export function collections(): PropertyDescriptorMap {
  const load = (name: string): Promise<Kind> => rowOf(name as KindName);
  const described: PropertyDescriptorMap = {};
  for (const name of Object.keys(TOP) as KindName[]) {
    described[collectionName(name)] = {
      get(this: Requester) {
        return new Collection<typeof name>(this, name, load);
      },
    };
  }
  for (const name of Object.keys(NESTED) as KindName[]) {
    described[collectionName(name)] = {
      value(this: Requester, ...parents: Ref[]) {
        return new Collection<typeof name>(this, name, load, parents);
      },
    };
  }
  return described;
}
