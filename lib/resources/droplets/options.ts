import type { ExtraOptions, ListOptions } from "../../core/requester.ts";
import type { Open } from "../../core/resource.ts";
import type { WaitOptions } from "../../core/wait.ts";
import type { Droplet } from "../droplet.ts";
import type { SSHKeyRef } from "../ssh_key.ts";

/** Options of `createDroplet()` and `createMultipleDroplets()`. */
export interface CreateDropletOptions extends ExtraOptions {
  /** Keys to put into root's `authorized_keys`: ids, fingerprints or {@linkcode SSHKey}s. */
  ssh_keys?: Iterable<SSHKeyRef> | null | undefined;
  /** Whether to enable automatic backups. */
  backups?: boolean | null | undefined;
  /** Whether to enable IPv6. */
  ipv6?: boolean | null | undefined;
  /** Whether to enable private networking. */
  private_networking?: boolean | null | undefined;
  /** User data for the droplet, at most 64 KiB. */
  user_data?: string | null | undefined;
  /** Tags for the droplet. */
  tags?: readonly string[] | null | undefined;
  /** Whether to install the agent that collects metrics. */
  monitoring?: boolean | null | undefined;
  /** The id of the VPC to put the droplet in. Default: the region's own. */
  vpc_uuid?: string | null | undefined;
  /** The ids of volumes of the region to attach. */
  volumes?: readonly string[] | null | undefined;
  /** Whether to install the agent of the web console. Default: where the image supports it. */
  with_droplet_agent?: boolean | null | undefined;
  /** When backups are taken: the hours are UTC. */
  backup_policy?: BackupPolicy | null | undefined;
}

/** When backups are taken. */
export interface BackupPolicy {
  /** How often. */
  plan?: Open<"daily" | "weekly">;
  /** The day of the week (weekly backups), such as `"MON"`. */
  weekday?: Open<"SUN" | "MON" | "TUE" | "WED" | "THU" | "FRI" | "SAT">;
  /** The hour of the day in UTC at which the window begins: 0, 4, 8, 12, 16 or 20. */
  hour?: number;
}

/** Options of `waitDroplets()` and {@linkcode Droplet.wait}. */
export interface WaitDropletsOptions extends WaitOptions<Droplet> {
  /**
   * The status to wait for, such as {@linkcode Droplet.STATUS_ACTIVE}. Without it, the wait is for
   * the end of each droplet's most recent action. A droplet that this library has created ends it
   * too when its {@linkcode Droplet.creation} fails, as it has no status then to show that.
   */
  status?: string | null | undefined;
}

/** Options of `fetchAllDroplets()`. */
export interface ListDropletsOptions extends ListOptions {
  /** Only droplets with this tag. Cannot be combined with `name`. */
  tag_name?: string | undefined;
  /** Only droplets with this name, upper and lower case being the same. */
  name?: string | undefined;
  /** Which kind: `"droplets"`, all but those with GPUs, or `"gpus"`. Default: `"droplets"`. */
  type?: "droplets" | "gpus" | undefined;
}
