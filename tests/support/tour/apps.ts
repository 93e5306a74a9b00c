import { put, stateOf, unique } from "./state.ts";
import type { Bodies, Preparations } from "./types.ts";
import type { Sandbox } from "@doapi/doapi/sandbox";

const SPEC = { name: "web", services: [{ name: "web" }] };

function superseded(sandbox: Sandbox, [app]: readonly string[]): boolean {
  const { spec } = stateOf(sandbox).resources["/v2/apps"]
    ?.find(({ key }) => key === app)?.fields ?? {};
  const fields = { phase: "SUPERSEDED", spec: spec ?? SPEC };
  put(sandbox, `/v2/apps/${app}/deployments`, () => ({ fields, hidden: { times: [0, 0, 0] } }));
  return true;
}

function previousDeployment(sandbox: Sandbox, [app]: readonly string[]): Record<string, unknown> {
  const path = `/v2/apps/${app}/deployments`;
  return { deployment_id: stateOf(sandbox).resources[path]?.at(-1)?.key };
}

function pinned(sandbox: Sandbox, [app]: readonly string[], isPinned = true): boolean {
  const state = sandbox.snapshot();
  const found = state.resources["/v2/apps"]?.find(({ key }) => key === app);
  if (found) found.hidden = isPinned ? { pinned: "", before: found.fields.spec ?? SPEC } : {};
  sandbox.restore(state);
  return true;
}

function unpinned(sandbox: Sandbox, keys: readonly string[]): boolean {
  return pinned(sandbox, keys, false);
}

function underWay(sandbox: Sandbox, [app, key = ""]: readonly string[]): boolean {
  const fields = { phase: "BUILDING", spec: SPEC };
  const pending = [{ at: null, set: { phase: "ACTIVE" } }];
  put(sandbox, `/v2/apps/${app}/deployments`, () => ({
    key,
    fields,
    pending,
    hidden: { times: [0, 0] },
  }));
  return true;
}

function invocation(sandbox: Sandbox, app = "", key = "", job = "job"): boolean {
  const fields = { job_name: job, phase: "RUNNING" };
  return put(sandbox, `/v2/apps/${app}/job-invocations`, () => ({ key, fields })) !== "";
}

/** Gives the component of the live deployment the name that the path has. */
function component(sandbox: Sandbox, keys: readonly string[]): boolean {
  const state = sandbox.snapshot();
  for (const { fields } of state.resources[`/v2/apps/${keys[0]}/deployments`] ?? []) {
    fields.spec = { ...SPEC, services: [{ name: keys.at(-1) as string }] };
  }
  sandbox.restore(state);
  return true;
}

function appSpec(): Record<string, unknown> {
  const git = { repo_clone_url: "https://example.com/web.git", branch: "main" };
  return { name: unique("app"), services: [{ name: "web", git }] };
}

/** The bodies of requests about apps. */
export const APPS_BODIES: Bodies = {
  apps_create: () => ({ spec: appSpec() }),
  apps_update: () => ({ spec: appSpec() }),
  apps_create_rollback: previousDeployment,
  apps_validate_rollback: previousDeployment,
  apps_list_metrics_bandwidth_daily: (sandbox) => ({
    app_ids: [stateOf(sandbox).resources["/v2/apps"]?.at(-1)?.key],
  }),
};

/** What comes before some of them. */
export const APPS_PREPARED: Preparations = {
  apps_create_rollback: superseded,
  apps_validate_rollback: superseded,
  apps_commit_rollback: pinned,
  apps_restart: unpinned,
  apps_revert_rollback: pinned,
  apps_cancel_deployment: underWay,
  apps_cancel_event: underWay,
  apps_cancel_job_invocation: (sandbox, [app, key]) => invocation(sandbox, app, key),
  apps_get_job_invocation_logs: (sandbox, [app, job, key]) => invocation(sandbox, app, key, job),
  apps_get_logs_active_deployment: component,
  apps_get_exec_active_deployment: component,
  apps_get_logs: component,
  apps_get_exec: component,
};
