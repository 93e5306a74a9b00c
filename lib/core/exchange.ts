import { BodyError, type RequestSummary, RequestTimeoutError } from "./errors/mod.ts";
import type { Fetch } from "./fetch.ts";
import { joinSignals } from "./signals.ts";
import { timerDelay } from "./sleep.ts";

/** How many bytes an answer may have; two hundred droplets are less than a hundredth of it. */
const MAX_BODY = 2 ** 26;

/** An answer that has been read. */
export interface Answer {
  response: Response;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Options of an exchange. */
export interface ExchangeOptions {
  fetch: Fetch;
  /** Seconds without a sign of life; `null` for no limit. */
  timeout: number | null;
  signal: AbortSignal | undefined;
  /** What an error says about the request. */
  info: RequestSummary;
}

/**
 * Fetches and reads one answer; the timeout restarts whenever data arrives.
 *
 * @throws {RequestTimeoutError} If there is none for too long.
 * @throws {BodyError} If the answer has no end. What `fetch` throws, and the reason of the signal,
 * are passed on.
 */
export async function exchange(
  url: string,
  init: RequestInit,
  { fetch, timeout, signal, info }: ExchangeOptions,
): Promise<Answer> {
  const end = new AbortController();
  const { signal: ending, release } = joinSignals([signal, end.signal]);
  /** Races a step against the end of it all, as a `fetch` may not listen to its signal. */
  const raced = <T>(step: Promise<T>, phase: "an answer" | "the rest of the answer") =>
    new Promise<T>((resolve, reject) => {
      const stop = () => reject(ending.reason);
      const timer = timeout === null ? undefined : setTimeout(
        () => end.abort(new RequestTimeoutError(info, timeout, phase)),
        timerDelay(timeout),
      );
      if (ending.aborted) stop();
      ending.addEventListener("abort", stop, { once: true });
      step.finally(() => {
        clearTimeout(timer);
        ending.removeEventListener("abort", stop);
      }).then(resolve, reject);
    });
  let reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined;
  try {
    const response = await raced(fetch(url, { ...init, signal: ending }), "an answer");
    reader = response.body?.getReader();
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let length = 0;
    while (reader) {
      const { done, value } = await raced(reader.read(), "the rest of the answer");
      if (done) break;
      chunks.push(value);
      length += value.length;
      if (length > MAX_BODY) throw new BodyError(info, response.status, "the body has no end");
    }
    return { response, bytes: joined(chunks, length) };
  } catch (error) {
    end.abort(error);
    reader?.cancel(error).catch(() => {});
    throw error;
  } finally {
    release();
  }
}

function joined(chunks: Uint8Array<ArrayBuffer>[], length: number): Uint8Array<ArrayBuffer> {
  if (chunks.length === 1) return chunks[0] as Uint8Array<ArrayBuffer>;
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
