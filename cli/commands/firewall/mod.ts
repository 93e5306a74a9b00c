import { firewall as row } from "../../../lib/kinds/firewall.ts";
import { kindGroup } from "../../base/kind.ts";
import { operations } from "../../base/operation/leaf.ts";
import type { Context } from "../../context.ts";
import type { Whole } from "../../args/options.ts";
import { readRules } from "./rules.ts";

const AREA = {
  command: "firewall",
  kind: "firewall",
  row,
  sample: "web",
  prepare: readRules,
};

const RULES = {
  prepare: readRules,
  example: "web --inbound-rule protocol:tcp,ports:443,sources:0.0.0.0/0+tag:web",
};

const COMMANDS = operations({
  "add-droplets": ["firewalls_assign_droplets", "Add droplets to a firewall.", {
    example: "web --droplet web-1 --droplet web-2",
  }],
  "remove-droplets": ["firewalls_delete_droplets", "Remove droplets from a firewall.", {
    example: "web --droplet web-1",
  }],
  "add-tags": ["firewalls_add_tags", "Add tags to a firewall.", {
    example: "web --tag web",
  }],
  "remove-tags": ["firewalls_delete_tags", "Remove tags from a firewall.", {
    example: "web --tag web",
  }],
  "add-rules": ["firewalls_add_rules", "Add rules to a firewall.", RULES],
  "remove-rules": ["firewalls_delete_rules", "Remove rules from a firewall.", RULES],
});

/** `doapi firewall` */
export function firewall(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
