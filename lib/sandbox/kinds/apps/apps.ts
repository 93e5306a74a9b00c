import { notFound } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { timestamp } from "../../state/clock.ts";
import { copyJson, type JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { removeResource } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import { projectOf, urnOf } from "../membership.ts";
import { addressesOf } from "./addresses.ts";
import { syncAlerts } from "./alerts.ts";
import {
  activeDeployment,
  checkPin,
  deploy,
  deploymentsOf,
  isUnderWay,
  viewDeployment,
} from "./deployments.ts";
import { EVENT_ROUTES } from "./events.ts";
import { INSIGHT_ROUTES } from "./insights.ts";
import { LOG_ROUTES } from "./logs.ts";
import { APPS } from "./paths.ts";
import { PROPOSE_ROUTES } from "./propose.ts";
import { REGION_ROUTES, regionOf } from "./regions.ts";
import { ROLLBACK_ROUTES } from "./rollback.ts";
import { SIZE_ROUTES, tierOf } from "./sizes.ts";
import { completeSpec } from "./spec.ts";

function create(_c: KindContext, fields: JsonObject): void {
  completeSpec(fields.spec as JsonObject);
}

function created(c: KindContext, app: ResourceRecord): void {
  syncAlerts(c, app, app.fields.spec as JsonObject);
  deploy(c, app, { cause: "initial deployment" });
}

function update(_c: KindContext, app: ResourceRecord, changes: JsonObject): void {
  checkPin(app);
  const spec = changes.spec as JsonObject;
  completeSpec(spec);
  delete changes.update_all_source_versions;
}

function updated(c: KindContext, app: ResourceRecord): void {
  syncAlerts(c, app, app.fields.spec as JsonObject);
  deploy(c, app, { cause: "app spec updated" });
}

/** The deployments that an app shows, each under the name of what it is to the app. */
function deploymentViews(store: Store, app: ResourceRecord): JsonObject {
  const active = activeDeployment(store, app.key);
  const next = deploymentsOf(store, app.key).find(isUnderWay);
  const pinned = app.hidden?.pinned;
  const views = {
    active_deployment: active,
    [next?.fields.phase === "PENDING_BUILD" ? "pending_deployment" : "in_progress_deployment"]:
      next,
    pinned_deployment: deploymentsOf(store, app.key).find(({ key }) => key === pinned),
  };
  return Object.fromEntries(
    Object.entries(views).flatMap(([name, record]) =>
      record ? [[name, viewDeployment(store, record)]] : []
    ),
  );
}

function view(store: Store, app: ResourceRecord): JsonObject {
  const { key, created, updated, fields } = app;
  const spec = fields.spec as JsonObject;
  const active = activeDeployment(store, key);
  const last = deploymentsOf(store, key).at(-1);
  const region = regionOf(spec);
  return {
    id: key,
    owner_uuid: store.state.account.team.uuid,
    project_id: projectOf(store, urnOf(APPS, key) as string),
    tier_slug: tierOf(spec),
    ...(region && { region: copyJson(region) }),
    ...addressesOf(app, active),
    ...deploymentViews(store, app),
    created_at: timestamp(created),
    updated_at: timestamp(Math.max(updated, last?.updated ?? 0)),
    last_deployment_created_at: timestamp(last?.created ?? created),
  };
}

/** The answer has the id of what is gone and nothing else of it. */
function remove(c: Context): Answer {
  const app = c.store.resources.in(APPS).named(c.params.id as string);
  if (app === undefined) throw notFound();
  removeResource({ ...c, collection: APPS }, APP, app);
  return { status: 200, body: { id: app.key } };
}

/** Apps of App Platform. */
export const APP: Kind = {
  path: APPS,
  seed: {
    name: "apps",
    fields: { spec: "object" },
    required: ["spec"],
  },
  unique: { fields: ["spec.name"], message: "An app with this name already exists." },
  lenient: [
    // A boolean, which the description calls a text.
    "spec.ingress.rules[].component.preserve_path_prefix",
  ],
  create,
  created,
  update,
  updated,
  view,
  routes: {
    "DELETE /v2/apps/{id}": remove,
    ...EVENT_ROUTES,
    ...INSIGHT_ROUTES,
    ...LOG_ROUTES,
    ...PROPOSE_ROUTES,
    ...REGION_ROUTES,
    ...ROLLBACK_ROUTES,
    ...SIZE_ROUTES,
  },
};
