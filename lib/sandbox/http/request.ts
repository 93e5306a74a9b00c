/** A request in the form in which the sandbox works on it. */
export interface SandboxRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  /** The body; null if it is longer than it may be. */
  readonly text: string | null;
  /** The signal that the caller may abort the request by. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads the arguments of `fetch`; the body is read to its end, or until it is too long.
 *
 * @param most The bytes that a body may have, by the path of the URL.
 */
export async function readRequest(
  input: Request | URL | string,
  init: RequestInit = {},
  most: (path: string) => number,
): Promise<SandboxRequest> {
  const { body } = init;
  init.signal?.throwIfAborted();
  if (!(input instanceof Request) && (body == null || typeof body === "string")) {
    // A Request costs more than all the rest of a simulated call.
    const url = new URL(input);
    return {
      method: (init.method ?? "GET").toUpperCase(),
      url,
      headers: new Headers(init.headers),
      text: body == null || isWithin(body, most(url.pathname)) ? body ?? "" : null,
      signal: init.signal ?? undefined,
    };
  }
  const { signal } = init;
  const request = input instanceof Request && Object.keys(init).length === 0
    ? input
    : new Request(input, init);
  const url = new URL(request.url);
  return {
    method: request.method.toUpperCase(),
    url,
    headers: request.headers,
    text: await readText(request, most(url.pathname)),
    // Read only while something waits: a server's request may grumble when its signal is touched.
    get signal() {
      return signal ?? request.signal;
    },
  };
}

/** Whether a text has no more bytes than that; only where it could be either are they counted. */
function isWithin(text: string, most: number): boolean {
  if (text.length > most) return false;
  return 3 * text.length <= most || new TextEncoder().encode(text).length <= most;
}

/** The text of a body; null as soon as it is longer than that, and the rest is not read. */
async function readText({ body }: Request, most: number): Promise<string | null> {
  if (body === null) return "";
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let [text, left] = ["", most];
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    left -= read.value.length;
    // It is not cancelled: a server would close the connection before there is an answer.
    if (left < 0) return null;
    text += decoder.decode(read.value, { stream: true });
  }
  return text + decoder.decode();
}

/** The URL as the client has sent it, which may have been to a proxy before this server. */
export function forwardedUrl(url: URL, headers: Headers): URL {
  // Of several proxies the first one is the client's.
  const [scheme, host, port] = ["proto", "host", "port"].map((name) =>
    headers.get(`x-forwarded-${name}`)?.split(",")[0]?.trim()
  );
  if (!scheme && !host && !port) return url;
  const sent = new URL(url);
  if (scheme && /^https?$/i.test(scheme)) sent.protocol = scheme;
  if (host && URL.canParse(`http://${host}`)) {
    sent.port = "";
    sent.host = host;
  }
  if (port && !/:\d+$/.test(host || url.host)) sent.port = port;
  return sent;
}
