/** Which requests destroy something for good. */

/** The effect of a request. */
export type Verb = "delete" | "rebuild" | "restore";

/** DELETE requests that detach something without deleting it. */
const TAKING_APART = [
  /^\/v2\/(firewalls|load_balancers|tags)\/[^/]+\/[a-z_]+$/,
  /^\/v2\/cdn\/endpoints\/[^/]+\/cache$/,
  /^\/v2\/kubernetes\/(registry|registries)$/,
  /^\/v2\/gen-ai\/agents\/[^/]+\/(child_agents|functions|guardrails|knowledge_bases)\/[^/]+$/,
];

/** Actions that erase a disk. */
const ACTIONS: Readonly<Record<string, Verb>> = { rebuild: "rebuild", restore: "restore" };

/** Requests that change nothing, whatever their method. */
const HARMLESS = [/^\/v2\/apps\/propose$/, /^\/v2\/registr(y|ies)\/validate-name$/];

/** Whether a request can change something. */
export function changes(method: string, path: string): boolean {
  return method !== "GET" && !HARMLESS.some((pattern) => pattern.test(path));
}

/** The verb of a destructive request; `null` for others. */
export function destroys(method: string, path: string, body: unknown): Verb | null {
  if (method === "DELETE") return TAKING_APART.some((one) => one.test(path)) ? null : "delete";
  if (method !== "POST") return null;
  if (/\/destroy_with_associated_resources\/retry$/.test(path)) return "delete";
  return /\/actions$/.test(path) ? verbOf(body) : null;
}

/** The verb of a destructive action, by its body. */
export function verbOf(body: unknown): Verb | null {
  const { type } = (typeof body === "string" ? parsed(body) : body ?? {}) as { type?: unknown };
  return typeof type === "string" && Object.hasOwn(ACTIONS, type) ? ACTIONS[type] ?? null : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
