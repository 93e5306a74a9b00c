import type { Routes } from "./routes.ts";

/** An operation of the API: its method and its path, such as `"GET /v2/volumes/{volume_id}"`. */
export type Route = keyof Routes;

/** The names of a path's parameters. */
export type PathParameters<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameters<Rest>
  : never;

/** What an operation takes: the parameters of its path, its query, its headers and its body. */
export type RouteOptions<R extends Route> =
  & ([PathParameters<R>] extends [never] ? unknown
    : { path: { [N in PathParameters<R>]: string | number | bigint } })
  & Omit<Routes[R], "ok">
  & {
    /** Ends the request, and its repetitions, when aborted. */
    signal?: AbortSignal | undefined;
  };

/** The body of an operation's request; `never` where there is none. */
export type RouteBody<R extends Route> = Routes[R] extends { body?: infer B } ? NonNullable<B>
  : never;

/** What an operation answers with. */
export type RouteResult<R extends Route> = Routes[R]["ok"];

/** Arguments that may be left out if none of the options is required. */
export type Optional<O> = Partial<O> extends O ? [options?: O] : [options: O];

/** The fields of an operation's answer that are lists. */
export type ListKey<R extends Route> =
  & {
    [K in keyof RouteResult<R>]-?: NonNullable<RouteResult<R>[K]> extends readonly unknown[] ? K
      : never;
  }[keyof RouteResult<R>]
  & string;

/** An item of a list that an operation answers with. */
export type ListItem<R extends Route, K> = K extends keyof RouteResult<R>
  ? NonNullable<RouteResult<R>[K]> extends readonly (infer T)[] ? T : never
  : never;
