/** What values that the API has refused were perhaps to be; loaded when it has refused some. */

import type { DOAPI, DOAPIError } from "../../mod.ts";
import { suggestion } from "../args/suggestion.ts";
import { quote } from "./finder.ts";

/** What the API calls a value that has to be in a list of its own. */
const NAMES = ["size", "region", "version"] as const;

/** Where those lists are, beside the lists of droplets' sizes and regions. */
const OPTIONS: readonly (readonly [path: RegExp, url: string])[] = [
  [/\/v2\/databases/, "/v2/databases/options"],
  [/\/v2\/kubernetes/, "/v2/kubernetes/options"],
];

const LISTS: Readonly<Record<string, string>> = { size: "/v2/sizes", region: "/v2/regions" };

/** How many values are listed where none comes close. */
const FEW = 16;

/** A value that can be given, and the regions that have it where the list says so. */
interface Known {
  slug: string;
  regions?: readonly string[];
}

/**
 * Says what was perhaps meant where the API refuses a size, a region or a version.
 *
 * @param data The body that was refused.
 * @returns A sentence for each value; empty where nothing comes close.
 */
export async function meant(client: DOAPI, error: DOAPIError, data: unknown): Promise<string> {
  // The API names the first that it does not know.
  const parts = await Promise.all(NAMES.map((name) => similar(client, error, name, data)));
  return parts.flat().join("; ");
}

async function similar(
  client: DOAPI,
  { url: refused, apiMessage }: DOAPIError,
  name: string,
  data: unknown,
): Promise<string[]> {
  const url = OPTIONS.find(([path]) => path.test(refused))?.[1] ?? LISTS[name];
  const values = new Set(strings(data, [name, `${name}_slug`]));
  if (url === undefined || values.size === 0) return [];
  const params = url === LISTS[name] ? { per_page: 200 } : {};
  const answer = await client.request<{ options?: Record<string, unknown> }>(url, { params });
  // Of databases, each engine has sizes and versions of its own.
  const engine = strings(data, ["engine"])[0] ?? "";
  const known = listed(answer.options?.[engine] ?? answer, `${name}s`);
  const regions = strings(data, ["region"]);
  return [...values].flatMap((value) => {
    const found = known.find(({ slug }) => slug === value);
    if (!found) {
      const slugs = [...new Set(known.map(({ slug }) => slug))];
      const isNamed = new RegExp(name, "i").test(apiMessage) && slugs.length <= FEW;
      const near = suggestion(value, slugs) || (isNamed ? `; there are ${slugs.join(", ")}` : "");
      return near ? `${quote(value)}: no such ${name}${near}` : [];
    }
    const elsewhere = found.regions && regions.some((one) => !found.regions?.includes(one));
    return elsewhere ? `${name} ${value} is available in ${found.regions?.join(", ")}` : [];
  });
}

/** The texts that fields of one of these names have, at any depth. */
function strings(value: unknown, names: readonly string[]): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) =>
    typeof field === "string" && names.includes(name) ? field : strings(field, names)
  );
}

/** What lists of a name have, at any depth: slugs, or things with slugs. */
function listed(value: unknown, name: string): Known[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => {
    if (key !== name || !Array.isArray(field)) return listed(field, name);
    return field.flatMap((one) =>
      typeof one === "string" ? { slug: one } : typeof one?.slug === "string" ? one as Known : []
    );
  });
}
