import { partnerAttachment as row } from "../../lib/kinds/partner_attachment.ts";
import { kindGroup } from "../base/kind.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const AREA = { command: "partner-attachment", kind: "partner_attachment", row, sample: "office" };

const COMMANDS = operations({
  "bgp-key": ["partnerAttachments_get_bgp_auth_key", "Show the BGP key of an attachment.", {
    example: "office",
  }],
  "service-key": ["partnerAttachments_get_service_key", "Show the service key of an attachment.", {
    example: "office",
  }],
  "renew-service-key": [
    "partnerAttachments_create_service_key",
    "Regenerate the service key of an attachment.",
    { example: "office" },
  ],
  routes: ["partnerAttachments_list_remote_routes", "List the remote routes of an attachment.", {
    example: "office",
    columns: ["cidr"],
  }],
});

/** `doapi partner-attachment` */
export function partnerAttachment(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
