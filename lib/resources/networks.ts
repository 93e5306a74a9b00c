import type { Requester } from "../core/requester.ts";
import { type Converter, exposeFields, type Fields, isObject } from "../core/resource.ts";
import type { DropletReference } from "./droplet.ts";
import { NetworkInterface } from "./network_interface.ts";
import { ResourceWithDroplet } from "./resource_with_droplet.ts";

/** The API's fields of a droplet's networks. */
export interface NetworksFields {
  /** The IPv4 interfaces. */
  v4: NetworkInterface[];
  /** The IPv6 interfaces. */
  v6: NetworkInterface[];
}

/**
 * The network interfaces of a droplet; found in `droplet.networks`.
 *
 * @see https://docs.digitalocean.com/reference/api/reference/droplets/
 *
 * @example
 * ```ts
 * import { DOAPI, Networks } from "@doapi/doapi";
 *
 * const data = { v4: [{ ip_address: "203.0.113.7", type: "public" }], v6: [] };
 * console.log(String(new Networks(new DOAPI("a-token"), data).v4[0])); // 203.0.113.7
 * ```
 */
export class Networks extends ResourceWithDroplet {
  /** The fields, as the API names them. */
  declare readonly fields: NetworksFields & Fields;

  /** Builds networks from the API's data; sends nothing. */
  constructor(client: Requester, data: object, droplet: DropletReference | null = null) {
    const interfaces = (version: 4 | 6): Converter => (list) =>
      Array.isArray(list)
        ? list.map((item) =>
          isObject(item) ? new NetworkInterface(client, item, droplet, version) : item
        )
        : list;
    super(client, data, droplet, { v4: interfaces(4), v6: interfaces(6) });
  }

  /** Always `"networks"`. */
  override get resourceType(): "networks" {
    return "networks";
  }
}

/** The fields of networks are also their properties. */
export interface Networks extends NetworksFields {}

exposeFields(Networks, ["v4", "v6"]);
