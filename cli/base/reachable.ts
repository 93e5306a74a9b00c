import type { DOAPI, Droplet, WaitTarget } from "../../mod.ts";
import { WaitTimeoutError } from "../../mod.ts";
import { isSimulated } from "../api/simulated.ts";
import type { WaitTimes } from "../args/options.ts";
import type { Context } from "../context.ts";
import { EXIT, ExitError } from "../errors.ts";
import { type Ending, endOf } from "./wait.ts";
import { watch } from "./watch.ts";

/** The port of SSH. */
const SSH = 22;

/**
 * Yields droplets as their SSH servers answer, after they have become active. Those of the simulator
 * are not machines, and count as reachable.
 *
 * @param active Yields them as they become active.
 */
export async function* reachable(
  ctx: Context,
  client: DOAPI,
  options: WaitTimes,
  active: Ending<Droplet>,
): Ending<Droplet> {
  const booted: Droplet[] = [];
  let end: unknown = null;
  for (;;) {
    const { done, value } = await active.next();
    if (done) {
      end = value;
      break;
    }
    if (value.status === "active" && value.ipAddress && !isSimulated(client)) booted.push(value);
    else yield value;
  }
  if (booted.length === 0) return end;
  const { line, late, times } = watch<Droplet>(ctx, options, "SSH");
  const left = new Set(booted);
  try {
    for await (const droplet of client.wait(booted, answering(ctx), times)) {
      left.delete(droplet);
      await line.yield();
      yield droplet;
    }
    return end;
  } catch (error) {
    if (!(error instanceof WaitTimeoutError) && !ctx.signal.aborted) throw error;
    await line.end();
    yield* left;
    const names = [...left].map(({ name, ipAddress }) => `${name} (${ipAddress})`);
    return end ?? await endOf(ctx, null, late("no answer from SSH", names)) ??
      new ExitError("interrupted", EXIT.interrupted);
  } finally {
    await line.end();
  }
}

/** A wait that looks at the port of each droplet, and sends the API nothing. */
function answering(ctx: Context): WaitTarget<Droplet> {
  const open = new Set<unknown>();
  return {
    known: () => false,
    bare: () => false,
    done: ({ id }) => open.has(id),
    async poll(items, signal = ctx.signal) {
      await Promise.all(items.map(async ({ id, ipAddress }) => {
        if (await ctx.answers(ipAddress as string, SSH, signal)) open.add(id);
      }));
      return { items: [...items], requests: 0 };
    },
  };
}
