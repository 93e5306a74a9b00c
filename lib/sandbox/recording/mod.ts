/**
 * Records what a client says to a sandbox, and replays it: a fixture that needs no account and gives
 * the same answers each time. The API is described at
 * https://docs.digitalocean.com/reference/api/.
 *
 * @module
 */
export type * from "../mod.ts";
export { checkRecording, type RecordedExchange, type SandboxRecording } from "./fixture.ts";
export { record, type SandboxRecorder } from "./record.ts";
export { replay, type SandboxReplay } from "./replay.ts";
