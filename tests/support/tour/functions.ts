import { unique } from "./state.ts";
import type { Bodies } from "./types.ts";

/** The bodies of requests about functions. */
export const FUNCTIONS_BODIES: Bodies = {
  functions_create_namespace: () => ({ region: "nyc1", label: unique("label") }),
  functions_create_trigger: () => ({
    name: unique("trigger"),
    function: "hello",
    type: "SCHEDULED",
    is_enabled: true,
    scheduled_details: { cron: "*/5 * * * *" },
  }),
  functions_update_trigger: () => ({ is_enabled: false }),
  functionsAccessKey_create: () => ({ name: unique("key"), expires_in: "7d" }),
};
