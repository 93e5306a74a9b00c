import { invoiceId, monthOf } from "../../../lib/sandbox/kinds/billing/months.ts";
import { NODE_POOL } from "./state.ts";
import type { There } from "./types.ts";
import type { SandboxSeed } from "@doapi/doapi/sandbox";

/** What the sandbox of a tour begins with. */
export const TOUR_SEED: SandboxSeed = {
  account: { droplet_limit: 10_000 },
  droplets: 3,
  images: [{ name: "own" }],
  vpcs: [1, 2, 3, 4, 5, 6].map((number) => ({ name: `seeded-${number}` })),
  registries: [{ name: "seeded", subscription_tier_slug: "professional" }],
  kubernetes_clusters: [{ name: "seeded", node_pools: [NODE_POOL] }],
  databases: [
    { name: "seeded-pg", engine: "pg", version: "15" },
    { name: "seeded-mysql", engine: "mysql" },
    { name: "seeded-valkey", engine: "valkey" },
    { name: "seeded-kafka", engine: "kafka", size: "db-s-2vcpu-4gb", num_nodes: 3 },
    { name: "seeded-opensearch", engine: "opensearch", size: "db-s-2vcpu-4gb" },
  ],
};

/** What of it paths name. */
export const THERE: There = {
  // The preview of the invoice of this month.
  "/v2/customers/my/invoices": invoiceId(monthOf(Date.now())),
  "/v2/apps/tiers/instance_sizes": "apps-s-1vcpu-0.5gb",
  "/v2/droplets": "3164001",
  "/v2/images": "7938001",
  "/v2/databases/{}/schema-registry/{}/versions": "1",
  "/v2/gen-ai/agents/{}/child_agents": "example",
  "/v2/gen-ai/agents/{}/functions": "example",
  "/v2/gen-ai/agents/{}/guardrails": "example",
  "/v2/gen-ai/agents/{}/knowledge_bases": "example",
  "/v2/gen-ai/evaluation_runs/{}/results": "1",
};
