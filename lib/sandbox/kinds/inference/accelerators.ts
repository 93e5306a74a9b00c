import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import { pathOf, type ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { beginTransitions, forget } from "../engine.ts";
import type { Kind } from "../kind.ts";
import { ENDPOINTS } from "./paths.ts";

/** What an endpoint is to have: one of each for every step of the scale. */
function wanted({ fields }: ResourceRecord): JsonObject[] {
  const { model_deployments } = fields.spec as JsonObject;
  return (model_deployments as JsonObject[]).flatMap(({ accelerators = [] }) =>
    (accelerators as JsonObject[]).flatMap(({ accelerator_slug, scale, type }) =>
      Array.from({ length: Number(scale ?? 1) }, (): JsonObject => ({
        slug: accelerator_slug ?? "",
        role: type ?? "",
      }))
    )
  );
}

/** Gives an endpoint the accelerators of its spec; those that it has already stay. */
export function syncAccelerators(store: Store, endpoint: ResourceRecord): void {
  const path = `${pathOf(ENDPOINTS, endpoint.key)}/accelerators`;
  const rest = [...store.resources.in(path).items];
  const now = store.clock.now();
  for (const fields of wanted(endpoint)) {
    const at = rest.findIndex((one) =>
      one.fields.slug === fields.slug && one.fields.role === fields.role
    );
    if (at >= 0) {
      rest.splice(at, 1);
      continue;
    }
    const key = uuid(path, store.state.counters.resource);
    const name = `${fields.slug}-${key.slice(0, 8)}`;
    const record = store.resources.add(path, {
      key,
      created: now,
      updated: now,
      fields: { ...fields, name },
      pending: [],
    });
    beginTransitions(store, record, [{ field: "status", from: "provisioning", to: "active" }]);
  }
  for (const record of rest) forget(store, record);
}

function view(_store: Store, { key, created }: ResourceRecord): JsonObject {
  return { id: key, created_at: timestamp(created) };
}

/** What the models of an endpoint run on. */
export const ACCELERATOR: Kind = { path: `${ENDPOINTS}/{}/accelerators`, view };
