import type { Sandbox } from "../../lib/sandbox/mod.ts";

/** Answers one request; `peer` is the address that it came from. */
export type Answer = (request: Request, peer: string) => Promise<Response>;

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const LOCAL_NAME = /^(([\w-]+\.)*localhost|\d+\.\d+\.\d+\.\d+|\[[\da-f:.]+\])$/;

/** The files of the simulator's page, which have no secrets. */
const PAGE = /^\/_sandbox(\/(page\.(css|js))?)?$/;

/**
 * Answers as a sandbox does, and keeps its controls from everyone who should not have them: web pages
 * always, but its own, and other machines unless they are allowed to.
 */
export function guarded(sandbox: Pick<Sandbox, "fetch">, anywhere: boolean): Answer {
  return async (request, peer) => {
    const url = new URL(request.url);
    const reason = url.pathname.startsWith("/_sandbox")
      ? refusal(request, url, peer, anywhere)
      : null;
    if (reason === null) return await sandbox.fetch(request);
    return Response.json({ id: "forbidden", message: reason }, { status: 403 });
  };
}

/** What proxies add to a request that they pass on. */
const BY_PROXY = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host"];

/** Whether a request comes from a web page: a browser says so. */
function isOfPage(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  return headers.has("origin") || (site !== null && site !== "none");
}

/**
 * Whether the page of the simulator itself sends a request, or a browser opens it. The header is one
 * that a page from elsewhere cannot send: the browser would ask first whether it may.
 */
function isOwnPage({ method, headers }: Request, { pathname, origin }: URL): boolean {
  const site = headers.get("sec-fetch-site") ?? "same-origin";
  const isFile = method === "GET" && PAGE.test(pathname);
  // A link may lead to the page from anywhere; it then has its own origin, and is in no frame.
  if (isFile && headers.get("sec-fetch-mode") === "navigate") return true;
  if (site !== "same-origin" || (headers.get("origin") ?? origin) !== origin) return false;
  return isFile || headers.get("x-sandbox-page") === "1";
}

function refusal(request: Request, url: URL, peer: string, anywhere: boolean): string | null {
  const { headers } = request;
  const ofPage = isOfPage(headers);
  // Any page can have a browser on this machine send a POST; the browser says that it comes from one.
  if (ofPage && !isOwnPage(request, url)) return "The controls are not for web pages.";
  // A client behind a proxy on this machine would pass for a local one.
  const isLocal = LOOPBACK.test(peer) && !BY_PROXY.some((name) => headers.has(name));
  if (!anywhere && !isLocal) return "The controls are for this machine only.";
  // A page whose own name was made to point at this machine says nothing, but still has the name.
  if ((!anywhere || ofPage) && !LOCAL_NAME.test(url.hostname)) {
    return "The controls are reached as localhost or by an address, not by another name.";
  }
  return null;
}
