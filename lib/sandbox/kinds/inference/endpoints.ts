import { ApiError, conflict, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { timestamp } from "../../state/clock.ts";
import { copyJson, type JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { createResource, dueAfter } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import { vpcFor } from "../vpcs.ts";
import { syncAccelerators } from "./accelerators.ts";
import { CATALOGUE_ROUTES, isAccelerator } from "./catalogue.ts";
import { ENDPOINTS } from "./paths.ts";
import { createToken } from "./tokens.ts";

function checkModels(spec: JsonObject): void {
  for (const { accelerators = [] } of spec.model_deployments as JsonObject[]) {
    for (const { accelerator_slug: slug } of accelerators as JsonObject[]) {
      if (isAccelerator(slug)) continue;
      throw unprocessable(`There is no accelerator ${JSON.stringify(slug)}; see the sizes.`);
    }
  }
}

function create({ store }: KindContext, fields: JsonObject): void {
  const spec = fields.spec as JsonObject;
  checkModels(spec);
  vpcFor(store, (spec.vpc as JsonObject).uuid, String(spec.region));
  spec.version = 1;
  fields.pending_deployment_spec = copyJson(spec);
  // Secrets are sent and never shown.
  delete fields.access_tokens;
}

/** A change has to be one of the version that there is, and becomes the next one. */
function update(_c: KindContext, { fields }: ResourceRecord, changes: JsonObject): void {
  const spec = changes.spec as JsonObject | undefined;
  const current = fields.spec as JsonObject;
  delete changes.spec;
  delete changes.access_tokens;
  if (fields.status !== "active") {
    throw new ApiError(403, "forbidden", "The endpoint cannot be updated until it is active.");
  }
  if (spec === undefined) return;
  checkModels(spec);
  if (Number(spec.version) !== current.version) {
    throw conflict(`The version of the spec is ${current.version}.`);
  }
  const { region, vpc } = current;
  changes.pending_deployment_spec = {
    ...spec,
    region,
    vpc,
    version: current.version + 1,
  } as JsonObject;
}

function updated({ store }: KindContext, record: ResourceRecord): void {
  if (!record.fields.pending_deployment_spec) return;
  record.fields.status = "updating";
  store.resources.change(record, { at: dueAfter(store), set: { status: "active" } });
}

function transitioned(store: Store, record: ResourceRecord): void {
  const { status, pending_deployment_spec: next, ...fields } = record.fields;
  if (status !== "active" || !next) return;
  store.resources.in(ENDPOINTS).write(record, { ...fields, status, spec: next });
  record.updated = store.clock.now();
  syncAccelerators(store, record);
}

/** A spec as answers show it, and as the vendor's own Go client reads it. */
function specView(spec: JsonObject): JsonObject {
  const vpc = spec.vpc as JsonObject;
  return { ...spec, vpc_config: { vpc_uuid: vpc.uuid ?? "" } };
}

function view(_store: Store, record: ResourceRecord): JsonObject {
  const { id, key, created, updated, fields } = record;
  const spec = fields.spec as JsonObject;
  const { pending_deployment_spec: next, status } = fields;
  const host = (kind: string) =>
    `https://${
      uuid(key, id).replaceAll("-", "").slice(0, 24)
    }-${kind}-dedicated-inference.do-infra.ai`;
  return {
    id: key,
    name: spec.name ?? "",
    region: spec.region ?? "",
    vpc_uuid: (spec.vpc as JsonObject).uuid ?? "",
    spec: specView(spec),
    ...(next && {
      pending_deployment_spec: {
        ...specView(next as JsonObject),
        id: uuid(key, Number((next as JsonObject).version)),
        status: status === "updating" ? "updating" : "provisioning",
      },
    }),
    endpoints: {
      ...(spec.enable_public_endpoint === true && { public_endpoint_fqdn: host("public") }),
      private_endpoint_fqdn: host("private"),
    },
    created_at: timestamp(created),
    updated_at: timestamp(updated),
  };
}

/** A new endpoint comes with a token, which is shown in this answer only. */
function createEndpoint(c: Context): Answer {
  const { spec } = c.body as JsonObject;
  const context = { ...c, collection: ENDPOINTS };
  const record = createResource(context, ENDPOINT, { spec: spec as JsonObject });
  syncAccelerators(c.store, record);
  const token = createToken(c, record.key, { name: "default", is_managed: true });
  const shown = { ...record.fields, ...view(c.store, record) };
  return { status: 202, body: { dedicated_inference: shown, token } };
}

/** Endpoints of models on dedicated accelerators. */
export const ENDPOINT: Kind = {
  path: ENDPOINTS,
  unique: { fields: ["spec.name"], message: "An endpoint with this name already exists." },
  transitions: [
    { field: "status", from: "new", to: "provisioning", after: 0.25 },
    { field: "status", from: "new", to: "active" },
  ],
  deleting: { field: "status", value: "deleting" },
  create,
  update,
  updated,
  transitioned,
  view,
  routes: { "POST /v2/dedicated-inferences": createEndpoint, ...CATALOGUE_ROUTES },
};
