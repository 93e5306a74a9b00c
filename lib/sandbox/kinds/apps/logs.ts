import { notFound } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import { activeDeployment, deploymentsOf } from "./deployments.ts";
import { eventNamed } from "./events.ts";
import { appNamed } from "./paths.ts";
import { componentsOf } from "./spec.ts";

// Logs are kept by another service, which nothing here answers for.
const LOGS = "https://do-apps-logs-prod.example.com";

/** The deployment that a path names, or the live one. */
function deploymentFor(c: Context): ResourceRecord {
  const app = appNamed(c);
  const { deployment_id: id } = c.params;
  const found = id === undefined
    ? activeDeployment(c.store, app.key)
    : deploymentsOf(c.store, app.key).find(({ key }) => key === id);
  if (found === undefined) throw notFound();
  return found;
}

/** The components that a path means: the one that it names, or all. */
function componentsFor({ params }: Context, { fields }: ResourceRecord): string[] {
  const { component_name: wanted } = params;
  const names = componentsOf(fields.spec as JsonObject).map(([, { name }]) => String(name));
  const chosen = names.filter((name) => wanted === undefined || name === wanted);
  if (wanted !== undefined && chosen.length === 0) throw notFound();
  return chosen;
}

function tokenFor(c: Context, key: string): string {
  return uuid(c.url.pathname + key, c.store.state.counters.resource++);
}

/** What has been built is archived; what runs can also be followed. */
function logsOf(c: Context, key: string, names: readonly string[]): Answer {
  const type = (c.query.get("type") ?? "RUN").toLowerCase();
  const files = names.map((name) => `${LOGS}/${key}/${encodeURIComponent(name)}/${type}.log`);
  const live = `${LOGS.replace("https", "wss")}/${key}/${type}?token=${tokenFor(c, key)}`;
  const follows = type === "run" || c.query.get("follow") === "true";
  return { status: 200, body: { historic_urls: files, ...(follows && { live_url: live }) } };
}

function deploymentLogs(c: Context): Answer {
  const deployment = deploymentFor(c);
  return logsOf(c, deployment.key, componentsFor(c, deployment));
}

function eventLogs(c: Context): Answer {
  const deployment = eventNamed(c);
  return logsOf(c, deployment.key, componentsFor(c, deployment));
}

function invocationLogs(c: Context): Answer {
  const { job_name: name = "", job_invocation_id: id = "" } = c.params;
  const path = `/v2/apps/${encodeURIComponent(appNamed(c).key)}/job-invocations`;
  const record = c.store.resources.in(path).named(id);
  if (record === undefined || record.fields.job_name !== name) throw notFound();
  return logsOf(c, record.key, [name]);
}

function exec(c: Context): Answer {
  const deployment = deploymentFor(c);
  const [name = ""] = componentsFor(c, deployment);
  const token = tokenFor(c, deployment.key);
  const url = `${LOGS.replace("https", "wss")}/${deployment.key}/${name}/exec?token=${token}`;
  return { status: 200, body: { url } };
}

const APP = "/v2/apps/{app_id}";
const DEPLOYMENT = `${APP}/deployments/{deployment_id}`;

/** The URLs of logs and consoles. */
export const LOG_ROUTES = {
  [`GET ${APP}/logs`]: deploymentLogs,
  [`GET ${APP}/components/{component_name}/logs`]: deploymentLogs,
  [`GET ${DEPLOYMENT}/logs`]: deploymentLogs,
  [`GET ${DEPLOYMENT}/components/{component_name}/logs`]: deploymentLogs,
  [`GET ${APP}/events/{event_id}/logs`]: eventLogs,
  [`GET ${APP}/jobs/{job_name}/invocations/{job_invocation_id}/logs`]: invocationLogs,
  [`GET ${APP}/components/{component_name}/exec`]: exec,
  [`GET ${DEPLOYMENT}/components/{component_name}/exec`]: exec,
};
