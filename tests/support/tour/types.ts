import type { Sandbox } from "@doapi/doapi/sandbox";

/** What core resources paths name, by the pattern of their collection. */
export type There = Readonly<Record<string, string>>;

/** Bodies that have to say more than the description does. */
export type Bodies = Readonly<
  Record<string, (sandbox: Sandbox, keys: readonly string[]) => Record<string, unknown>>
>;

/** What has to be so before an operation can be called well; true if that is all. */
export type Preparations = Readonly<
  Record<string, (sandbox: Sandbox, keys: readonly string[]) => boolean>
>;
