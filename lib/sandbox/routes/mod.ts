import type { Route } from "../http/router.ts";
import { ACCOUNT_ROUTES } from "./account.ts";
import { ACTION_ROUTES } from "./actions.ts";
import { BACKUP_POLICY_ROUTES } from "./backup_policies.ts";
import { DESTROY_ROUTES } from "./destroy.ts";
import { DOMAIN_ROUTES } from "./domains.ts";
import { DROPLET_ACTION_ROUTES } from "./droplet_actions.ts";
import { DROPLET_ROUTES } from "./droplets.ts";
import { IMAGE_ACTION_ROUTES } from "./image_actions.ts";
import { IMAGE_ROUTES } from "./images.ts";
import { KEY_ROUTES } from "./keys.ts";
import { RECORD_ROUTES } from "./records.ts";
import { REGION_AND_SIZE_ROUTES } from "./regions_sizes.ts";
import { RESERVED_IP_ROUTES } from "./reserved_ips.ts";
import { SNAPSHOT_ROUTES } from "./snapshots.ts";
import { TAG_ROUTES } from "./tags.ts";

/** Every operation that the sandbox answers. */
export const ROUTES: readonly Route[] = [
  ...ACCOUNT_ROUTES,
  ...KEY_ROUTES,
  ...ACTION_ROUTES,
  ...REGION_AND_SIZE_ROUTES,
  ...IMAGE_ROUTES,
  ...IMAGE_ACTION_ROUTES,
  ...DROPLET_ROUTES,
  ...BACKUP_POLICY_ROUTES,
  ...DESTROY_ROUTES,
  ...DROPLET_ACTION_ROUTES,
  ...DOMAIN_ROUTES,
  ...RECORD_ROUTES,
  ...RESERVED_IP_ROUTES,
  ...SNAPSHOT_ROUTES,
  ...TAG_ROUTES,
];
