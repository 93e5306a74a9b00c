import { exactValue } from "../../core/json.ts";
import type { Requester } from "../../core/requester.ts";
import { type Fields, isObject } from "../../core/resource.ts";
import { Action } from "../action.ts";
import { Droplet, type DropletRef } from "../droplet.ts";
import type { CreateDropletOptions } from "./options.ts";
import { imageId, type ImageRef, slugOf } from "../image.ts";
import type { RegionRef } from "../region.ts";
import type { SizeRef } from "../size.ts";
import { keyId } from "../ssh_key.ts";

/** The body of a request that creates droplets. */
export function dropletBody(
  named: { name: string } | { names: readonly string[] },
  image: ImageRef,
  size: SizeRef,
  region: RegionRef,
  { signal: _, extra, ssh_keys, ...fields }: CreateDropletOptions,
): Fields {
  const body: Fields = {
    ...named,
    image: imageId(image),
    size: slugOf(size),
    region: slugOf(region),
  };
  if (ssh_keys) body.ssh_keys = [...ssh_keys].map(keyId);
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null) body[name] = value;
  }
  return Object.assign(body, extra);
}

/**
 * Builds the droplets of an answer, each with the action that creates it.
 *
 * @param key Where they are in the answer: one, or a list.
 */
export function createdDroplets(client: Requester, key: string, answer: Fields): Droplet[] {
  const data = [answer[key]].flat() as DropletRef[];
  const { actions = null } = isObject(answer.links) ? answer.links as Fields : {};
  const started = Array.isArray(actions) && actions.length === data.length ? actions : [];
  return data.map((one, i) => {
    const droplet = new Droplet(client, one);
    const id = isObject(started[i]) ? exactValue(started[i], "id") : null;
    if (typeof id === "number" || typeof id === "bigint") droplet.creation = new Action(client, id);
    return droplet;
  });
}
