import {
  RETENTION_DAYS,
  WEEKDAYS,
  WINDOW_HOURS,
  WINDOW_LENGTH,
  windowView,
} from "../rules/backups.ts";
import { listAnswer } from "../http/paging.ts";
import type { Answer, Context, Route } from "../http/router.ts";
import type { DropletRecord } from "../state/records.ts";
import { dropletOf } from "./droplets.ts";

function policyView(droplet: DropletRecord): Record<string, unknown> {
  return {
    droplet_id: droplet.id,
    backup_enabled: droplet.backup_policy !== null,
    ...(droplet.backup_policy && { backup_policy: droplet.backup_policy }),
    next_backup_window: windowView(droplet),
  };
}

function listPolicies(c: Context): Answer {
  const { droplets } = c.store;
  const answer = listAnswer(
    c,
    "policies",
    droplets.size,
    (at, n) => droplets.page(at, n),
    (droplet) => [String(droplet.id), policyView(droplet)] as const,
  );
  // The one list of the API that is an object: the policies by droplet id.
  const body = answer.body as { policies: [string, unknown][] };
  return { ...answer, body: { ...body, policies: Object.fromEntries(body.policies) } };
}

const SUPPORTED = (["weekly", "daily"] as const).map((name) => ({
  name,
  possible_window_starts: WINDOW_HOURS,
  window_length_hours: WINDOW_LENGTH,
  retention_period_days: RETENTION_DAYS[name],
  possible_days: name === "weekly" ? WEEKDAYS : [],
}));

/** When droplets are backed up. */
export const BACKUP_POLICY_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: "/v2/droplets/{droplet_id}/backups/policy",
    scope: "droplet:read",
    handler: (c) => ({ status: 200, body: { policy: policyView(dropletOf(c)) } }),
  },
  {
    method: "GET",
    path: "/v2/droplets/backups/policies",
    scope: "droplet:read",
    handler: listPolicies,
  },
  {
    method: "GET",
    path: "/v2/droplets/backups/supported_policies",
    scope: "droplet:read",
    handler: () => ({ status: 200, body: { supported_policies: SUPPORTED } }),
  },
];
