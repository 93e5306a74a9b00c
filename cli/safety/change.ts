/** The gate that every changing request passes. */

import type { DOAPI, RequestOptions } from "../../mod.ts";
import { type Context, warn } from "../context.ts";
import { ExitError } from "../errors.ts";
import { changes, destroys } from "./destroying.ts";
import { found, pathOf, placeOf } from "./found.ts";
import type { Thing } from "./thing.ts";
import { asks, permit } from "./permission.ts";
import { protection } from "./protection.ts";
import { madeUp, step } from "./dry_run.ts";
import { sessionOf } from "./session.ts";

/** A request that is about to be sent. */
export interface Change extends RequestOptions {
  url: string;
  method: string;
}

/**
 * Sends a request, if nothing forbids it; in a dry run it is noted instead.
 *
 * @param send Sends it.
 * @throws {ExitError} If it may not be sent.
 */
export async function change(
  ctx: Context,
  client: DOAPI,
  options: object | void,
  request: Change,
  send: () => Promise<unknown>,
): Promise<unknown> {
  const path = pathOf(client, request);
  if (!changes(request.method, path)) return await send();
  const { permitted, deleted } = sessionOf(ctx, options);
  const verb = destroys(request.method, path, request.data);
  const declared = permitted.get(placeOf(path));
  let things: Thing[] = declared ? [declared] : [];
  if (verb === null) await checkReadOnly(ctx, options, request, path);
  else if (!declared) {
    const { protect, max } = await protection(ctx, options);
    const look = asks(ctx, options) || protect.length > 0 || max !== null;
    things = await found(client, request, look);
    await permit(ctx, options, verb, things);
  }
  if (ctx.dryRun) {
    ctx.dryRun.note(step(client, request));
    return madeUp(request);
  }
  const answer = await send();
  if (verb === "delete") { for (const { path } of things) deleted.add(path); }
  return answer;
}

async function checkReadOnly(
  ctx: Context,
  options: object | void,
  { doing, method }: Change,
  path: string,
): Promise<void> {
  const { readOnly } = await protection(ctx, options);
  if (readOnly === null) return;
  const why = `Cannot ${doing ?? `send ${method} ${path}`}: ${readOnly}`;
  if (!ctx.dryRun) throw new ExitError(why);
  await warn(ctx, `this would be refused: ${why}`);
}
