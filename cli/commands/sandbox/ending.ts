import type { Sandbox } from "../../../lib/sandbox/mod.ts";
import { type Context, note } from "../../context.ts";

/** Reports the use of a simulator at its end; fails at once if the report cannot be written. */
export async function ending(
  ctx: Context,
  sandbox: Sandbox,
  { report }: { report?: string | undefined },
): Promise<() => Promise<void>> {
  const write = report === undefined ? undefined : await ctx.openFile(report);
  return async () => {
    const { operations, refused } = sandbox;
    for (const { method, path, reason, requests } of refused) {
      const times = requests === 1 ? "" : ` (${requests} times)`;
      await note(ctx, `strict: ${method} ${path}: ${reason}${times}`);
    }
    if (write === undefined) return;
    const named = { operations: await withIds(operations), refused };
    await write(`${JSON.stringify(named, null, 4)}\n`);
  };
}

/** Operations with the ids that the API's description has for them. */
export async function withIds<T extends { readonly method: string; readonly path: string }>(
  operations: readonly T[],
): Promise<({ id: string | null } & T)[]> {
  const { OPERATIONS } = await import("../../../lib/api/operations.ts");
  const ids = new Map(
    Object.values(OPERATIONS).map(({ id, method, path }) => [`${method} ${path}`, id]),
  );
  return operations.map((one) => ({ id: ids.get(`${one.method} ${one.path}`) ?? null, ...one }));
}
