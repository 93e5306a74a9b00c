import { ApiError, notFound } from "../http/errors.ts";
import type { Kind } from "../kinds/kind.ts";
import { ALL_KINDS, kindOf } from "../kinds/all.ts";
import { KIND_RULES } from "../kinds/rules.ts";
import type { Rest } from "./load.ts";
import { type Answer, type Context, type Route, Router } from "../http/router.ts";
import { kindAbout } from "./act.ts";
import { checkRequest } from "./check.ts";
import { HANDLERS } from "./handlers.ts";
import { locate } from "./locate.ts";
import { PLAN, type Planned } from "./plan.ts";
import { objections } from "./strict.ts";
import { UPLOADS } from "./view.ts";

/** What answers in a way of its own, with the kind whose way it is. */
const OWN: ReadonlyMap<string, { kind: Kind; answer: (c: Context) => Answer }> = new Map(
  ALL_KINDS.flatMap((kind) =>
    Object.entries(kind.routes ?? {}).map(([name, answer]) => [name, { kind, answer }])
  ),
);

/** Whether the answer of a request is a stream, which nothing here sends. */
function isStream({ operation: { path } }: Planned, c: Context): boolean {
  return !path.startsWith("/v2/") && c.body.stream === true;
}

function serve(planned: Planned): Route["handler"] {
  const { operation, role } = planned;
  const own = OWN.get(`${operation.method} ${operation.path}`);
  const lenient = new Set((own?.kind ?? kindAbout(planned))?.lenient);
  return (c) => {
    // An id that is empty names nothing; to list everything instead would hide a caller's mistake.
    if (c.url.pathname.endsWith("/")) throw notFound();
    if (isStream(planned, c)) {
      const message = "This is a simulator of DigitalOcean, and it does not stream answers.";
      throw new ApiError(501, "not_implemented", message);
    }
    // The description has nothing but a refusal for operations that are over.
    if (operation.status >= 400) {
      throw new ApiError(operation.status, "gone", "This operation is no longer available.");
    }
    checkRequest(c, operation, lenient);
    if (own) return own.answer(c);
    const place = locate(c, planned);
    if (place.parent && role !== "act") kindOf(place.facts.home)?.owner?.(place.parent.record);
    return HANDLERS[role](c, planned, place);
  };
}

/** The one path that is none: the URL of an upload, which an answer gave. */
const UPLOAD = "/<upload_url>";

function routesOf(planned: Planned): Route[] {
  const { method, path, scopes = [], body } = planned.operation;
  const paths = path === UPLOAD ? [encodeURI(path), `${UPLOADS}/{upload_id}`] : [path];
  const raw = body?.type !== undefined;
  const [scope, handler] = [scopes.join(" "), serve(planned)];
  const { operation } = planned;
  const withheld = kindAbout(planned)?.withheld;
  return paths.map((path) => ({ method, path, scope, raw, withheld, operation, handler }));
}

/** Finds the operations of the description. */
export const REST: Rest = {
  router: new Router(PLAN.flatMap(routesOf)),
  kinds: KIND_RULES,
  objections,
};
