import { ExitError } from "../errors.ts";
import { reason } from "../files.ts";

/** How often a request is answered with another address, at most. */
const MAX_REDIRECTS = 5;

/** Whether nobody on the way can change what comes from a URL. */
export function isSafe({ protocol, hostname }: URL): boolean {
  const here = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && here);
}

/**
 * Reads what is at a URL as it comes, without the token.
 *
 * @param kind Of a signed URL, messages have the origin alone, and no redirect is followed.
 */
export async function* download(
  url: string,
  kind: "signed" | "public",
  signal: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const failed = (why: string) =>
    new ExitError(`Cannot read ${kind === "signed" ? new URL(url).origin : url}: ${why}`);
  try {
    const response = await get(url, kind === "signed" ? 0 : MAX_REDIRECTS, signal);
    if (!response.ok) throw failed(String(response.status));
    yield* response.body ?? [];
  } catch (error) {
    if (error instanceof ExitError) throw error;
    let deepest = error;
    while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
    // The runtime names the request again before it says what happened.
    throw failed(reason(deepest).replace(/^error sending .*?\): (client error \(\w+\): )?/, ""));
  }
}

async function get(url: string, redirects: number, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal, redirect: redirects ? "manual" : "error" });
  const location = response.headers.get("location");
  if (location === null || Math.trunc(response.status / 100) !== 3) return response;
  await response.body?.cancel();
  const target = new URL(location, url);
  if (!isSafe(target)) throw new Error(`it leads to ${target.origin}, which is not encrypted`);
  return await get(target.href, redirects - 1, signal);
}
