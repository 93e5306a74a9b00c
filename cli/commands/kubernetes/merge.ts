import type { Document, YAMLMap, YAMLSeq } from "yaml";
import { ExitError } from "../../errors.ts";

/** The lists of a kubeconfig. */
const LISTS = ["clusters", "contexts", "users"] as const;

/** Leaves long lines as long as they are. */
const AS_THEY_ARE = { lineWidth: 0 };

/** A kubeconfig as it is parsed. */
interface Config {
  "current-context"?: string;
  clusters?: { name: string }[];
  contexts?: { name: string }[];
  users?: { name: string }[];
}

/** Names that a kubeconfig has: of its clusters, contexts and users. */
export type Names = Readonly<Record<(typeof LISTS)[number], readonly string[]>>;

/** Reads the names in a kubeconfig. */
export async function namesIn(text: string): Promise<Names> {
  const { parse } = await import("yaml");
  const config = parse(text) as Config | null;
  const names = (list: (typeof LISTS)[number]) => (config?.[list] ?? []).map(({ name }) => name);
  return { clusters: names("clusters"), contexts: names("contexts"), users: names("users") };
}

/**
 * Merges one kubeconfig into another one: entries of the same name are replaced, everything
 * else stays, comments too.
 *
 * @param file What the text that is changed is called in messages.
 * @param into The text that is changed; empty where there is no file yet.
 * @param from The text of the cluster's own.
 * @param current Whether the cluster becomes the current one.
 * @throws {ExitError} If either is not a kubeconfig.
 */
export async function merged(
  file: string,
  into: string,
  from: string,
  current: boolean,
): Promise<string> {
  const added = await read(from, "the API's answer");
  for (const list of LISTS) {
    if (sequence(added, list).items.length > 0) continue;
    throw new ExitError(`Cannot read the API's answer as a kubeconfig: it has no ${list}`);
  }
  if (into.trim() === "") return added.toString();
  const config = await read(into, file);
  for (const list of LISTS) {
    const items = sequence(config, list);
    for (const item of (added.get(list) as YAMLSeq<YAMLMap> | undefined)?.items ?? []) {
      const at = items.items.findIndex((one) => one.get("name") === item.get("name"));
      if (at < 0) items.add(item);
      else items.items[at] = item;
    }
  }
  if (current) config.set("current-context", added.get("current-context"));
  return config.toString(AS_THEY_ARE);
}

/** Removes entries by name from a kubeconfig; `null` if it has none of them. */
export async function without(
  file: string,
  text: string,
  names: Names,
): Promise<string | null> {
  const config = await read(text, file);
  let found = false;
  for (const list of LISTS) {
    const items = sequence(config, list);
    const left = items.items.filter((item) => !names[list].includes(String(item.get("name"))));
    found ||= left.length < items.items.length;
    items.items = left;
  }
  const current = String(config.get("current-context") ?? "");
  if (names.contexts.includes(current)) config.set("current-context", "");
  return found ? config.toString(AS_THEY_ARE) : null;
}

async function read(text: string, what: string): Promise<Document> {
  const { isMap, isSeq, parseDocument } = await import("yaml");
  const config = parseDocument(text);
  const [problem] = config.errors;
  if (problem || !isMap(config.contents)) {
    const why = problem?.message.split("\n")[0]?.replace(/:$/, "") ?? "it is not a mapping";
    throw new ExitError(`Cannot read ${what} as a kubeconfig: ${why}`);
  }
  for (const list of LISTS) {
    const found = config.get(list) ?? null;
    if (found === null || (isSeq(found) && found.items.every(isMap))) continue;
    throw new ExitError(`Cannot read ${what} as a kubeconfig: ${list} is not a list`);
  }
  return config as unknown as Document;
}

/** One of the lists, made where it is missing or empty. */
function sequence(config: Document, list: string): YAMLSeq<YAMLMap> {
  const found = config.get(list) as YAMLSeq<YAMLMap> | null | undefined;
  if (found) return found;
  config.set(list, config.createNode([]));
  return config.get(list) as YAMLSeq<YAMLMap>;
}
