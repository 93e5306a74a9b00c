/**
 * The page under `/_sandbox/`, which shows what the account has and turns what the controls turn;
 * loaded with the first look at it.
 *
 * @module
 */
import { badRequest, methodNotAllowed } from "../http/errors.ts";
import type { SandboxResponse } from "../http/response.ts";
import type { Sandbox } from "../sandbox.ts";
import { client } from "./client.js";
import { HTML } from "./html.ts";
import { items, overview } from "./overview.ts";
import { CSS } from "./style.ts";

/** Nothing but its own files, in no frame, and no form that leads elsewhere. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: Record<string, string> = {
  "content-security-policy": POLICY,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

// As many as a page of the API has at most.
const MOST = 200;

function file(type: string, text: string): SandboxResponse {
  return { status: 200, text, headers: { ...HEADERS, "content-type": `${type}; charset=utf-8` } };
}

function json(body: unknown): SandboxResponse {
  const headers = { ...HEADERS, "content-type": "application/json" };
  return { status: 200, text: JSON.stringify(body), headers };
}

/** The body of a GET of the API as a token with every scope sees it; undefined without one. */
export type AdminGet = (path: string) => Promise<unknown>;

async function listItems(sandbox: Sandbox, get: AdminGet, query: URLSearchParams) {
  const path = query.get("path") ?? "";
  const limit = Number(query.get("limit") ?? MOST);
  if (!path.startsWith("/v2/")) throw badRequest('"path" must be the path of a list.');
  if (!(limit > 0)) throw badRequest('"limit" must be a number above 0.');
  const parts = path.includes("?") ? "&" : "?";
  const listed = await get(`${path}${parts}per_page=${Math.min(limit, MOST)}`);
  return json(items(sandbox, path, Math.min(limit, MOST), listed));
}

/**
 * Answers a request for a part of the page.
 *
 * @throws {ApiError} If it cannot be done.
 */
export async function page(
  sandbox: Sandbox,
  get: AdminGet,
  method: string,
  name: string,
  query: URLSearchParams,
): Promise<SandboxResponse> {
  if (method !== "GET") throw methodNotAllowed(["GET"]);
  switch (name) {
    case "":
      return file("text/html", HTML);
    case "page.css":
      return file("text/css", CSS);
    case "page.js":
      return file("text/javascript", `(${client})();\n`);
    case "items":
      return await listItems(sandbox, get, query);
    default:
      return json(overview(sandbox, query.get("after") ?? ""));
  }
}
