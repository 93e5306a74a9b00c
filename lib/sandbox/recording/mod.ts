/**
 * Records the requests of a client to a sandbox with their answers, and replays them: a fixture that
 * needs no account and gives the same answers on every run. A recording has no token in it. The API
 * is described at https://docs.digitalocean.com/reference/api/.
 *
 * ```text
 *   record:  client ---> recorder ---> sandbox        JSON.stringify(recorder) is the recording
 *   replay:  client ---> replay(recording)            unrecorded: requests that it does not have
 *                                                     left: how many of its requests did not come
 * ```
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { DOAPI } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 * import { record, replay } from "@doapi/doapi/sandbox/recording";
 *
 * const recorder = record(createSandbox({ seed: { droplets: 1 } }));
 * const first = await new DOAPI("a-token", { fetch: recorder.fetch }).fetchDroplet(3164001);
 *
 * const recording = JSON.parse(JSON.stringify(recorder));
 * const { fetch } = replay(recording);
 * const again = await new DOAPI("a-token", { fetch }).fetchDroplet(3164001);
 * assertEquals(again.name, first.name);
 * ```
 *
 * @module
 */
export type * from "../mod.ts";
export { checkRecording, type RecordedExchange, type SandboxRecording } from "./fixture.ts";
export { record, type SandboxRecorder } from "./record.ts";
export { replay, type SandboxReplay } from "./replay.ts";
