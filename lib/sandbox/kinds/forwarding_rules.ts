import { unprocessable } from "../http/errors.ts";
import type { Json, JsonObject } from "../state/json.ts";
import type { Store } from "../state/store.ts";
import { checkCertificate } from "./certificates.ts";
import { listOf } from "./targets.ts";

const ENCRYPTED: readonly Json[] = ["https", "http2", "http3"];

function checkPort(rule: JsonObject, name: string): void {
  const port = Number(rule[name]);
  if (port < 1 || port > 65_535) throw unprocessable(`${name} must be between 1 and 65535`);
}

function readRule(store: Store, rule: JsonObject): JsonObject {
  for (const name of ["entry_port", "target_port"]) checkPort(rule, name);
  const { entry_protocol: entry = "", target_protocol: target = "" } = rule;
  const { certificate_id: certificate, tls_passthrough: passthrough } = rule;
  if ((entry === "udp") !== (target === "udp")) {
    throw unprocessable("entry_protocol and target_protocol must both be udp, or neither");
  }
  if (ENCRYPTED.includes(entry) && !certificate && passthrough !== true) {
    throw unprocessable(`entry_protocol ${entry} needs a certificate_id or tls_passthrough`);
  }
  if (certificate && passthrough === true) {
    throw unprocessable("certificate_id and tls_passthrough exclude each other");
  }
  checkCertificate(store, certificate);
  return {
    entry_protocol: entry,
    entry_port: Number(rule.entry_port),
    target_protocol: target,
    target_port: Number(rule.target_port),
    certificate_id: certificate || "",
    tls_passthrough: passthrough === true,
  };
}

/** A place where a load balancer listens, which can have one rule; UDP has ports of its own. */
function entryOf({ entry_protocol, entry_port }: JsonObject): string {
  return `${entry_protocol === "udp" ? "udp" : "tcp"} ${entry_port}`;
}

/**
 * The forwarding rules of a list as answers have them, checked.
 *
 * @throws {ApiError} 422 if one is refused, or two listen at the same port.
 */
export function readForwardingRules(store: Store, list: unknown): JsonObject[] {
  return (listOf(list) as JsonObject[]).map((rule) => readRule(store, rule));
}

/** Refuses a load balancer of which two rules listen at the same port, or which has none. */
export function checkForwardingRules(rules: readonly JsonObject[]): void {
  if (rules.length === 0) throw unprocessable("forwarding_rules must have at least 1 item");
  const entries = rules.map(entryOf);
  const twice = rules.find((rule, i) => entries.indexOf(entryOf(rule)) !== i);
  if (twice !== undefined) {
    throw unprocessable(`entry_port ${twice.entry_port} is used by more than one forwarding rule`);
  }
}
