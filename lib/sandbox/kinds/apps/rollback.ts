import { conflict, notFound, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { copyJson, type JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { KindContext } from "../kind.ts";
import { syncAlerts } from "./alerts.ts";
import { checkPin, deploy, deploymentsOf, viewDeployment } from "./deployments.ts";
import { appNamed, APPS } from "./paths.ts";
import { componentsIn } from "./spec.ts";

// What is older than this has been cleaned up.
const KEPT = 10;

function targetOf(c: Context, app: ResourceRecord): ResourceRecord {
  const id = c.body.deployment_id;
  const target = deploymentsOf(c.store, app.key).find(({ key }) => key === id);
  if (target === undefined) throw notFound();
  return target;
}

/** What forbids a rollback to a deployment, as the API says it. */
function obstacle(c: Context, app: ResourceRecord, target: ResourceRecord): JsonObject | undefined {
  const { phase, spec } = target.fields;
  if (app.hidden?.pinned !== undefined) {
    return { code: "app_pinned", message: "the app is pinned to a rollback already" };
  }
  if (phase === "ERROR" || phase === "CANCELED") {
    const message = `deployment result ${JSON.stringify(phase)} is unsuitable for rollback`;
    return { code: "incompatible_result", message };
  }
  if (phase !== "SUPERSEDED" || target.hidden?.stopped !== undefined) {
    const message = `deployment phase ${JSON.stringify(phase)} is unsuitable for rollback`;
    return { code: "incompatible_phase", message };
  }
  const live = deploymentsOf(c.store, app.key).filter(({ hidden }) => !hidden?.stopped);
  if (live.length - live.indexOf(target) > KEPT + 1) {
    const message = `only the last ${KEPT} successful deployments can be rolled back to`;
    return { code: "exceeded_revision_limit", message };
  }
  if ((spec as JsonObject).region !== (app.fields.spec as JsonObject).region) {
    return { code: "region_conflict", message: "the deployment is in another region" };
  }
  return undefined;
}

/** What is not as it was when the deployment was made. */
function warningsOf({ fields }: ResourceRecord): JsonObject[] {
  const spec = fields.spec as JsonObject;
  const sites = componentsIn(spec, "static_sites").map(({ name }) => name ?? "");
  return sites.length === 0 ? [] : [{
    code: "static_site_requires_rebuild",
    message: "one or more static sites are built again, which takes longer than usual",
    components: sites,
  }];
}

function validate(c: Context): Answer {
  const app = appNamed(c);
  const target = targetOf(c, app);
  const error = obstacle(c, app, target);
  const warnings = warningsOf(target);
  return {
    status: 200,
    body: {
      valid: error === undefined,
      ...(error && { error }),
      ...(warnings.length > 0 && { warnings }),
    },
  };
}

function contextOf(c: Context): KindContext {
  return { ...c, collection: APPS };
}

/** Gives an app another spec and deploys it. */
function redeploy(c: Context, app: ResourceRecord, spec: JsonObject, cause: string, from?: string) {
  const context = contextOf(c);
  app.fields.spec = copyJson(spec);
  app.updated = c.now;
  syncAlerts(context, app, spec);
  return deploy(context, app, { cause, ...(from !== undefined && { cloned_from: from }) });
}

function answer(c: Context, deployment: ResourceRecord): Answer {
  return { status: 200, body: { deployment: viewDeployment(c.store, deployment) } };
}

function rollBack(c: Context): Answer {
  const app = appNamed(c);
  const target = targetOf(c, app);
  const error = obstacle(c, app, target);
  if (error?.code === "app_pinned") checkPin(app);
  if (error) throw unprocessable(String(error.message));
  const before = app.fields.spec as JsonObject;
  const deployment = redeploy(
    c,
    app,
    target.fields.spec as JsonObject,
    "manual rollback",
    target.key,
  );
  if (c.body.skip_pin !== true) app.hidden = { ...app.hidden, pinned: deployment.key, before };
  return answer(c, deployment);
}

function pinned(c: Context): ResourceRecord {
  const app = appNamed(c);
  if (app.hidden?.pinned === undefined) throw conflict("The app is not pinned to a rollback.");
  return app;
}

function unpin(app: ResourceRecord): void {
  const { pinned: _, before: __, ...hidden } = app.hidden ?? {};
  app.hidden = hidden;
}

function commit(c: Context): Answer {
  unpin(pinned(c));
  return { status: 200 };
}

function revert(c: Context): Answer {
  const app = pinned(c);
  const before = app.hidden?.before as JsonObject;
  unpin(app);
  return answer(c, redeploy(c, app, before, "rollback reverted"));
}

/** Going back to an earlier deployment, and from there on or back again. */
export const ROLLBACK_ROUTES = {
  "POST /v2/apps/{app_id}/rollback": rollBack,
  "POST /v2/apps/{app_id}/rollback/validate": validate,
  "POST /v2/apps/{app_id}/rollback/commit": commit,
  "POST /v2/apps/{app_id}/rollback/revert": revert,
};
