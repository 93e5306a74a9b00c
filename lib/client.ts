import { type Collections, collections } from "./collections.ts";
import { asciiName } from "./core/domain_name.ts";
import { List } from "./core/list.ts";
import type { CallOptions, ExtraOptions, ListOptions, Requester } from "./core/requester.ts";
import { identifier } from "./core/resource.ts";
import { ResourceBuilder } from "./resource_builder.ts";
import { inWords } from "./api/words.ts";
import { actionTarget } from "./links/targets.ts";
import { type WaitOptions, withRemaining } from "./core/wait.ts";
import { Account } from "./resources/account.ts";
import { Action, type ActionRef } from "./resources/action.ts";
import { Domain, type DomainRef } from "./resources/domain.ts";
import { Droplet, type DropletRef, type DropletReference, targetOf } from "./resources/droplet.ts";
import type { DropletUpgrade } from "./resources/droplet_upgrade.ts";
import { createdDroplets, dropletBody } from "./resources/droplets/create.ts";
import { dropletNeighbors, dropletUpgrades } from "./resources/droplets/reports.ts";
import type { CreateFloatingIPOptions } from "./resources/floating_ip.ts";
import type { ListImagesOptions } from "./resources/image.ts";
import type {
  CreateDropletOptions,
  ListDropletsOptions,
  WaitDropletsOptions,
} from "./resources/droplets/options.ts";
import { FloatingIP, type FloatingIPRef } from "./resources/floating_ip.ts";
import { Image, type ImageRef, slugOf } from "./resources/image.ts";
import { Region, type RegionRef } from "./resources/region.ts";
import { Size, type SizeRef } from "./resources/size.ts";
import { SSHKey, type SSHKeyRef } from "./resources/ssh_key.ts";

/**
 * A client for the DigitalOcean API v2.
 *
 * Every method that sends requests throws a {@linkcode DOAPIError} if the API answers with an
 * error, and another {@linkcode RequestError} if there is no usable answer. Lists are in the
 * API's order; they are complete or they throw.
 *
 * A list that changes while it is read has everything that was there all the time, once: what has
 * moved from one page to another is looked for. What no client can see is that as many items were
 * deleted as created between two pages.
 *
 * @see https://docs.digitalocean.com/reference/api/
 *
 * @example
 * ```ts
 * import { DOAPI } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * // Without the sandbox: new DOAPI(Deno.env.get("DO_API_TOKEN")!)
 * const doapi = new DOAPI("a-token", { fetch: createSandbox({ actionTime: 0 }).fetch });
 *
 * const names = ["web-1", "web-2"];
 * const droplets = await doapi.createMultipleDroplets(names, "debian-12-x64", "s-1vcpu-1gb", "fra1");
 * for await (const d of doapi.waitDroplets(droplets, { status: "active", waitInterval: 0 })) {
 *   console.log(d.name, d.ipAddress);
 * }
 * ```
 */
export class DOAPI extends ResourceBuilder {
  /** Fetches the account that the token belongs to. */
  async fetchAccount(options: CallOptions = {}): Promise<Account> {
    const request = { doing: "fetch the account", key: "account", ...options };
    return new Account(this, await this.request<object>("/v2/account", request));
  }

  /** Yields all regions. */
  fetchAllRegions(options: ListOptions = {}): List<Region> {
    return this.#all("regions", options, Region);
  }

  /** Yields all sizes. */
  fetchAllSizes(options: ListOptions = {}): List<Size> {
    return this.#all("sizes", options, Size);
  }

  /** Fetches a droplet. */
  fetchDroplet(droplet: DropletRef, options: CallOptions = {}): Promise<Droplet> {
    return new Droplet(this, droplet).fetch(options);
  }

  /** Yields all droplets of the account; those with GPUs only with `type: "gpus"`. */
  fetchAllDroplets(options: ListDropletsOptions = {}): List<Droplet> {
    return this.#all("droplets", options, Droplet);
  }

  /**
   * Creates a droplet. The result describes it at the moment of creation, without addresses;
   * {@linkcode Droplet.wait} for status "active" before using it.
   */
  async createDroplet(
    name: string,
    image: ImageRef,
    size: SizeRef,
    region: RegionRef,
    options: CreateDropletOptions = {},
  ): Promise<Droplet> {
    const body = dropletBody({ name }, image, size, region, options);
    const doing = `create droplet ${name}`;
    const [droplet] = await this.#createDroplets("droplet", doing, body, options.signal);
    return droplet as Droplet;
  }

  /**
   * Creates up to ten droplets that differ only in their names.
   *
   * @returns The droplets at the moment of creation, in the order of `names`.
   */
  async createMultipleDroplets(
    names: readonly string[],
    image: ImageRef,
    size: SizeRef,
    region: RegionRef,
    options: CreateDropletOptions = {},
  ): Promise<Droplet[]> {
    const body = dropletBody({ names }, image, size, region, options);
    const doing = `create ${names.length === 1 ? "droplet" : "droplets"} ${names.join(", ")}`;
    return await this.#createDroplets("droplets", doing, body, options.signal);
  }

