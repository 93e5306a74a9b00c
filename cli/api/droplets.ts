import { type CallOptions, type DOAPI, DOAPIError, type Droplet } from "../../mod.ts";
import { idOf } from "./ids.ts";
import { together } from "../together.ts";

/** Answers of a server that does not know of GPUs, and so has no such list. */
const UNKNOWN = [400, 404, 422];

/**
 * All droplets, or those with a name. The API lists droplets with GPUs separately, so both lists are
 * requested at the same time.
 */
export async function everyDroplet(
  client: DOAPI,
  options: CallOptions & { name?: string } = {},
  gpus: () => Promise<Droplet[]> = () => dropletsWithGpus(client, options),
  others: () => Promise<Droplet[]> = () => Array.fromAsync(client.fetchAllDroplets(options)),
): Promise<Droplet[]> {
  return await merged(others(), gpus());
}

/** All droplets with a tag, for which the API cannot be asked together with GPUs. */
export async function dropletsWithTag(
  client: DOAPI,
  tag: string,
  gpus: () => Promise<Droplet[]>,
): Promise<Droplet[]> {
  const tagged = Array.fromAsync(client.fetchAllDroplets({ tag_name: tag }));
  const found = await merged(tagged, gpus());
  // A server may ignore a filter, and a command may delete what is found. Tags ignore case.
  const wanted = tag.toLowerCase();
  return found.filter(({ fields: { tags } }) =>
    Array.isArray(tags) && tags.some((tag) => String(tag).toLowerCase() === wanted)
  );
}

/** All droplets with GPUs, or those with a name. */
export async function dropletsWithGpus(
  client: DOAPI,
  options: CallOptions & { name?: string } = {},
): Promise<Droplet[]> {
  try {
    return await Array.fromAsync(client.fetchAllDroplets({ ...options, type: "gpus" }));
  } catch (error) {
    if (error instanceof DOAPIError && UNKNOWN.includes(error.status)) return [];
    throw error;
  }
}

/** The droplets of both lists without repeats: a server without GPUs returns the same list twice. */
async function merged(plain: Promise<Droplet[]>, gpus: Promise<Droplet[]>): Promise<Droplet[]> {
  const lists = await together<[Droplet[], Droplet[]]>(plain, gpus);
  return [...new Map(lists.flat().map((droplet) => [idOf(droplet), droplet])).values()];
}
