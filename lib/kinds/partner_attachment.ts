import type { Kind } from "./kind.ts";

/** A connection of VPCs to a partner's network. */
export const partnerAttachment = {
  path: "/v2/partner_network_connect/attachments",
  param: "pa_id",
  one: "partner_attachment",
  many: "partner_attachments",
  by: ["name"],
  update: "PATCH",
  columns: [
    "id",
    "name",
    "state",
    "region",
    "connection_bandwidth_in_mbps",
    "naas_provider",
    "vpc_ids",
  ],
  ready: {
    "field": "state",
    "from": ["CREATING", "PENDING", "PROVISIONING"],
    "to": ["ACTIVE", "UP"],
    "failed": ["ERROR", "FAILED"],
  },
} as const satisfies Kind;
