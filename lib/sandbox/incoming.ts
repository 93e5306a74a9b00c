/** A request in the form in which the sandbox works on it. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly text: string;
  /** The signal that the caller may abort the request by. */
  readonly signal: AbortSignal | undefined;
}

/** Reads the arguments of `fetch`; the body is read to its end. */
export async function readRequest(
  input: Request | URL | string,
  init: RequestInit = {},
): Promise<Incoming> {
  const { body } = init;
  init.signal?.throwIfAborted();
  if (!(input instanceof Request) && (body == null || typeof body === "string")) {
    // A Request costs more than all the rest of a simulated call.
    return {
      method: (init.method ?? "GET").toUpperCase(),
      url: new URL(input),
      headers: new Headers(init.headers),
      text: body ?? "",
      signal: init.signal ?? undefined,
    };
  }
  const { signal } = init;
  const request = input instanceof Request && Object.keys(init).length === 0
    ? input
    : new Request(input, init);
  return {
    method: request.method.toUpperCase(),
    url: new URL(request.url),
    headers: request.headers,
    text: await request.text(),
    // Looked at only by whoever waits: a server's request may grumble when its signal is touched.
    get signal() {
      return signal ?? request.signal;
    },
  };
}
