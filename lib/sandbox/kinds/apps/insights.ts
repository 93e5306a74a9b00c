import type { Answer, Context } from "../../http/router.ts";
import { timestamp } from "../../state/clock.ts";
import { notFound } from "../../http/errors.ts";
import type { JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import { activeDeployment } from "./deployments.ts";
import { appNamed, APPS } from "./paths.ts";
import { componentsIn, instancesOf } from "./spec.ts";

const DAY = 86_400_000;

/** The components of the live deployment that run, with the kind of each. */
export function running(c: Context, app: ResourceRecord): [type: string, component: JsonObject][] {
  const spec = (activeDeployment(c.store, app.key)?.fields.spec ?? {}) as JsonObject;
  const typed = (type: string, list: "services" | "workers") =>
    componentsIn(spec, list).map((one): [string, JsonObject] => [type, one]);
  return [...typed("SERVICE", "services"), ...typed("WORKER", "workers")];
}

function instances(c: Context): Answer {
  const app = appNamed(c);
  const deployment = activeDeployment(c.store, app.key);
  const list = running(c, app).flatMap(([type, component]) => {
    const name = String(component.name);
    return Array.from({ length: instancesOf(component) }, (_, i): JsonObject => {
      const hex = uuid(`${name} ${i}`, deployment?.id ?? 0);
      return {
        component_name: name,
        component_type: type,
        instance_name: `${name}-${hex.slice(0, 8)}-${hex.slice(-5)}`,
        instance_alias: `${name}-${i}`,
      };
    });
  });
  return { status: 200, body: { instances: list } };
}

function health(c: Context): Answer {
  const app = appNamed(c);
  const spec = (activeDeployment(c.store, app.key)?.fields.spec ?? {}) as JsonObject;
  const components = running(c, app).map(([, component]): JsonObject => ({
    name: String(component.name),
    cpu_usage_percent: 0,
    memory_usage_percent: 0,
    replicas_desired: instancesOf(component),
    replicas_ready: instancesOf(component),
    state: "HEALTHY",
  }));
  const functions = componentsIn(spec, "functions").map(({ name }): JsonObject => ({
    name: String(name),
    functions_component_health_metrics: [
      { metric_label: "activations_count", metric_value: 0, time_window: "1h" },
    ],
  }));
  return { status: 200, body: { app_health: { components, functions_components: functions } } };
}

/** Nobody visits the apps of a sandbox. */
function usage(c: Context, date: unknown, ids: readonly string[]): Answer {
  const day = Date.parse(String(date || "")) || c.now - DAY;
  const list = ids.map((app_id) => ({ app_id, bandwidth_bytes: "0" }));
  const start = timestamp(Math.floor(day / DAY) * DAY);
  return { status: 200, body: { app_bandwidth_usage: list, date: start } };
}

function bandwidth(c: Context): Answer {
  return usage(c, c.query.get("date"), [appNamed(c).key]);
}

function bandwidths(c: Context): Answer {
  const ids = c.body.app_ids as string[];
  const apps = c.store.resources.in(APPS);
  if (ids.some((id) => apps.named(id) === undefined)) throw notFound();
  return usage(c, c.body.date, ids);
}

/** What runs for an app, and how it does. */
export const INSIGHT_ROUTES = {
  "GET /v2/apps/{app_id}/instances": instances,
  "GET /v2/apps/{app_id}/health": health,
  "GET /v2/apps/{app_id}/metrics/bandwidth_daily": bandwidth,
  "POST /v2/apps/metrics/bandwidth_daily": bandwidths,
};
