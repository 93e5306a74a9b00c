import { CONTROL_PATH } from "../http/control.ts";
import type { Sandbox } from "../sandbox.ts";
import { accountOf } from "./account.ts";
import {
  readRequest,
  type RecordedExchange,
  type SandboxRecording,
  toFixture,
  withoutSecret,
} from "./fixture.ts";

/** Records the requests to a sandbox; made by {@linkcode record}. */
export interface SandboxRecorder {
  /** Answers as the sandbox does, and keeps the exchange. */
  readonly fetch: Sandbox["fetch"];
  /** What was recorded so far, as `JSON.stringify(recorder)` writes it. */
  toJSON(): SandboxRecording;
}

/**
 * Records what clients send to a sandbox and what it answers, for {@linkcode replay}. Tokens are not
 * recorded, and where one of 16 characters or more is part of something else it is left out; nor
 * are requests to the controls.
 *
 * @param sandbox The sandbox that answers.
 * @returns The recorder, whose `fetch` clients are given in place of that of the sandbox.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 * import { record, replay } from "@doapi/doapi/sandbox/recording";
 *
 * const recorder = record(createSandbox());
 * const url = "https://api.digitalocean.com/v2/account";
 * const init = { headers: { authorization: "Bearer any" } };
 * const said = await (await recorder.fetch(url, init)).text();
 *
 * const again = replay(recorder.toJSON());
 * assertEquals(await (await again.fetch(url, init)).text(), said);
 * ```
 */
export function record(sandbox: Sandbox): SandboxRecorder {
  const exchanges: RecordedExchange[] = [];
  const secrets = new Set<string>();
  return {
    async fetch(input, init) {
      const { request, origin, method, path, text, secret } = await readRequest(input, init);
      if (path.startsWith(CONTROL_PATH)) return await sandbox.fetch(request);
      if (secret !== undefined) secrets.add(secret);
      const sent = {
        method,
        path,
        ...(text !== "" && { body: toFixture(text, origin, secret) }),
      };
      let response: Response;
      try {
        response = await sandbox.fetch(request);
      } catch (error) {
        exchanges.push({ ...sent, status: null, headers: {} });
        throw error;
      }
      const { status, headers } = response;
      const answer = await response.clone().text();
      exchanges.push({
        ...sent,
        status,
        headers: Object.fromEntries(headers),
        ...(answer !== "" && { answer: toFixture(answer, origin, secret) }),
      });
      return response;
    },
    toJSON() {
      // A token may have been written into what was made.
      let state = JSON.stringify(sandbox);
      for (const secret of secrets) state = withoutSecret(state, secret);
      return { version: 1, ...accountOf(JSON.parse(state)), exchanges: [...exchanges] };
    },
  };
}
