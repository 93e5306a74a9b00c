/** The shape of the global `fetch`, as far as the client uses it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * The global `fetch`, which sends what changes something once.
 *
 * Deno's own repeats a request by itself when a connection that was kept open ends before the
 * answer, although the server may have done its work. It does not repeat a request with a
 * Blob as its body, even an empty one; to all runtimes that is a body like any other.
 *
 * @see https://github.com/denoland/deno/pull/36415
 */
export const fetchOnce: Fetch = (url, init) => {
  if (init.method === "GET" || typeof init.body === "object" && init.body !== null) {
    return globalThis.fetch(url, init);
  }
  return globalThis.fetch(url, { ...init, body: new Blob(init.body ? [init.body] : []) });
};
