/** Words that are read letter by letter. */
const INITIALS = /\b(api|byoip|cdn|ip|nat|nfs|ssh|vpc)\b/g;

/** A name of the API as a sentence has it: `floating_ips` are floating IPs. */
export function inWords(name: string): string {
  return name.replaceAll("_", " ").replace(INITIALS, (word) => word.toUpperCase())
    .replace(/\b(ip|vpc)s\b/, (word) => word.slice(0, -1).toUpperCase() + "s")
    .replace("ipv6", "IPv6").replace("kubernetes", "Kubernetes");
}

/** A noun with "a" or "an" before it. */
export function withArticle(noun: string): string {
  return `${/^([aeio]|nfs|ssh|up)/i.test(noun) ? "an" : "a"} ${noun}`;
}

/** A number of things: "1 second", "2 seconds"; a noun in two words has its plural at its end. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Kinds whose nouns differ from their names. */
const NOUNS: Readonly<Record<string, string>> = {
  add_on: "add-on",
  anthropic_key: "Anthropic key",
  app_job_invocation: "job invocation",
  database: "database cluster",
  database_db: "database",
  database_logsink: "log sink",
  dedicated_inference: "dedicated inference endpoint",
  model_router: "router",
  openai_key: "OpenAI key",
  reserved_ipv6: "reserved IPv6 address",
  spaces_key: "Spaces key",
};

/** The noun for one of a kind, such as `"alert policy"` for `alert_policy`. */
export function nounOf(kind: string): string {
  return Object.hasOwn(NOUNS, kind) ? NOUNS[kind] as string : inWords(kind);
}

/** The noun for several of a kind. */
export function pluralOf(kind: string): string {
  const noun = nounOf(kind);
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(ch|s|sh|x)$/.test(noun) ? `${noun}es` : `${noun}s`;
}
