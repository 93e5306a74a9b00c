import type { Requester } from "../core/requester.ts";
import { exposeFields, type Fields, type Open } from "../core/resource.ts";
import type { DropletReference } from "./droplet.ts";
import { ResourceWithDroplet } from "./resource_with_droplet.ts";

/** The API's fields of a network interface. */
export interface NetworkInterfaceFields {
  /** The address of the gateway. */
  gateway: string;
  /** The address of the interface. */
  ip_address: string;
  /** The netmask: dotted for IPv4, the length of the prefix for IPv6. */
  netmask: string | number;
  /** `"public"` or `"private"`. */
  type: Open<"public" | "private">;
}

/**
 * An IP address of a droplet; found in `droplet.networks`.
 *
 * @see https://docs.digitalocean.com/reference/api/reference/droplets/
 *
 * @example
 * ```ts
 * import { DOAPI, NetworkInterface } from "@doapi/doapi";
 *
 * const data = { ip_address: "203.0.113.7", type: "public" };
 * const network = new NetworkInterface(new DOAPI("a-token"), data, null, 4);
 * console.log(String(network), network.ipVersion); // 203.0.113.7 4
 * ```
 */
export class NetworkInterface extends ResourceWithDroplet {
  /** The fields, as the API names them. */
  declare readonly fields: NetworkInterfaceFields & Fields;
  /** The IP version: 4 or 6. Not part of the JSON. */
  declare readonly ipVersion: 4 | 6;

  /** Builds a network interface from the API's data; sends nothing. */
  constructor(client: Requester, data: object, droplet: DropletReference | null, ipVersion: 4 | 6) {
    super(client, data, droplet);
    Object.defineProperty(this, "ipVersion", { value: ipVersion, enumerable: false });
  }

  /** Always `"network_interface"`. */
  override get resourceType(): "network_interface" {
    return "network_interface";
  }

  /** The same as {@linkcode ipVersion}. */
  get ip_version(): 4 | 6 {
    return this.ipVersion;
  }

  /** The IP address. */
  override toString(): string {
    return this.ip_address;
  }
}

/** The fields of a network interface are also its properties. */
export interface NetworkInterface extends NetworkInterfaceFields {}

exposeFields(NetworkInterface, ["gateway", "ip_address", "netmask", "type"]);
