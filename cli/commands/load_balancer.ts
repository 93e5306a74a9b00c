import { loadBalancer as row } from "../../lib/kinds/load_balancer.ts";
import { kindGroup } from "../base/kind.ts";
import type { Item } from "../base/kind/area.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "load-balancer", kind: "load_balancer", row, sample: "front", current };

/**
 * A load balancer as an update takes it: its region by the slug, of the two ways to say its size the
 * one of today, and droplets or the tag that chooses them.
 */
function current({ region, size: _, tag, droplet_ids, ...others }: Item): Item {
  const chosen = tag ? { tag } : { droplet_ids };
  return { ...others, ...chosen, region: (region as Item | undefined)?.slug };
}

const RULE = "front --forwarding-rule entry_protocol:http,entry_port:80," +
  "target_protocol:http,target_port:8080";

const COMMANDS = operations({
  "add-droplets": ["loadBalancers_add_droplets", "Add droplets to a load balancer.", {
    example: "front --droplet web-1 --droplet web-2",
  }],
  "remove-droplets": [
    "loadBalancers_remove_droplets",
    "Remove droplets from a load balancer.",
    { example: "front --droplet web-1" },
  ],
  "add-rules": ["loadBalancers_add_forwardingRules", "Add forwarding rules.", { example: RULE }],
  "remove-rules": ["loadBalancers_remove_forwardingRules", "Remove forwarding rules.", {
    example: RULE,
  }],
  purge: ["loadBalancers_delete_cache", "Purge the cache of a global load balancer.", {
    example: "front",
  }],
});

/** `doapi load-balancer` */
export function loadBalancer(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
