import type { Sandbox } from "../../lib/sandbox/mod.ts";

/** Answers one request; `peer` is the address that it came from. */
export type Answer = (request: Request, peer: string) => Promise<Response>;

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const LOCAL_NAME = /^(([\w-]+\.)*localhost|\d+\.\d+\.\d+\.\d+|\[[\da-f:.]+\])$/;

/**
 * Answers as a sandbox does, and keeps its controls from everyone who should not have them: web pages
 * always, other machines unless they are allowed to.
 */
export function guarded(sandbox: Sandbox, anywhere: boolean): Answer {
  return async (request, peer) => {
    const { pathname, hostname } = new URL(request.url);
    const reason = pathname.startsWith("/_sandbox")
      ? refusal(request.headers, hostname, peer, anywhere)
      : null;
    if (reason === null) return await sandbox.fetch(request);
    return Response.json({ id: "forbidden", message: reason }, { status: 403 });
  };
}

/** What proxies add to a request that they pass on. */
const BY_PROXY = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host"];

function refusal(
  headers: Headers,
  hostname: string,
  peer: string,
  anywhere: boolean,
): string | null {
  // Any page can have a browser on this machine send a POST; the browser says that it comes from one.
  const site = headers.get("sec-fetch-site");
  if (headers.has("origin") || (site !== null && site !== "none")) {
    return "The controls are not for web pages.";
  }
  if (anywhere) return null;
  // A client behind a proxy on this machine would pass for a local one.
  if (!LOOPBACK.test(peer) || BY_PROXY.some((name) => headers.has(name))) {
    return "The controls are for this machine only.";
  }
  // A page whose own name was made to point at this machine says nothing, but still has the name.
  if (!LOCAL_NAME.test(hostname)) {
    return "The controls are reached as localhost or by an address, not by another name.";
  }
  return null;
}
