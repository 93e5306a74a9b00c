import type { Kind } from "../kind.ts";
import { ALERT_POLICY } from "./alert_policies.ts";
import { DESTINATION, SINK } from "./sinks.ts";
import { UPTIME_ALERT, UPTIME_CHECK } from "./uptime.ts";

/** What watches over resources: policies, metrics, sinks of logs, checks from outside. */
export const MONITORING_KINDS: readonly Kind[] = [
  ALERT_POLICY,
  DESTINATION,
  SINK,
  UPTIME_ALERT,
  UPTIME_CHECK,
];
