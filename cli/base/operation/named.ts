import type { Operation } from "../../../lib/api/facts.ts";
import { OPERATIONS } from "../../../lib/api/operations.ts";
import { suggestion } from "../../args/suggestion.ts";

/** An operation as a command line names it. */
export interface Named {
  readonly operation: Operation;
  /** The word that names it: its id, or its method with the path as the first argument. */
  readonly word: string;
  /** Whether the path is an argument of its own. */
  readonly byPath: boolean;
  /** The values of the path's parameters, by their names. */
  readonly given: Readonly<Record<string, string>>;
  /** What the path has after a question mark: `NAME=VALUE` each. */
  readonly query: readonly string[];
}

/** The methods that operations have. */
export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

const isMethod = (word: string) => METHODS.includes(word.toUpperCase());

/** Finds the operation that a command line names first; `null` if it names none that is known. */
export function namedIn(words: readonly string[]): Named | null {
  for (const [i, word] of words.entries()) {
    const named = byId(word) ?? byPath(word, words[i + 1] ?? "") ?? inOneWord(word);
    if (named) return named;
  }
  return null;
}

/** An error about an unknown operation, with suggestions. */
export function unknown(word: string, next: string): string {
  if (!isMethod(word)) {
    const name = JSON.stringify(word);
    return `The API has no operation ${name}${suggestion(word, Object.keys(OPERATIONS))}.`;
  }
  const method = word.toUpperCase();
  if (next === "") return `${method} needs a path, such as ${method} /v2/account.`;
  const methods = Object.values(OPERATIONS).filter((one) => match(one.path, next) !== null)
    .map(({ method }) => method);
  const others = methods.length ? `; the path has ${[...new Set(methods)].join(", ")}` : "";
  return `The API has no operation "${method} ${next}"${others}.`;
}

function byId(word: string): Named | null {
  const id = Object.hasOwn(OPERATIONS, word)
    ? word
    : Object.keys(OPERATIONS).find((id) => id.toLowerCase() === word.toLowerCase());
  const operation = id === undefined ? undefined : OPERATIONS[id];
  return operation ? { operation, word, byPath: false, given: {}, query: [] } : null;
}

function inOneWord(word: string): Named | null {
  const [, method = "", path = ""] = /^(\w+) +(\/\S*)$/.exec(word) ?? [];
  const named = byPath(method, path);
  return named && { ...named, word, byPath: false };
}

function byPath(word: string, target: string): Named | null {
  if (!isMethod(word) || !target.startsWith("/")) return null;
  const [path = "", query = ""] = target.split("?");
  const matches = Object.values(OPERATIONS).flatMap((operation) => {
    const given = operation.method === word.toUpperCase() ? match(operation.path, path) : null;
    return given ? [{ operation, given }] : [];
  });
  // "/v2/droplets/autoscale" is a path of its own, and no droplet.
  const fixed = ({ operation: { path } }: { operation: Operation }) => path.replace(/\{\w+\}/g, "");
  const [best] = matches.toSorted((a, b) => fixed(b).length - fixed(a).length);
  if (!best) return null;
  const fields = [...new URLSearchParams(query)].map(([name, value]) => `${name}=${value}`);
  return { ...best, word, byPath: true, query: fields };
}

/** The values of a template's parameters in a path; `null` if it is another path. */
function match(template: string, path: string): Record<string, string> | null {
  const parts = path.replace(/\/$/, "").split("/");
  const wanted = template.split("/");
  if (parts.length !== wanted.length) return null;
  const given: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    const value = parts[i] as string;
    if (name === undefined ? part !== value : value === "") return null;
    // A parameter in braces has no value yet.
    if (name !== undefined && !/^\{\w+\}$/.test(value)) given[name] = decoded(value);
  }
  return given;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
