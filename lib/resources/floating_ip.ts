import { path } from "../api/path.ts";
import type { CallOptions, ExtraOptions, Requester } from "../core/requester.ts";
import {
  as,
  exposeFields,
  type Fields,
  identifier,
  refData,
  type Reference,
} from "../core/resource.ts";
import type { WaitOptions } from "../core/wait.ts";
import type { Action } from "./action.ts";
import { Actionable } from "./actionable.ts";
import { builds } from "../links/build.ts";
import { Droplet, type DropletRef } from "./droplet.ts";
import { Region, type RegionRef } from "./region.ts";

/** The API's fields of a floating IP. */
export interface FloatingIPFields {
  /** The address. */
  ip: string;
  /** The droplet that the address is assigned to, or `null`. */
  droplet: Droplet | null;
  /** The region that the address is reserved to. */
  region: Region;
}

/** A floating IP built from its address, whose other fields may be missing. */
export type FloatingIPReference = Reference<FloatingIP, FloatingIPFields, "ip">;

/** What identifies a floating IP: the address as text or 32-bit integer, or an object with `ip`. */
export type FloatingIPRef =
  | string
  | number
  | bigint
  | { readonly ip: string; readonly resourceType?: "floating_ip" };

/** Where a new floating IP goes: to a droplet, or to a region. */
export type CreateFloatingIPOptions =
  & ExtraOptions
  & (
    | { droplet_id: DropletRef; region?: never }
    | { region: RegionRef; droplet_id?: never }
  );

/**
 * A public IP address that can be moved between the droplets of a region.
 *
 * @see https://docs.digitalocean.com/reference/api/reference/floating-ips/
 *
 * @example
 * ```ts
 * import { DOAPI } from "@doapi/doapi";
 *
 * const address = new DOAPI("a-token").floatingIp(2130706433);
 * console.log(String(address), Number(address)); // 127.0.0.1 2130706433
 * ```
 */
export class FloatingIP extends Actionable {
  /** The fields, as the API names them. */
  declare readonly fields: FloatingIPFields & Fields;

  /** Builds a floating IP from its address or from (partial) data; sends nothing. */
  constructor(client: Requester, data: FloatingIPRef) {
    super(
      client,
      refData(
        typeof data === "number" || typeof data === "bigint" ? dotted(Number(data)) : data,
        "floating_ip",
        { string: "ip" },
      ),
      {
        droplet: as((droplet) => new Droplet(client, droplet as { id: number })),
        region: as((region) => new Region(client, region as { slug: string })),
      },
    );
  }

  /** Always `"floating_ip"`. */
  override get resourceType(): "floating_ip" {
    return "floating_ip";
  }

  /** The endpoint for operations on the floating IP. */
  override get url(): string {
    return this.client.endpoint +
      path`/v2/floating_ips/${identifier(this, "floating_ip", { string: "ip" })}`;
  }

  /**
   * Deletes the floating IP, that is, gives the address back.
   *
   * @throws {DOAPIError} If the API refuses.
   */
  override delete(options: CallOptions = {}): Promise<void> {
    return super.delete(options);
  }

  /** Assigns the address to a droplet. */
  assign(droplet: DropletRef, options: CallOptions = {}): Promise<Action> {
    const id = identifier(droplet, "droplet", { number: "id" });
    return this.act({ type: "assign", droplet_id: id }, options);
  }

  /** Takes the address away from its droplet. */
  unassign(options: CallOptions = {}): Promise<Action> {
    return this.act({ type: "unassign" }, options);
  }

  /**
   * Waits until the floating IP's most recent action has ended, well or not.
   *
   * @returns The floating IP as it is afterwards, or as last seen if `waitTime` ran out or the signal
   * aborted.
   * @throws {DOAPIError} If the API refuses.
   */
  wait(options: WaitOptions<FloatingIP> = {}): Promise<FloatingIP> {
    return this.waitForLastAction(options as WaitOptions<this>);
  }

  /** The address. */
  override toString(): string {
    return this.ip;
  }

  /** The address as a 32-bit integer, as actions name it in `resource_id`. */
  override valueOf(): number {
    return this.ip.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
  }
}

/** The fields of a floating IP are also its properties. */
export interface FloatingIP extends FloatingIPFields {}

exposeFields(FloatingIP, ["ip", "droplet", "region"]);

builds("floating_ip", FloatingIP);

/** Writes a 32-bit integer as a dotted quad. */
function dotted(address: number): string {
  if (!Number.isInteger(address) || address < 0 || address > 0xffffffff) {
    throw new RangeError(`${address} is not a 32-bit integer, as an IPv4 address is`);
  }
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
}
