import type { Sandbox } from "../../../lib/sandbox/mod.ts";
import { jsonObject } from "../../base/files.ts";
import { type Context, note } from "../../context.ts";
import { ExitError } from "../../errors.ts";
import { keepSaved, saveState } from "../../sandbox/state.ts";

/** The handler of requests: the simulator, with a recorder before it, or a recording in its place. */
export interface Tape {
  readonly fetch: Sandbox["fetch"];
  /** Writes the recording, and reports requests that a replay did not have. */
  close(): Promise<void>;
}

/** Records what clients do, or replays what they did, as the options ask for. */
export async function tape(
  ctx: Context,
  sandbox: Sandbox,
  { record, replay }: { record?: string | undefined; replay?: string | undefined },
): Promise<Tape> {
  if (record !== undefined) return await recording(ctx, sandbox, record);
  if (replay !== undefined) return await replaying(ctx, sandbox, replay);
  return { fetch: sandbox.fetch, close: () => Promise.resolve() };
}

async function recording(ctx: Context, sandbox: Sandbox, file: string): Promise<Tape> {
  const { record } = await import("../../../lib/sandbox/recording/mod.ts");
  const recorder = record(sandbox);
  // Fail before recording if the file cannot be written.
  await saveState(ctx, recorder, file);
  const saver = keepSaved(ctx, recorder, file);
  return {
    async fetch(input, init) {
      try {
        return await recorder.fetch(input, init);
      } finally {
        saver.changed();
      }
    },
    close: () => saver.close(),
  };
}

async function replaying(ctx: Context, sandbox: Sandbox, file: string): Promise<Tape> {
  const { checkRecording, replay } = await import("../../../lib/sandbox/recording/mod.ts");
  const found = await jsonObject(ctx, "The recording", `@${file}`);
  let replayed: ReturnType<typeof replay>;
  try {
    replayed = replay(checkRecording(found));
  } catch (error) {
    throw new ExitError(`${file} cannot be replayed: ${(error as Error).message}`);
  }
  return {
    // The controls are not part of a recording.
    fetch: (input, init) =>
      new URL(input instanceof Request ? input.url : input).pathname.startsWith("/_sandbox")
        ? sandbox.fetch(input, init)
        : replayed.fetch(input, init),
    async close() {
      const { unrecorded, left } = replayed;
      for (const request of new Set(unrecorded)) {
        await note(ctx, `replay: ${request} is not in the recording`);
      }
      if (left > 0) {
        const requests = left === 1 ? "1 recorded request was" : `${left} recorded requests were`;
        await note(ctx, `replay: ${requests} not made`);
      }
    },
  };
}
