/**
 * A kind of resource as data: where it is in the API and what names one. The library's collections
 * and the command line read the same row.
 */
export interface Kind {
  /** The path of the collection; parameters in braces belong to the parents. */
  readonly path: `/v2/${string}`;
  /** The path of one, where it is not below the path of the collection. */
  readonly item?: string;
  /** The parameter that follows the path in the path of one, such as `"volume_id"`. */
  readonly param: string;
  /** The field of an answer that has one; `null` where the answer is the object itself. */
  readonly one: string | null;
  /**
   * The field of the answer to a create, where it is another than `one`; `null` where that answer is
   * the object itself.
   */
  readonly created?: string | null;
  /** The verbs whose answer has no body. */
  readonly silent?: readonly ("create" | "update")[];
  /** The field of an answer that has the list. */
  readonly many: string;
  /** The field that identifies one. Default: `"id"`. */
  readonly id?: string;
  /**
   * What an id looks like: a UUID, a number, or any text, as names and slugs are. Default: a UUID.
   */
  readonly ids?: "uuid" | "number" | "text";
  /** The fields that name one beside its id, as paths such as `"spec.name"`. */
  readonly by?: readonly string[];
  /** The parameter of the list that filters by the exact name, if the API has one. */
  readonly filter?: string;
  /** The filters that the API has for the list. */
  readonly filters?: readonly string[];
  /** The verbs of a collection that this one does not have. */
  readonly without?: readonly ("list" | "get" | "create" | "update" | "delete")[];
  /** How one is updated. Default: `"PUT"`. */
  readonly update?: "PUT" | "PATCH";
  /** Fields of requests that hold ids of another kind under a name that does not say so. */
  readonly refs?: Readonly<Record<string, string>>;
  /** The columns of a table, as paths such as `"region.slug"`. */
  readonly columns: readonly string[];
  /** The types of its actions, which are sent to `/actions` below one. */
  readonly actions?: readonly string[];
  /** How it shows that one is ready: what the field says before, then, and after a failure. */
  readonly ready?: Readiness;
  /** The kind that has collections of this one. */
  readonly parent?: string;
}

/** How a kind shows that one is ready. */
export interface Readiness {
  /** The field, as a path such as `"status.state"`. */
  readonly field: string;
  /** What it says while one is not ready yet. */
  readonly from: readonly string[];
  /** What it says when one is ready. */
  readonly to: readonly string[];
  /** What it says when one will never be. */
  readonly failed?: readonly string[];
}
