/**
 * What is known at run time about the operations of the API: the shape of `operations.ts` and
 * `answers.ts`, which `scripts/api.ts` writes from the vendor's description.
 *
 * @module
 */

/** The type and bounds of a value. */
export interface Schema {
  /** The name of a schema in `SCHEMAS`; then nothing else is here but `nullable`. */
  readonly ref?: string;
  /** Left out where any value will do. */
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  /** Such as `"uuid"`, `"date-time"` or `"binary"`. */
  readonly format?: string;
  /** The values that are allowed. */
  readonly enum?: readonly unknown[];
  /** What the API takes where the value is left out. */
  readonly default?: unknown;
  /** Whether `null` is a value too. */
  readonly nullable?: true;
  /** The least value of a number. */
  readonly minimum?: number;
  /** The greatest value of a number. */
  readonly maximum?: number;
  /** The least number of characters. */
  readonly minLength?: number;
  /** The greatest number of characters. */
  readonly maxLength?: number;
  /** The least number of items. */
  readonly minItems?: number;
  /** The greatest number of items. */
  readonly maxItems?: number;
  /** A regular expression that a string matches. */
  readonly pattern?: string;
  /** The items of an array. */
  readonly items?: Schema;
  /** The fields of an object. */
  readonly fields?: Readonly<Record<string, Schema>>;
  /** The fields that an object must have. */
  readonly required?: readonly string[];
  /** What the fields of an object that are not named have. */
  readonly values?: Schema;
  /** The value has one of these shapes, beside the fields above. */
  readonly anyOf?: readonly Schema[];
}

/** A parameter of a path, a query or a header. */
export interface Parameter extends Schema {
  /** The name, as the API spells it. */
  readonly name: string;
  /** Where it stands. */
  readonly in: "path" | "query" | "header";
  /** Path parameters always are. */
  readonly mandatory?: true;
}

/** One operation of the API. */
export interface Operation {
  /** The operation id of the description, such as `volumes_list`. */
  readonly id: string;
  /** The HTTP method. */
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The path, with its parameters in braces. */
  readonly path: string;
  /** The group of the description that it belongs to, such as `"Block Storage"`. */
  readonly area: string;
  /** Whether the vendor advises against it. */
  readonly deprecated?: true;
  /** The base URL, where it is not the API's own; it may have parameters in braces. */
  readonly server?: string;
  /** The parameters of its path, its query and its headers. */
  readonly params?: readonly Parameter[];
  /** The body of its request, if it may have one. */
  readonly body?: {
    /** The content type, unless it is JSON. */
    readonly type?: string;
    readonly required?: true;
    readonly schema: Schema;
  };
  /** The status of success. */
  readonly status: number;
  /** The content type of the answer, unless it is JSON; `null` where there is no body. */
  readonly type?: string | null;
  /** Where the answer is a list: the field that has it, and which fields identify an item. */
  readonly list?: { readonly key: string; readonly ids: readonly string[] };
  /** The scopes that a token needs. */
  readonly scopes?: readonly string[];
}
