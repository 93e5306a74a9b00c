import { ValidationError } from "@cliffy/command";
import type { Find } from "../../base/fields.ts";

/** What a rule can let through beside addresses, by the word before the colon. */
const ENDS: Readonly<Record<string, [field: string, list: string | null]>> = {
  tag: ["tags", null],
  droplet: ["droplet_ids", "/v2/droplets"],
  "load-balancer": ["load_balancer_uids", "/v2/load_balancers"],
  kubernetes: ["kubernetes_ids", "/v2/kubernetes/clusters"],
};

const DIRECTIONS = { inboundRule: "sources", outboundRule: "destinations" } as const;

/**
 * Reads rules as people write them, `protocol:tcp,ports:443,sources:0.0.0.0/0+tag:web`, into the
 * form that the fields have; a rule as JSON, and a file, stay as they are.
 */
export async function readRules(
  options: Readonly<Record<string, unknown>>,
  find: Find,
): Promise<Record<string, unknown>> {
  const read = { ...options };
  for (const [option, direction] of Object.entries(DIRECTIONS)) {
    const rules = options[option];
    if (!Array.isArray(rules)) continue;
    read[option] = await Promise.all(rules.map((rule) => readRule(String(rule), direction, find)));
  }
  return read;
}

async function readRule(text: string, direction: string, find: Find): Promise<string> {
  if (/^[[{@]/.test(text)) return text;
  const rule: Record<string, unknown> = {};
  for (const part of text.split(",")) {
    const [, key = "", value = ""] = /^([a-z_]+):(.*)$/s.exec(part) ?? [];
    if (!["protocol", "ports", direction].includes(key)) {
      throw new ValidationError(
        `The rule "${text}" must be protocol:NAME,ports:PORTS,${direction}:ADDRESS+tag:NAME; ` +
          `"${part}" is none of these.`,
      );
    }
    rule[key] = key === direction ? await readEnds(value, find) : value;
  }
  // What the API takes for every port, and for protocols that have none.
  rule.ports ??= "0";
  return JSON.stringify(rule);
}

async function readEnds(text: string, find: Find): Promise<Record<string, unknown[]>> {
  const ends: Record<string, unknown[]> = {};
  for (const end of text.split("+")) {
    const [, word = "", name = ""] = /^([a-z-]+):(.+)$/s.exec(end) ?? [];
    const known = Object.hasOwn(ENDS, word) ? ENDS[word] : undefined;
    const [field, list] = known ?? ["addresses", null];
    const value = known ? name : end;
    (ends[field] ??= []).push(list === null ? value : (await find(list, [value]))[0]);
  }
  return ends;
}
