import { latest, put, stateOf, unique } from "./state.ts";
import type { Bodies, Preparations } from "./types.ts";

/** Where logs go to, with nothing that the description does not ask for. */
function destination(): Record<string, unknown> {
  return { type: "opensearch_ext", config: { endpoint: "https://logs.example.com" } };
}

function alertPolicy(): Record<string, unknown> {
  return {
    type: "v1/insights/droplet/cpu",
    description: unique("policy"),
    compare: "GreaterThan",
    value: 80,
    window: "5m",
    entities: ["3164001"],
    tags: [],
    alerts: { email: ["sammy@example.com"], slack: [] },
    enabled: true,
  };
}

function uptimeAlert(): Record<string, unknown> {
  const notifications = { email: ["sammy@example.com"], slack: [] };
  return { name: unique("alert"), type: "down", period: "2m", notifications };
}

/** The bodies of requests about monitoring and uptime. */
export const MONITORING_BODIES: Bodies = {
  monitoring_create_alertPolicy: alertPolicy,
  monitoring_update_alertPolicy: alertPolicy,
  monitoring_create_destination: destination,
  monitoring_update_destination: destination,
  monitoring_create_sink: (sandbox) => {
    const [cluster] = stateOf(sandbox).resources["/v2/kubernetes/clusters"] ?? [];
    return {
      destination_uuid: latest(sandbox, "/v2/monitoring/sinks/destinations"),
      resources: [{ urn: `do:kubernetes:${cluster?.key}`, name: "seeded" }],
    };
  },
  uptime_create_alert: uptimeAlert,
  uptime_update_alert: uptimeAlert,
  uptime_update_check: () => ({ name: unique("check") }),
  uptime_create_check: () => ({
    name: unique("check"),
    type: "https",
    target: "https://example.com/",
    regions: ["us_east"],
    enabled: true,
    // Required by the description, which does not say what it is.
    method: "GET",
  }),
};

/** What comes before some of them. */
export const MONITORING_PREPARED: Preparations = {
  monitoring_update_destination: (sandbox, [key = ""]) =>
    put(sandbox, "/v2/monitoring/sinks/destinations", () => ({ key })) !== "",
};
