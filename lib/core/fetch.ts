import type { Fetch } from "./http.ts";

/**
 * The global `fetch`, which sends what cannot be repeated once.
 *
 * Deno's own repeats a request by itself when a connection that was kept open ends before the
 * answer, a POST too, although the server may have done its work. Not so one whose body is a Blob;
 * to all runtimes that is a body like any other.
 *
 * @see https://github.com/denoland/deno/pull/36415
 */
export const fetchOnce: Fetch = (url, init) => {
  const repeatable = init.method !== "POST" && init.method !== "PATCH";
  if (repeatable || typeof init.body === "object" && init.body !== null) {
    return globalThis.fetch(url, init);
  }
  return globalThis.fetch(url, { ...init, body: new Blob(init.body ? [init.body] : []) });
};
