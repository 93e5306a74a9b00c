import { badRequest, unprocessable } from "../../http/errors.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import { pathOf, type ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { makeDroplets, planDroplets } from "../../rules/droplet_create.ts";
import { deleteDroplet } from "../../routes/droplets.ts";
import { createResource, forget } from "../engine.ts";
import type { Kind, KindContext } from "../kind.ts";
import { assign, checkProject } from "../membership.ts";
import { textsOf } from "../targets.ts";
import { memberView } from "./members.ts";

const POOLS = "/v2/droplets/autoscale";

const COOLDOWN = 10;

function membersPath({ key }: ResourceRecord): string {
  return `${pathOf(POOLS, key)}/members`;
}

/** How many droplets a pool is to have that has some: nothing loads them, so that none is added. */
function wantedCount({ config }: JsonObject, count: number): number {
  const { target_number_instances: fixed, min_instances, max_instances } = config as JsonObject;
  if (fixed) return Number(fixed);
  return Math.min(Math.max(count, Number(min_instances)), Number(max_instances));
}

function readConfig(config: JsonObject): JsonObject {
  const { target_number_instances: fixed, min_instances, max_instances } = config;
  if (fixed) {
    if (min_instances || max_instances) {
      throw unprocessable("config: target_number_instances and min_instances exclude each other");
    }
    return { target_number_instances: Number(fixed) };
  }
  if (Number(min_instances) > Number(max_instances)) {
    throw unprocessable("config: min_instances must not be above max_instances");
  }
  if (!config.target_cpu_utilization && !config.target_memory_utilization) {
    throw unprocessable(
      "config: a target_cpu_utilization or target_memory_utilization is required",
    );
  }
  return { ...config, cooldown_minutes: config.cooldown_minutes || COOLDOWN };
}

/** The template of a body with everything that it leaves out. */
function readTemplate(store: Store, template: JsonObject): JsonObject {
  checkProject(store, template.project_id);
  return {
    ...template,
    tags: textsOf(template.tags),
    ssh_keys: textsOf(template.ssh_keys),
    with_droplet_agent: template.with_droplet_agent === true,
    ipv6: template.ipv6 === true,
    public_networking: template.public_networking !== false,
  };
}

/** Names for droplets of a pool: its own, made a host's, and a number each. */
function namesFor(store: Store, { name, droplet_template }: JsonObject, count: number): string[] {
  const own = String((droplet_template as JsonObject).name || name);
  const stem = own.replace(/[^a-zA-Z0-9.-]+/g, "-").slice(0, 200);
  const first = store.state.counters.droplet;
  return Array.from({ length: count }, (_, i) => `${stem}-${first + i}`);
}

function check({ store }: KindContext, fields: JsonObject, had: number): void {
  fields.config = readConfig(fields.config as JsonObject);
  const template = readTemplate(store, fields.droplet_template as JsonObject);
  fields.droplet_template = template;
  planDroplets(store, template, Math.max(0, wantedCount(fields, had) - had));
}

function writeHistory(c: KindContext, pool: ResourceRecord, had: number, wanted: number): void {
  createResource(
    { ...c, collection: `${pathOf(POOLS, pool.key)}/history` },
    AUTOSCALE_HISTORY,
    {
      current_instance_count: had,
      desired_instance_count: wanted,
      reason: "CONFIGURATION_CHANGE",
    },
  );
}

/** Makes droplets that a pool lacks, and deletes those that it has too many of, newest first. */
function scale(c: KindContext, pool: ResourceRecord): void {
  const { store, now } = c;
  const members = [...store.resources.in(membersPath(pool)).items];
  const wanted = wantedCount(pool.fields, members.length);
  if (wanted === members.length) return;
  writeHistory(c, pool, members.length, wanted);
  for (const { key } of members.slice(wanted).toReversed()) {
    deleteDroplet(store, store.droplet(Number(key)));
  }
  if (wanted < members.length) return;
  const template = pool.fields.droplet_template as JsonObject;
  const names = namesFor(store, pool.fields, wanted - members.length);
  for (const { droplet } of makeDroplets(store, template, names)) {
    const { project_id: project } = template;
    if (project) assign(store, `do:droplet:${droplet.id}`, String(project));
    store.resources.add(membersPath(pool), {
      key: String(droplet.id),
      created: now,
      updated: now,
      fields: {},
      pending: [],
    });
  }
}

/** Deletes a pool with its droplets, which without this stay. */
function removeAll({ store, headers }: KindContext, pool: ResourceRecord): void {
  if (headers.get("x-dangerous") !== "true") {
    throw badRequest("The X-Dangerous header must be true to destroy the Droplets of the pool.");
  }
  for (const { key } of [...store.resources.in(membersPath(pool)).items]) {
    deleteDroplet(store, store.droplet(Number(key)));
  }
  forget(store, pool);
}

function view(store: Store, pool: ResourceRecord): JsonObject {
  const active = store.resources.in(membersPath(pool)).items
    .filter(({ key }) => store.droplets.find(Number(key))?.status === "active");
  return {
    id: pool.key,
    created_at: timestamp(pool.created),
    updated_at: timestamp(pool.updated),
    status: "active",
    current_utilization: { memory: 0, cpu: 0 },
    active_resources_count: active.length,
  };
}

/** Pools of droplets whose number follows from what they have to do. */
export const AUTOSCALE_POOL: Kind = {
  path: POOLS,
  seed: {
    name: "autoscale_pools",
    fields: { name: "string", config: "object", droplet_template: "object" },
    required: ["name", "config", "droplet_template"],
  },
  missing: "autoscale group with id {} not found",
  fixed: ["name"],
  create: (c, fields) => check(c, fields, 0),
  created: scale,
  update: (c, pool, changes) => {
    const { name = "" } = pool.fields;
    check(c, Object.assign(changes, { name }), c.store.resources.in(membersPath(pool)).size);
  },
  updated: scale,
  view,
  actions: { "DELETE dangerous": removeAll },
};

/** The droplets of a pool. */
export const AUTOSCALE_MEMBER: Kind = {
  path: `${POOLS}/{}/members`,
  key: "droplet_id",
  view: memberView,
};

/** When a pool grew and shrank. */
export const AUTOSCALE_HISTORY: Kind = {
  path: `${POOLS}/{}/history`,
  key: "history_event_id",
  transitions: [{ field: "status", from: "in_progress", to: "success" }],
  view: (_store, { key, created, updated }) => ({
    history_event_id: key,
    created_at: timestamp(created),
    updated_at: timestamp(updated),
  }),
};