  /**
   * Yields all sets of droplets that run on the same physical server. Of droplets that the API
   * reports by id alone, the id is the only field.
   */
  fetchAllDropletNeighbors(options: CallOptions = {}): List<DropletReference[]> {
    return new List(dropletNeighbors(this, options));
  }

  /** Yields all scheduled droplet upgrades. The vendor has retired these: expect a 404. */
  fetchAllDropletUpgrades(options: CallOptions = {}): List<DropletUpgrade> {
    return new List(dropletUpgrades(this, options));
  }

  /**
   * Yields each droplet when it has reached a status or, without `status`, when its most recent
   * action has ended. When `waitTime` runs out or the signal is aborted, the rest is yielded in
   * its current state.
   */
  async *waitDroplets(
    droplets: Iterable<DropletRef> | AsyncIterable<DropletRef>,
    options: WaitDropletsOptions = {},
  ): AsyncGenerator<Droplet, void> {
    yield* withRemaining(this.waitEachDroplet(droplets, options));
  }

  /** Fetches an action. */
  fetchAction(action: ActionRef, options: CallOptions = {}): Promise<Action> {
    return new Action(this, action).fetch(options);
  }

  /** Fetches the most recent action on the account, or `null` if there has been none. */
  async fetchLastAction(options: CallOptions = {}): Promise<Action | null> {
    const doing = "fetch the last action";
    const list = { params: { per_page: 1 }, doing, objects: true, ...options };
    for await (const data of this.paginate("/v2/actions", "actions", list)) {
      return new Action(this, data as ActionRef);
    }
    return null;
  }

  /** Yields all actions ever performed on the account, most recent first. */
  fetchAllActions(options: ListOptions = {}): List<Action> {
    return this.#all("actions", options, Action);
  }

  /**
   * Yields each action when it has ended, well or not. When `waitTime` runs out or the signal is
   * aborted, the rest is yielded in its current state.
   */
  async *waitActions(
    actions: Iterable<ActionRef> | AsyncIterable<ActionRef>,
    options: WaitOptions<Action> = {},
  ): AsyncGenerator<Action, void> {
    yield* withRemaining(this.waitEach(actions, options));
  }

  /**
   * Like {@linkcode waitActions}, but throws when the wait ends early.
   *
   * @throws {WaitTimeoutError} If `waitTime` runs out first.
   * @throws {WaitAbortedError} If the signal is aborted first.
   *
   * @example
   * ```ts
   * import { DOAPI, WaitTimeoutError } from "@doapi/doapi";
   * import { createSandbox } from "@doapi/doapi/sandbox";
   *
   * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
   * const droplet = await doapi.createDroplet("web", "debian-12-x64", "s-1vcpu-1gb", "fra1");
   * const action = await droplet.fetchLastAction();
   * try {
   *   for await (const _ of doapi.waitEach([action!], { waitTime: 0 }));
   * } catch (error) {
   *   if (error instanceof WaitTimeoutError) console.log(error.remaining.length); // 1
   * }
   * ```
   */
  async *waitEach(
    actions: Iterable<ActionRef> | AsyncIterable<ActionRef>,
    options: WaitOptions<Action> = {},
  ): AsyncGenerator<Action, void> {
    const list = (await toArray(actions)).map((data) => new Action(this, data));
    yield* this.wait(list, actionTarget(this), options);
  }

  /**
   * Like {@linkcode waitDroplets}, but throws when the wait ends early.
   *
   * @throws {WaitTimeoutError} If `waitTime` runs out first.
   * @throws {WaitAbortedError} If the signal is aborted first.
   */
  async *waitEachDroplet(
    droplets: Iterable<DropletRef> | AsyncIterable<DropletRef>,
    options: WaitDropletsOptions = {},
  ): AsyncGenerator<Droplet, void> {
    const list = (await toArray(droplets)).map((data) => new Droplet(this, data));
    yield* this.wait(list, targetOf(this, options), options);
  }

  /** Fetches an SSH key. */
  fetchSSHKey(key: SSHKeyRef, options: CallOptions = {}): Promise<SSHKey> {
    return new SSHKey(this, key).fetch(options);
  }

  /** Yields all SSH keys of the account. */
  fetchAllSSHKeys(options: ListOptions = {}): List<SSHKey> {
    const list = { doing: "list the SSH keys", objects: true, ...options };
    return this.paginate<SSHKeyRef>("/v2/account/keys", "ssh_keys", list)
      .build((data) => new SSHKey(this, data));
  }

  /**
   * Registers an SSH public key.
   *
   * @param publicKey The key, in the form of a line in an `authorized_keys` file.
   */
  async createSSHKey(
    name: string,
    publicKey: string,
    options: ExtraOptions = {},
  ): Promise<SSHKey> {
    const body = { name, public_key: publicKey };
    const doing = `create SSH key ${name}`;
    return await this.#create("/v2/account/keys", "ssh_key", doing, body, options, SSHKey);
  }

