import { conflict } from "../../http/errors.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { uuid } from "../../state/random.ts";
import type { Kind, KindContext } from "../kind.ts";
import { APPS } from "./paths.ts";
import { componentsIn } from "./spec.ts";

/** Where the invocations of the jobs of the app of a deployment are kept. */
function pathFor(store: Store, deployment: ResourceRecord): string {
  const path = store.resources.place(deployment.id)?.path ?? "";
  return path.replace(/\/deployments$/, "/job-invocations");
}

/** The jobs of a deployment that is made; one that a failure calls for is not run. */
export function startInvocations(store: Store, deployment: ResourceRecord): void {
  const path = pathFor(store, deployment);
  const { created, key, fields } = deployment;
  for (const { name, kind } of componentsIn(fields.spec as JsonObject, "jobs")) {
    if (kind === "FAILED_DEPLOY") continue;
    store.resources.add(path, {
      key: uuid(path, store.state.counters.resource),
      created,
      updated: created,
      fields: { job_name: name ?? "", deployment_id: key, phase: "PENDING" },
      pending: [],
    });
  }
}

/** Ends the jobs of a deployment that is over. */
export function finishInvocations(store: Store, deployment: ResourceRecord, phase: string): void {
  for (const record of store.resources.in(pathFor(store, deployment)).items) {
    if (record.fields.deployment_id !== deployment.key || isOver(record)) continue;
    record.fields.phase = phase;
    record.updated = deployment.updated;
  }
}

function isOver({ fields }: ResourceRecord): boolean {
  return fields.phase !== "PENDING" && fields.phase !== "RUNNING";
}

function cancel({ now }: KindContext, record: ResourceRecord): void {
  if (isOver(record)) throw conflict("The job invocation is over.");
  record.fields.phase = "CANCELED";
  record.updated = now;
}

function view(_store: Store, record: ResourceRecord): JsonObject {
  const { key, created, updated } = record;
  return {
    id: key,
    trigger: { type: "UNKNOWN" },
    created_at: timestamp(created),
    started_at: timestamp(created),
    ...(isOver(record) && { completed_at: timestamp(updated) }),
  };
}

/** The runs of the jobs of an app. */
export const JOB_INVOCATION: Kind = {
  path: `${APPS}/{}/job-invocations`,
  newestFirst: true,
  view,
  actions: { "POST cancel": cancel },
};
