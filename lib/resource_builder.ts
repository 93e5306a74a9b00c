import { Client } from "./core/client.ts";
import { Action, type ActionRef, type ActionReference } from "./resources/action.ts";
import { Domain, type DomainRef, type DomainReference } from "./resources/domain.ts";
import { Droplet, type DropletRef, type DropletReference } from "./resources/droplet.ts";
import {
  FloatingIP,
  type FloatingIPRef,
  type FloatingIPReference,
} from "./resources/floating_ip.ts";
import { Image, type ImageRef, type ImageReference } from "./resources/image.ts";
import { Region, type RegionRef, type RegionReference } from "./resources/region.ts";
import { Size, type SizeRef, type SizeReference } from "./resources/size.ts";
import { SSHKey, type SSHKeyRef, type SSHKeyReference } from "./resources/ssh_key.ts";

/** The part of {@linkcode DOAPI} that builds resources out of what identifies them, without a request. */
export abstract class ResourceBuilder extends Client {
  /** Builds a droplet from its id or from (partial) data, without a request. */
  droplet(data: Droplet): Droplet;
  /** Builds a droplet from what identifies it, without a request: other fields may be missing. */
  droplet(data: DropletRef): DropletReference;
  droplet(data: DropletRef): Droplet {
    return new Droplet(this, data);
  }

  /** Builds an action from its id or from (partial) data, without a request. */
  action(data: Action): Action;
  /** Builds an action from what identifies it, without a request: other fields may be missing. */
  action(data: ActionRef): ActionReference;
  action(data: ActionRef): Action {
    return new Action(this, data);
  }

  /** Builds an SSH key from its id, its fingerprint or (partial) data, without a request. */
  sshKey(data: SSHKey): SSHKey;
  /** Builds an SSH key from its id, without a request. */
  sshKey(data: number | bigint | { readonly id: number | bigint }): SSHKeyReference<"id">;
  /** Builds an SSH key from its fingerprint, without a request. */
  sshKey(data: string | { readonly fingerprint: string }): SSHKeyReference<"fingerprint">;
  /** Builds an SSH key from what identifies it, without a request. */
  sshKey(data: SSHKeyRef): SSHKeyReference;
  sshKey(data: SSHKeyRef): SSHKey {
    return new SSHKey(this, data);
  }

  /** Builds an image from its id, its slug or (partial) data, without a request. */
  image(data: Image): Image;
  /** Builds an image from its id, without a request. */
  image(data: number | bigint | { readonly id: number | bigint }): ImageReference<"id">;
  /** Builds an image from its slug, without a request. */
  image(data: string | { readonly slug: string }): ImageReference<"slug">;
  /** Builds an image from what identifies it, without a request. */
  image(data: ImageRef): ImageReference;
  image(data: ImageRef): Image | ImageReference {
    return new Image(this, data);
  }

  /** Builds a region from its slug or from (partial) data, without a request. */
  region(data: Region): Region;
  /** Builds a region from what identifies it, without a request: other fields may be missing. */
  region(data: RegionRef): RegionReference;
  region(data: RegionRef): Region {
    return new Region(this, data);
  }

  /** Builds a size from its slug or from (partial) data, without a request. */
  size(data: Size): Size;
  /** Builds a size from what identifies it, without a request: other fields may be missing. */
  size(data: SizeRef): SizeReference;
  size(data: SizeRef): Size {
    return new Size(this, data);
  }

  /** Builds a domain from its name or from (partial) data, without a request. */
  domain(data: Domain): Domain;
  /** Builds a domain from what identifies it, without a request: other fields may be missing. */
  domain(data: DomainRef): DomainReference;
  domain(data: DomainRef): Domain {
    return new Domain(this, data);
  }

  /** Builds a floating IP from its address or from (partial) data, without a request. */
  floatingIp(data: FloatingIP): FloatingIP;
  /** Builds a floating IP from what identifies it, without a request: other fields may be missing. */
  floatingIp(data: FloatingIPRef): FloatingIPReference;
  floatingIp(data: FloatingIPRef): FloatingIP {
    return new FloatingIP(this, data);
  }
}