  /** Fetches an image. */
  fetchImage(image: ImageRef, options: CallOptions = {}): Promise<Image> {
    return new Image(this, image).fetch(options);
  }

  /** Fetches a public image by its slug. */
  fetchImageBySlug(slug: string, options: CallOptions = {}): Promise<Image> {
    return new Image(this, { slug }).fetch(options);
  }

  /** Yields all images available to the account. */
  fetchAllImages(options: ListImagesOptions = {}): List<Image> {
    const { private: own, ...rest } = options;
    const filters = own ? { ...rest, private: true } : rest;
    return this.#all("images", filters, Image);
  }

  /** Yields all distribution images. */
  fetchAllDistributionImages(options: ListOptions = {}): List<Image> {
    return this.fetchAllImages({ type: "distribution", ...options });
  }

  /** Yields all application images. */
  fetchAllApplicationImages(options: ListOptions = {}): List<Image> {
    return this.fetchAllImages({ type: "application", ...options });
  }

  /** Yields all of the account's own images. */
  fetchAllPrivateImages(options: ListOptions = {}): List<Image> {
    return this.fetchAllImages({ private: true, ...options });
  }

  /** Fetches a domain. */
  fetchDomain(domain: DomainRef, options: CallOptions = {}): Promise<Domain> {
    return new Domain(this, domain).fetch(options);
  }

  /** Yields all domains of the account. */
  fetchAllDomains(options: ListOptions = {}): List<Domain> {
    return this.#all("domains", options, Domain);
  }

  /**
   * Makes DigitalOcean's name servers answer for a domain; this does not register the domain.
   *
   * @param name The domain name; one that is not in ASCII is sent in its ASCII form.
   * @param ipAddress The address that the domain points to, as text or as a floating IP. Without
   * one, it points nowhere yet.
   */
  async createDomain(
    name: string,
    ipAddress?: Exclude<FloatingIPRef, number | bigint> | null,
    options: ExtraOptions = {},
  ): Promise<Domain> {
    const address = ipAddress === undefined || ipAddress === null
      ? {}
      : { ip_address: identifier(ipAddress, "floating_ip", { string: "ip" }) };
    const body = { name: asciiName(name), ...address };
    const doing = `create domain ${name}`;
    return await this.#create("/v2/domains", "domain", doing, body, options, Domain);
  }

  /** Fetches a floating IP. */
  fetchFloatingIp(ip: FloatingIPRef, options: CallOptions = {}): Promise<FloatingIP> {
    return new FloatingIP(this, ip).fetch(options);
  }

  /** Yields all floating IPs of the account. */
  fetchAllFloatingIps(options: ListOptions = {}): List<FloatingIP> {
    return this.#all("floating_ips", options, FloatingIP);
  }

  /**
   * Creates a floating IP for a droplet or in a region. The assignment to a droplet may not be
   * complete when this returns; {@linkcode FloatingIP.wait} for it.
   *
   * @throws {TypeError} If both or neither of `droplet_id` and `region` are given.
   */
  async createFloatingIp(options: CreateFloatingIPOptions): Promise<FloatingIP> {
    const { droplet_id, region } = options;
    const toDroplet = droplet_id !== undefined && droplet_id !== null;
    if (toDroplet === (region !== undefined && region !== null)) {
      throw new TypeError("Exactly one of droplet_id and region must be given");
    }
    const place = toDroplet
      ? { droplet_id: identifier(droplet_id, "droplet", { number: "id" }) }
      : { region: slugOf(region as string) };
    const doing = "create a floating IP";
    return await this.#create("/v2/floating_ips", "floating_ip", doing, place, options, FloatingIP);
  }

  /** Lists a collection whose key is also its path. */
  #all<R, T>(key: string, options: ListOptions, type: Type<R, T>): List<T> {
    const { signal, limit, ahead, ...params } = options;
    const doing = `list the ${inWords(key)}`;
    const list = { params, signal, doing, objects: true, limit, ahead };
    return this.paginate<R>(`/v2/${key}`, key, list).build((data) => new type(this, data));
  }

  /** Creates a resource: the answer wraps it. */
  async #create<R, T>(
    url: string,
    key: string,
    doing: string,
    body: object,
    { signal, extra }: ExtraOptions,
    type: Type<R, T>,
  ): Promise<T> {
    const data = { ...body, ...extra };
    const request = { method: "POST", data, doing, key, signal };
    return new type(this, await this.request<R>(url, request));
  }

  async #createDroplets(key: string, doing: string, data: object, signal?: AbortSignal) {
    const request = { method: "POST", data, doing, key, signal };
    return createdDroplets(this, key, await this.answer("/v2/droplets", request));
  }
}

/** A class of resources, and what they are built from. */
type Type<R, T> = new (client: Requester, data: R) => T;

/** The collections of all kinds are also properties of a client. */
export interface DOAPI extends Collections {}

Object.defineProperties(DOAPI.prototype, collections());

async function toArray<T>(items: Iterable<T> | AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
