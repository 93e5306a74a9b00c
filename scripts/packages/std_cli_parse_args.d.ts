// Declarations of @std/cli/parse-args for where it comes from npm, which has it without types.
// Simpler than JSR's: nested names ("a.b") and the types of defaults are not followed.

export interface ParseOptions<B extends string, S extends string, C extends string> {
  "--"?: boolean;
  alias?: Record<string, string | readonly string[]>;
  boolean?: boolean | B | readonly B[];
  string?: S | readonly S[];
  collect?: C | readonly C[];
  negatable?: string | readonly string[];
  default?: Record<string, unknown>;
  stopEarly?: boolean;
  unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}

export type Args<B extends string, S extends string, C extends string> =
  & { [K in B]: K extends C ? boolean[] : boolean }
  & { [K in S as K extends C ? never : K]?: string }
  & { [K in S as K extends C ? K : never]: string[] }
  // deno-lint-ignore no-explicit-any -- what JSR's declarations say too
  & { [name: string]: any; _: (string | number)[]; "--"?: string[] };

export declare function parseArgs<
  const B extends string = never,
  const S extends string = never,
  const C extends string = never,
>(args: string[], options?: ParseOptions<B, S, C>): Args<B, S, C>;
