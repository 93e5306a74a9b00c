import type { Requester } from "../core/requester.ts";
import type { Action, ActionRef } from "../resources/action.ts";
import type { Droplet, DropletRef } from "../resources/droplet.ts";
import type { FloatingIP, FloatingIPRef } from "../resources/floating_ip.ts";
import type { Image, ImageRef } from "../resources/image.ts";

/** The classes whose objects lead to each other, and what each is built from. */
interface Classes {
  action: new (client: Requester, data: ActionRef) => Action;
  droplet: new (client: Requester, data: DropletRef) => Droplet;
  floating_ip: new (client: Requester, data: FloatingIPRef) => FloatingIP;
  image: new (client: Requester, data: ImageRef) => Image;
}

const classes: Partial<Classes> = {};

/** Makes a class known to {@linkcode build}. */
export function builds<K extends keyof Classes>(kind: K, type: Classes[K]): void {
  classes[kind] = type;
}

/**
 * Builds a resource without an import of its class, as an action leads to a droplet, and a droplet
 * to its actions: imports would go in a circle.
 */
export function build<K extends keyof Classes>(
  kind: K,
  client: Requester,
  data: ConstructorParameters<Classes[K]>[1],
): InstanceType<Classes[K]> {
  const type = classes[kind] as
    | (new (client: Requester, data: unknown) => InstanceType<Classes[K]>)
    | undefined;
  if (!type) throw new TypeError(`The class of ${kind} has not been loaded`);
  return new type(client, data);
}
