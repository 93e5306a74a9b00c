import type { Answer, Context } from "../../http/router.ts";
import { copyJson, type JsonObject } from "../../state/json.ts";
import { APPS } from "./paths.ts";
import { isStatic, monthlyCost } from "./sizes.ts";
import { completeSpec } from "./spec.ts";

/** Says what an app would be and cost, and makes nothing. */
function propose(c: Context): Answer {
  const { spec: given, app_id: id } = c.body as JsonObject;
  const spec = copyJson(given) as JsonObject;
  completeSpec(spec);
  const apps = c.store.resources.in(APPS).items;
  const specs = new Map(apps.map(({ key, fields }) => [key, fields.spec as JsonObject]));
  const names = new Set([...specs].filter(([key]) => key !== id).map(([, { name }]) => name));
  const available = !names.has(spec.name as string);
  const statics = [...specs.values()].filter(isStatic).length;
  return {
    status: 200,
    body: {
      app_name_available: available,
      ...(!available && { app_name_suggestion: suggestion(String(spec.name), names) }),
      app_is_static: isStatic(spec),
      existing_static_apps: String(statics),
      spec,
      app_cost: Math.round(monthlyCost(spec)),
    },
  };
}

function suggestion(name: string, taken: ReadonlySet<unknown>): string {
  for (let number = 2;; number++) {
    const end = `-${number}`;
    const found = name.slice(0, 32 - end.length) + end;
    if (!taken.has(found)) return found;
  }
}

/** Checks an app before it is made. */
export const PROPOSE_ROUTES = { "POST /v2/apps/propose": propose };
