import type { Kind } from "./kind.ts";

/** A CDN endpoint before a Spaces bucket. */
export const cdnEndpoint = {
  path: "/v2/cdn/endpoints",
  param: "cdn_id",
  one: "endpoint",
  many: "endpoints",
  by: ["origin", "custom_domain"],
  columns: ["id", "origin", "endpoint", "custom_domain", "ttl"],
} as const satisfies Kind;
