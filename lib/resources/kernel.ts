import type { Requester } from "../core/requester.ts";
import { exposeFields, type Fields, refData } from "../core/resource.ts";
import type { DropletReference } from "./droplet.ts";
import { ResourceWithDroplet } from "./resource_with_droplet.ts";

/** The API's fields of a kernel. */
export interface KernelFields {
  /** The unique identifier of the kernel. */
  id: number;
  /** A name for people. */
  name: string;
  /** The version of the kernel. */
  version: string;
}

/** What identifies a kernel: its id, an object with an `id`, or a {@linkcode Kernel}. */
export type KernelRef =
  | number
  | bigint
  | { readonly id: number | bigint; readonly resourceType?: "kernel" };

/**
 * A kernel that can be installed on a droplet; found in `droplet.kernel` and listed by
 * `droplet.fetchAllKernels()`. Droplets of today manage their kernels themselves.
 *
 * @see https://docs.digitalocean.com/reference/api/reference/droplets/
 *
 * @example
 * ```ts
 * import { DOAPI, Kernel } from "@doapi/doapi";
 *
 * const kernel = new Kernel(new DOAPI("a-token"), { id: 231 });
 * console.log(Number(kernel)); // 231
 * ```
 */
export class Kernel extends ResourceWithDroplet {
  /** The fields, as the API names them. */
  declare readonly fields: KernelFields & Fields;

  /** Builds a kernel from its id or from (partial) data; sends nothing. */
  constructor(client: Requester, data: KernelRef, droplet: DropletReference | null = null) {
    super(client, refData(data, "kernel", { number: "id" }), droplet);
  }

  /** Always `"kernel"`. */
  override get resourceType(): "kernel" {
    return "kernel";
  }

  /** The kernel's id, so that `Number(kernel)` gives it. */
  override valueOf(): number {
    return this.id;
  }
}

/** The fields of a kernel are also its properties. */
export interface Kernel extends KernelFields {}

exposeFields(Kernel, ["id", "name", "version"]);
