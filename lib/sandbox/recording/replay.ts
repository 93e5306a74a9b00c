import { fromError } from "../http/response.ts";
import { ApiError } from "../http/errors.ts";
import type { Sandbox } from "../sandbox.ts";
import {
  checkRecording,
  fromFixture,
  keyOf,
  readRequest,
  type RecordedExchange,
  type SandboxRecording,
  toFixture,
} from "./fixture.ts";

/** Answers as it was recorded; made by {@linkcode replay}. */
export interface SandboxReplay {
  /** Answers a request as the recording has it; rejects where the connection was lost then. */
  readonly fetch: Sandbox["fetch"];
  /** Requests that were not recorded, as `GET /v2/account`, in the order in which they came. */
  readonly unrecorded: readonly string[];
  /** How many of the recorded requests have not been made. */
  readonly left: number;
}

/** The answers that are left of one request. */
interface Queue {
  readonly answers: readonly RecordedExchange[];
  next: number;
}

/**
 * Answers requests as a recording has them, without an account behind. The same request, by its
 * method, path, query and body, gets the answers that it got in their order; one that reads goes on
 * getting the last of them. A request that was not recorded, or a change once more than it was, is a
 * 400 that says so.
 *
 * @param recording What {@linkcode record} gave, or its JSON.
 * @returns The replay, whose `fetch` clients are given.
 * @throws {Error} If it is not a recording.
 */
export function replay(recording: SandboxRecording): SandboxReplay {
  const { exchanges } = checkRecording(recording);
  const queues = new Map<string, Queue>();
  for (
    const [key, answers] of Map.groupBy(exchanges, (one) => keyOf(one.method, one.path, one.body))
  ) {
    queues.set(key, { answers, next: 0 });
  }
  const unrecorded: string[] = [];
  let left = exchanges.length;

  const take = (queue: Queue | undefined, isRead: boolean): RecordedExchange | undefined => {
    if (queue === undefined) return undefined;
    if (queue.next < queue.answers.length) {
      left--;
      return queue.answers[queue.next++];
    }
    return isRead ? queue.answers.at(-1) : undefined;
  };
  return {
    async fetch(input, init) {
      const { origin, method, path, text, secret } = await readRequest(input, init);
      const body = text === "" ? undefined : toFixture(text, origin, secret);
      const queue = queues.get(keyOf(method, path, body));
      const found = take(queue, method === "GET" || method === "HEAD");
      if (found === undefined) {
        unrecorded.push(`${method} ${path}`);
        return refusal(method, path, queue, exchanges);
      }
      if (found.status === null) throw new TypeError("Connection lost (as it was recorded)");
      const answer = found.answer === undefined ? null : fromFixture(found.answer, origin);
      return new Response(answer, { status: found.status, headers: found.headers });
    },
    unrecorded,
    get left() {
      return left;
    },
  };
}

function refusal(
  method: string,
  path: string,
  queue: Queue | undefined,
  exchanges: readonly RecordedExchange[],
): Response {
  const isOtherBody = exchanges.some((one) => one.method === method && one.path === path);
  const why = queue
    ? `was recorded ${queue.answers.length === 1 ? "once" : `${queue.answers.length} times`} only`
    : isOtherBody
    ? "was recorded with another body"
    : "was not recorded";
  const error = new ApiError(400, "not_recorded", `${method} ${path} ${why}.`);
  const { status, headers, text } = fromError(error);
  return new Response(text, { status, headers });
}
