import type { Route, RouteBody, RouteResult } from "../api/call.ts";
import type { Routes, With } from "../api/routes.ts";
import type { Kind } from "../kinds/kind.ts";
import type { KindName, Kinds } from "../kinds/mod.ts";
import type { Fields } from "./resource.ts";

/** What names one of a kind: its id, or a name. */
export type Ref = string | number | bigint;

/** The row of a kind, given by its name or itself. */
export type RowOf<K extends KindName | Kind> = K extends KindName ? Kinds[K]
  : K extends Kind ? K
  : never;

/** What a request answers with, as far as the API's description has it. */
export type Answer<R extends string> = R extends Route ? RouteResult<R> : Fields;

/** What a request sends, as far as the API's description has it. */
export type Payload<R extends string> = R extends Route ? RouteBody<R> : Fields;

/** The query of a request, as far as the API's description has it. */
export type Query<R extends string> = R extends Route
  ? Routes[R] extends { query?: infer Q } ? NonNullable<Q> : unknown
  : Fields;

/** The path of one of a kind. */
export type ItemPath<R extends Kind> = R extends { item: infer P extends string } ? P
  : `${R["path"]}/{${R["param"]}}`;

/** A field of an answer; all of the answer where there is no such field. */
export type Unwrapped<A, F> = F extends keyof A ? NonNullable<A[F]> : A;

/** The fields that identify one of a kind or name it. */
export type Naming<R extends Kind> =
  | (R extends { id: infer I extends string } ? I : "id")
  | (R extends { by: readonly (infer N extends string)[] } ? N : never);

/** The verbs that a kind does not have. */
export type Absent<R> = R extends { without: readonly (infer W)[] } ? W : never;

/** One of a kind, as the API describes it; what identifies it is there. */
export type Item<K extends KindName | Kind> = With<
  "list" extends Absent<RowOf<K>> ? Single<RowOf<K>> : Listed<RowOf<K>>,
  Naming<RowOf<K>>
>;

/** One of a kind, as its list has it. */
export type Listed<R extends Kind> = Unwrapped<Answer<`GET ${R["path"]}`>, R["many"]> extends
  readonly (infer T)[] ? T : Fields;

/** One of a kind, as it comes alone. */
export type Single<R extends Kind> = Unwrapped<Answer<`GET ${ItemPath<R>}`>, R["one"]>;

/** What creating one of a kind returns. */
export type Created<K extends KindName | Kind> = RowOf<K> extends { silent: readonly (infer V)[] }
  ? "create" extends V ? null : Item<K>
  : Item<K>;

/** The filters of a list of a kind. */
export type ListFilters<K extends KindName | Kind> = Query<`GET ${RowOf<K>["path"]}`>;

/** What a new one of a kind is made of. */
export type CreateBody<K extends KindName | Kind> = Payload<`POST ${RowOf<K>["path"]}`>;

/** What an update of one of a kind sends. */
export type UpdateBody<K extends KindName | Kind> = Payload<
  `${RowOf<K> extends { update: infer M extends string } ? M : "PUT"} ${ItemPath<RowOf<K>>}`
>;
