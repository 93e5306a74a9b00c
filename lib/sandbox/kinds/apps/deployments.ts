import { conflict } from "../../http/errors.ts";
import { timestamp } from "../../state/clock.ts";
import { copyJson, type JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import { pathOf, type PendingChange, type ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { createResource } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import { finishInvocations, startInvocations } from "./invocations.ts";
import { type Course, PHASES, progressOf } from "./progress.ts";
import { APPS } from "./paths.ts";
import { componentsIn } from "./spec.ts";
import { tierOf } from "./sizes.ts";

/** Where the deployments of an app are kept. */
export function deploymentsPath(app: string): string {
  return `${pathOf(APPS, app)}/deployments`;
}

/** The deployments of an app, oldest first. */
export function deploymentsOf(store: Store, app: string): readonly ResourceRecord[] {
  return store.resources.in(deploymentsPath(app)).items;
}

/** Whether a deployment is still on its way. */
export function isUnderWay({ fields }: ResourceRecord): boolean {
  return PHASES.slice(0, -1).includes(String(fields.phase));
}

/** The deployment of an app that is live. */
export function activeDeployment(store: Store, app: string): ResourceRecord | undefined {
  return deploymentsOf(store, app).find(({ fields }) => fields.phase === "ACTIVE");
}

function courseOf({ hidden }: ResourceRecord): Course {
  return hidden as unknown as Course;
}

function stop(store: Store, record: ResourceRecord, phase: string, message: string): void {
  const at = store.clock.now();
  record.fields.phase = phase;
  record.pending = [];
  const stopped = { code: phase === "CANCELED" ? "Canceled" : "Superseded", message, at };
  record.hidden = { ...record.hidden, stopped };
  finishInvocations(store, record, "CANCELED");
}

/** Refuses while a rollback has yet to be committed or reverted. */
export function checkPin(app: ResourceRecord): void {
  if (app.hidden?.pinned === undefined) return;
  throw conflict("The app is pinned to a rollback; commit or revert it to deploy again.");
}

function create({ parent }: KindContext, fields: JsonObject): void {
  const { spec = copyJson(parent?.fields.spec ?? {}), cause = "manual", cloned_from } = fields;
  // The rest of a request says how a deployment is to be made.
  for (const name of Object.keys(fields)) delete fields[name];
  if (parent && cause === "manual") checkPin(parent);
  Object.assign(fields, { spec, cause, ...(cloned_from !== undefined && { cloned_from }) });
}

/** A newer deployment takes the place of one that is not over. */
function created({ store, collection }: KindContext, record: ResourceRecord): void {
  record.hidden = { times: [record.created] };
  for (const other of store.resources.in(collection).items) {
    if (other === record || !isUnderWay(other)) continue;
    stop(store, other, "SUPERSEDED", "A newer deployment has taken its place.");
  }
  startInvocations(store, record);
}

function transitioned(store: Store, record: ResourceRecord, { at }: PendingChange): void {
  const { times } = courseOf(record);
  record.updated = at ?? store.clock.now();
  record.hidden = { ...record.hidden, times: [...times, record.updated] };
  if (record.fields.phase !== "ACTIVE") return;
  const path = store.resources.place(record.id)?.path ?? "";
  for (const other of store.resources.in(path).items) {
    if (other !== record && other.fields.phase === "ACTIVE") other.fields.phase = "SUPERSEDED";
  }
  finishInvocations(store, record, "SUCCEEDED");
}

/** A commit of a repository, or the digest of an image, that is the same in each answer. */
function sourceOf(component: JsonObject, { id }: ResourceRecord): JsonObject {
  const name = String(component.name);
  const hex = (uuid(name, id) + uuid(name, -id)).replaceAll("-", "");
  if (component.image) return { name, source_image_digest: `sha256:${hex}` };
  return { name, source_commit_hash: hex.slice(0, 40) };
}

/** A deployment as answers show it. */
export function viewDeployment(_store: Store, record: ResourceRecord): JsonObject {
  const { key, created, updated, fields } = record;
  const spec = fields.spec as JsonObject;
  const course = courseOf(record);
  const reached = course.stopped?.at ?? course.times.at(-1) ?? created;
  const sources = (["services", "static_sites", "workers", "jobs", "functions"] as const)
    .map((list) => [list, componentsIn(spec, list).map((one) => sourceOf(one, record))] as const)
    .filter(([, list]) => list.length > 0);
  return {
    ...fields,
    id: key,
    ...Object.fromEntries(sources),
    progress: progressOf(spec, course),
    tier_slug: tierOf(spec),
    created_at: timestamp(created),
    updated_at: timestamp(updated),
    phase_last_updated_at: timestamp(reached),
  };
}

/** Calls a deployment off. */
export function cancelDeployment({ store }: { store: Store }, record: ResourceRecord): void {
  if (!isUnderWay(record)) throw conflict("The deployment is not in progress.");
  stop(store, record, "CANCELED", "The deployment was canceled.");
}

/** What an app is built and run as, once for each change of it. */
export const DEPLOYMENT: Kind = {
  path: `${APPS}/{}/deployments`,
  newestFirst: true,
  transitions: PHASES.slice(1).map((to, i) => ({
    field: "phase",
    from: "PENDING_BUILD",
    to,
    after: (i + 1) / (PHASES.length - 1),
  })),
  create,
  created,
  transitioned,
  view: viewDeployment,
  actions: { "POST cancel": cancelDeployment },
};

/** Begins a deployment of an app with the spec that it has. */
export function deploy(
  c: KindContext,
  app: ResourceRecord,
  fields: { readonly cause: string; readonly cloned_from?: string },
): ResourceRecord {
  const context = { ...c, collection: deploymentsPath(app.key), parent: app };
  return createResource(context, DEPLOYMENT, { ...fields });
}
