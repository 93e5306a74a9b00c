import type { Json, JsonObject } from "../state/json.ts";
import type { ActionRecord } from "../state/records.ts";
import type { PendingChange, ResourceRecord } from "../state/resources.ts";
import type { Answer, Context, Withheld } from "../http/router.ts";
import type { Store } from "../state/store.ts";

/** A field that changes by itself after a resource was made. */
export interface Transition {
  /** Its name; a dot leads into an object, as in `status.state`. */
  readonly field: string;
  readonly from: Json;
  readonly to: Json;
  /** After how many of the times that an action takes; 1 if left out. */
  readonly after?: number;
}

/** A request about a collection or what is in it. */
export interface KindContext extends Context {
  /** The path of the collection, with the keys of what it belongs to. */
  readonly collection: string;
  /** The resource that the path goes through before the collection, if it is one of a kind. */
  readonly parent?: ResourceRecord | undefined;
}

/** How resources of a kind are put into a seed. */
export interface KindSeed {
  /** The name of their list; of a nested kind, in the seed of what it belongs to. */
  readonly name: string;
  /** The fields that one may have, as in the body of a request, and what their values are. */
  readonly fields: Readonly<Record<string, "string" | "number" | "boolean" | "list" | "object">>;
  /** Those that it must have. */
  readonly required: readonly string[];
  /** Fields that name existing resources, and the fields of the request that they become. */
  readonly names?: Readonly<
    Record<string, { readonly in: string; readonly as: (ids: Json[]) => JsonObject }>
  >;
  /** Further fields, such as the name of a droplet, and what is done with them. */
  readonly more?: Readonly<
    Record<string, (c: KindContext, record: ResourceRecord, value: Json) => void>
  >;
  /** Whether one comes by itself with the account or with what it belongs to. */
  readonly isGiven?: (record: ResourceRecord) => boolean;
  /** The further fields of one that is there, and those that are kept elsewhere. */
  readonly moreOf?: (store: Store, record: ResourceRecord) => JsonObject;
}

/**
 * A modelled kind of resource: what its resources are like beyond the shapes that the API's
 * description gives them. A hook refuses by throwing an `ApiError` and changes nothing before.
 */
export interface Kind {
  /** The path of its collections, with `{}` for each key: `/v2/databases/{}/users`. */
  readonly path: string;
  /** The field that paths name it by; `id` if left out. */
  readonly key?: string;
  /** Where the key comes from; a UUID is made if left out. */
  readonly keyFrom?: "uuid" | "number" | "request";
  /** How it is seeded; left out, it cannot be. */
  readonly seed?: KindSeed;
  /** The error for an unknown key, with `{}` in its place, if it is not the usual one. */
  readonly missing?: string;
  /** Fields that must be unique within a collection, and the error for a duplicate. */
  readonly unique?: { readonly fields: readonly string[]; readonly message: string };
  /** What fields have when the request leaves them out, or says null. */
  readonly defaults?: JsonObject;
  /** Whether an update has all of it: fields that are left out have their defaults again. */
  readonly whole?: boolean;
  /** Fields that no update changes. */
  readonly fixed?: readonly string[];
  /**
   * Fields of requests of which the description asks more than the API does, which may be left out
   * and have values that it does not list, of another form or out of its bounds:
   * `inbound_rules[].ports`.
   */
  readonly lenient?: readonly string[];
  /** What changes by itself once it is there. */
  readonly transitions?: readonly Transition[];
  /** The status while it is being deleted, which takes as long as an action; at once if left out. */
  readonly deleting?: { readonly field: string; readonly value: string };
  /** Whether lists begin with what was made last; others begin with what was made first. */
  readonly newestFirst?: boolean;
  /** Fields that the answer to the request that makes it shows, and no other: a secret. */
  readonly once?: readonly string[];
  /** What of its answers takes a scope beyond that of the operation, such as passwords. */
  readonly withheld?: Withheld;
  /** Whether answers get the fields that the description names and the record lacks. */
  readonly complete?: boolean;
  /**
   * Paths under which the resources are found, and which of them a request there means; its own path
   * is among them where a list does not show all.
   */
  readonly also?: Readonly<Record<string, (c: Context, record: ResourceRecord) => boolean>>;
  /** Refuses all operations on what belongs to a resource that cannot have such things. */
  readonly owner?: (owner: ResourceRecord) => void;
  /** Checks and completes the fields before it is made. */
  readonly create?: (c: KindContext, fields: JsonObject) => void;
  /** What follows for others from its being there. */
  readonly created?: (c: KindContext, record: ResourceRecord) => void;
  /** Checks and completes the changes before they are made. */
  readonly update?: (c: KindContext, record: ResourceRecord, changes: JsonObject) => void;
  /** What follows for others from a change; `before` are the fields that it had. */
  readonly updated?: (c: KindContext, record: ResourceRecord, before: JsonObject) => void;
  /** Refuses that it be deleted, or does what follows for others. */
  readonly remove?: (c: KindContext, record: ResourceRecord) => void;
  /** Fields that follow from something else than what is stored. */
  readonly view?: (store: Store, record: ResourceRecord) => JsonObject;
  /** What follows from a change that the clock brought about. */
  readonly transitioned?: (store: Store, record: ResourceRecord, change: PendingChange) => void;
  /** What an action does to it when it is over, whether it `completed` or `errored`. */
  readonly acted?: (store: Store, record: ResourceRecord, action: ActionRecord) => void;
  /**
   * What operations below a resource do to it, by the method and the rest of the path, as in
   * `PUT resize`; they are answered in the shape that the description gives.
   */
  readonly actions?: Readonly<Record<string, (c: KindContext, record: ResourceRecord) => void>>;
  /** Operations that are answered in a way of their own: `GET /v2/vpcs/{vpc_id}/members`. */
  readonly routes?: Readonly<Record<string, (c: Context) => Answer>>;
}
