import { path } from "../api/path.ts";
import type { ExtraOptions, Requester } from "../core/requester.ts";
import {
  exposeFields,
  type Fields,
  identifier,
  refData,
  type Reference,
} from "../core/resource.ts";
import { StoredResource } from "../core/stored_resource.ts";

/** The API's fields of an SSH key. */
export interface SSHKeyFields {
  /** The unique identifier of the key. */
  id: number;
  /** The MD5 fingerprint of the key: 16 hexadecimal pairs with colons between. */
  fingerprint: string;
  /** A name for people. */
  name: string;
  /** The whole public key as it was uploaded. */
  public_key: string;
}

/** A key built from its id or its fingerprint, whose other fields may be missing. */
export type SSHKeyReference<K extends "id" | "fingerprint" = "id" | "fingerprint"> = K extends
  keyof SSHKeyFields ? Reference<SSHKey, SSHKeyFields, K> : never;

/** What identifies an SSH key: id, fingerprint, an object with either, or an {@linkcode SSHKey}. */
export type SSHKeyRef =
  | number
  | bigint
  | string
  | { readonly id: number | bigint; readonly resourceType?: "ssh_key" }
  | { readonly fingerprint: string; readonly resourceType?: "ssh_key" };

/** Which field a reference of each type stands for. */
const IDS = { number: "id", string: "fingerprint" };

/**
 * An SSH public key that can be put on new droplets.
 *
 * @see https://docs.digitalocean.com/reference/api/reference/ssh-keys/
 *
 * @example
 * ```ts
 * import { DOAPI } from "@doapi/doapi";
 *
 * const key = new DOAPI("a-token").sshKey({ id: 512190, fingerprint: "3b:16:bf" });
 * console.log(Number(key), String(key)); // 512190 3b:16:bf
 * ```
 */
export class SSHKey extends StoredResource {
  /** The fields, as the API names them. */
  declare readonly fields: SSHKeyFields & Fields;

  /** Builds a key from its id, its fingerprint or (partial) data; sends nothing. */
  constructor(client: Requester, data: SSHKeyRef) {
    super(client, refData(data, "ssh_key", IDS));
  }

  /** Always `"ssh_key"`. */
  override get resourceType(): "ssh_key" {
    return "ssh_key";
  }

  /** The endpoint for operations on the key: by id, or by fingerprint where only that is known. */
  get url(): string {
    return this.client.endpoint + path`/v2/account/keys/${keyId(this)}`;
  }

  /**
   * Renames the key.
   *
   * @returns The key as it is afterwards.
   * @throws {DOAPIError} If the API refuses.
   */
  updateSSHKey(name: string, options: ExtraOptions = {}): Promise<SSHKey> {
    const { signal, extra } = options;
    return this.send("update", { method: "PUT", data: { name, ...extra }, signal });
  }

  /** The key's fingerprint. */
  override toString(): string {
    return this.fingerprint;
  }

  /** The key's id, so that `Number(key)` gives it. */
  override valueOf(): number {
    return this.id;
  }
}

/** The fields of an SSH key are also its properties. */
export interface SSHKey extends SSHKeyFields {}

exposeFields(SSHKey, ["id", "fingerprint", "name", "public_key"]);

/** What the API takes for a key: its id, or its fingerprint where only that is known. */
export function keyId(ref: SSHKeyRef): number | bigint | string {
  return identifier(ref, "ssh_key", IDS);
}
