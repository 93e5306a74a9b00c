import { notFound, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { JsonObject } from "../../state/json.ts";
import { pathOf, type ResourceRecord } from "../../state/resources.ts";
import { running } from "../apps/insights.ts";
import { APPS } from "../apps/paths.ts";
import { instancesOf } from "../apps/spec.ts";
import { DATABASES } from "../databases/cluster.ts";
import { LOAD_BALANCERS } from "../load_balancers.ts";
import { constant, type Series, seriesAnswer, wave } from "./series.ts";

const METRICS = "GET /v2/monitoring/metrics";
const POOLS = "/v2/droplets/autoscale";

/** The series of a metric of a resource. */
type Maker = (record: ResourceRecord, c: Context) => Series[];

/** Between which bounds a value goes up and down. */
type Bounds = readonly [low: number, high: number];

/** The operations about metrics of a kind of resource. */
function metricsOf(
  collection: string,
  parameter: string,
  makers: Readonly<Record<string, Maker>>,
): Record<string, (c: Context) => Answer> {
  return Object.fromEntries(
    Object.entries(makers).map(([path, maker]) => [`${METRICS}/${path}`, (c) => {
      const record = c.store.resources.in(collection).named(c.query.get(parameter) as string);
      if (record === undefined) throw notFound();
      return seriesAnswer(c, record.created, maker(record, c));
    }]),
  );
}

/** Makers of the same shape for many metrics. */
function all(
  prefix: string,
  bounds: Readonly<Record<string, Bounds>>,
  maker: (name: string, bounds: Bounds) => Maker,
): Record<string, Maker> {
  return Object.fromEntries(
    Object.entries(bounds).map(([name, each]) => [`${prefix}/${name}`, maker(name, each)]),
  );
}

function ofBalancer(name: string, [low, high]: Bounds): Maker {
  return ({ key }) => [{ labels: { lb_id: key }, at: wave(`${key} ${name}`, low, high) }];
}

/** Nearly all responses of a load balancer are good ones. */
function responses(name: string): Maker {
  return ({ key }) =>
    [["2xx", 2], ["4xx", 0.05], ["5xx", 0.01]].map(([code, high]) => ({
      labels: { lb_id: key, code: String(code) },
      at: wave(`${key} ${name} ${code}`, 0, Number(high)),
    }));
}

/** What each node of a load balancer takes. */
function limit(each: number): Maker {
  return ({ key, fields }) => [{
    labels: { lb_id: key },
    at: constant(each * Number(fields.size_unit ?? 1)),
  }];
}

const BALANCER: Readonly<Record<string, Bounds>> = {
  droplets_connections: [0, 20],
  droplets_downtime: [0, 0],
  droplets_health_checks: [1, 1],
  droplets_http_response_time_50p: [0.01, 0.04],
  droplets_http_response_time_95p: [0.05, 0.12],
  droplets_http_response_time_99p: [0.12, 0.3],
  droplets_http_response_time_avg: [0.02, 0.06],
  droplets_http_session_duration_50p: [0.02, 0.08],
  droplets_http_session_duration_95p: [0.1, 0.3],
  droplets_http_session_duration_avg: [0.03, 0.1],
  droplets_queue_size: [0, 0],
  frontend_connections_current: [0, 40],
  frontend_cpu_utilization: [1, 8],
  frontend_firewall_dropped_bytes: [0, 0],
  frontend_firewall_dropped_packets: [0, 0],
  frontend_http_requests_per_second: [0, 3],
  frontend_network_throughput_http: [100, 4000],
  frontend_network_throughput_tcp: [0, 500],
  frontend_network_throughput_udp: [0, 0],
  frontend_nlb_tcp_network_throughput: [0, 500],
  frontend_nlb_udp_network_throughput: [0, 0],
  frontend_tls_connections_current: [0, 2],
  frontend_tls_connections_exceeding_rate_limit: [0, 0],
};

const DATABASE: Readonly<Record<string, Bounds>> = {
  cpu_usage: [2, 15],
  disk_usage: [8, 9],
  index_vs_sequential_reads: [85, 99],
  load: [0.05, 0.6],
  memory_usage: [35, 50],
  op_rates: [0, 12],
  schema_latency: [0.0005, 0.004],
  schema_throughput: [0, 60],
  threads_active: [1, 3],
  threads_connected: [2, 9],
  threads_created_rate: [0, 0.2],
};

/** The average, the greatest or the least of what a step has seen. */
const AGGREGATES: Readonly<Record<string, number>> = { avg: 1, max: 1.2, min: 0.8 };

function ofDatabase(name: string, [low, high]: Bounds): Maker {
  return ({ key, fields }, { query }) => {
    if (fields.engine !== "mysql") throw unprocessable("The cluster is not one of MySQL.");
    const wanted = ["aggregate", "metric", "schema"]
      .flatMap((one) => query.get(one) ? [[one, query.get(one) as string]] : []);
    const labels: Record<string, string> = { db_id: key, ...Object.fromEntries(wanted) };
    const { aggregate = "avg", metric = "", schema = "" } = labels;
    const value = wave(`${key} ${name} ${metric} ${schema}`, low, high);
    return [{ labels, at: (time) => value(time) * (AGGREGATES[aggregate] ?? 1) }];
  };
}

/** How many droplets there are in a pool. */
function members({ key }: ResourceRecord, { store }: Context): number {
  return store.resources.in(`${pathOf(POOLS, key)}/members`).items.length;
}

function wanted({ fields }: ResourceRecord, name: string): number | undefined {
  const value = (fields.config as JsonObject | undefined)?.[name];
  return typeof value === "number" && value > 0 ? value : undefined;
}

function ofPool(value: (pool: ResourceRecord, c: Context) => Series["at"] | undefined): Maker {
  return (pool, c) => {
    const at = value(pool, c);
    return at ? [{ labels: { autoscale_pool_id: pool.key }, at }] : [];
  };
}

// The target of a pool is a share, its metrics are percentages.
function target(name: string): Maker {
  return ofPool((pool) => {
    const share = wanted(pool, name);
    return share === undefined ? undefined : constant(share * 100);
  });
}

/** Each instance of what runs of an app, or of the component that the request names. */
function ofApp(name: string, [low, high]: Bounds): Maker {
  return (app, c) => {
    const only = c.query.get("app_component");
    return running(c, app).flatMap(([, component]) => {
      const app_component = String(component.name);
      if (only && only !== app_component) return [];
      return Array.from({ length: instancesOf(component) }, (_, i): Series => {
        const instance = `${app_component}-${i}`;
        const labels = { app_component, app_component_instance: instance, app_uuid: app.key };
        return { labels, at: wave(`${app.key} ${name} ${instance}`, low, high) };
      });
    });
  };
}

/** What load balancers, databases, autoscale pools and apps do. */
export const RESOURCE_METRICS = {
  ...metricsOf(LOAD_BALANCERS, "lb_id", {
    ...all("load_balancer", BALANCER, ofBalancer),
    "load_balancer/droplets_http_responses": responses("droplets"),
    "load_balancer/frontend_http_responses": responses("frontend"),
    "load_balancer/frontend_connections_limit": limit(10_000),
    "load_balancer/frontend_tls_connections_limit": limit(250),
  }),
  ...metricsOf(DATABASES, "db_id", all("database/mysql", DATABASE, ofDatabase)),
  ...metricsOf(POOLS, "autoscale_pool_id", {
    "droplet_autoscale/current_instances": ofPool((pool, c) => constant(members(pool, c))),
    "droplet_autoscale/target_instances": ofPool((pool, c) =>
      constant(wanted(pool, "target_number_instances") ?? members(pool, c))
    ),
    "droplet_autoscale/current_cpu_utilization": ofPool(({ key }) => wave(`${key} cpu`, 1, 8)),
    "droplet_autoscale/current_memory_utilization": ofPool(({ key }) =>
      wave(`${key} memory`, 20, 30)
    ),
    "droplet_autoscale/target_cpu_utilization": target("target_cpu_utilization"),
    "droplet_autoscale/target_memory_utilization": target("target_memory_utilization"),
  }),
  ...metricsOf(APPS, "app_id", {
    "apps/cpu_percentage": ofApp("cpu", [0.5, 6]),
    "apps/memory_percentage": ofApp("memory", [8, 30]),
    "apps/restart_count": ofApp("restarts", [0, 0]),
  }),
};
