import { scan } from "../../lib/kinds/scan.ts";
import { subKind } from "../base/kind.ts";
import { lazyGroup, subArea } from "../base/lazy.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const COMMANDS = {
  ...operations({
    settings: ["security_list_settings", "Show the settings of scans."],
    "set-plan": ["security_update_settings_plan", "Change which resources are scanned.", {
      example: "--help",
    }],
  }),
  scan: subKind(
    "Start and show scans.",
    {
      command: "security scan",
      kind: "scan",
      row: scan,
      sample: "497dcba3-ecbf-4587-a2dd-5eb0665e6880",
    },
    operations({
      latest: ["security_get_latest_scan", "Show the latest scan."],
      "start-rule": ["security_create_scan_rule", "Scan a resource with one rule.", {
        example: "--resource do:droplet:3164494",
      }],
      affected: [
        "security_list_scan_finding_affected_resources",
        "List the resources of a finding.",
        {
          example: "497dcba3-ecbf-4587-a2dd-5eb0665e6880 50e14f43-dd4e-412f-864d-78943ea28d91",
          columns: ["urn", "name", "type"],
        },
      ],
    }),
  ),
  suppression: subArea(
    "Suppress findings of scans.",
    operations({
      new: ["security_create_suppression", "Suppress a rule for resources.", {
        example: "--help",
      }],
      delete: ["security_delete_suppression", "Delete the suppression of a rule.", {
        example: "497dcba3-ecbf-4587-a2dd-5eb0665e6880",
      }],
    }),
  ),
};

/** `doapi security` */
export function security(ctx: Context, about: string, whole: Whole) {
  return lazyGroup(ctx, about, whole, "security", COMMANDS);
}
