/**
 * A client for the DigitalOcean API v2: names of the API, complete lists, honest waits, and no
 * dependencies.
 *
 * ```text
 *   resources              collections          operations
 *   Droplet, Domain ...    volumes, vpcs ...    call(), list(), request()
 *          \                    |                    /
 *           +--------- DOAPI, the client ----------+
 *                               |
 *        requests, pages, waits: retries, rate limit, complete lists, errors
 *                               |
 *        the `fetch` option: DigitalOcean, or a sandbox of `@doapi/doapi/sandbox`
 * ```
 *
 * @example
 * ```ts
 * import { DOAPI } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * // Without the sandbox: new DOAPI(Deno.env.get("DO_API_TOKEN")!)
 * const doapi = new DOAPI("a-token", { fetch: createSandbox({ actionTime: 0 }).fetch });
 *
 * const droplet = await doapi.createDroplet("web", "debian-12-x64", "s-1vcpu-1gb", "fra1");
 * await droplet.wait({ status: "active", waitInterval: 0 });
 * for await (const { id, name, status } of doapi.fetchAllDroplets()) {
 *   console.log(id, name, status);
 * }
 * ```
 *
 * @module
 */

export type {
  ListItem,
  ListKey,
  Optional,
  PathParameters,
  Route,
  RouteBody,
  RouteOptions,
  RouteResult,
} from "./lib/api/call.ts";
export type { Routes, Schemas, With } from "./lib/api/routes.ts";
export * from "./lib/client.ts";
export { Client, type WithResponse } from "./lib/core/client.ts";
export { ResourceBuilder } from "./lib/resource_builder.ts";
export type { DOAPIOptions } from "./lib/core/client_options.ts";
export type * from "./lib/collections.ts";
export { type ActionData, Collection, type RowLoader } from "./lib/core/collection.ts";
export type * from "./lib/core/collection_types.ts";
export * from "./lib/core/errors/mod.ts";
export * from "./lib/core/errors/mod.ts";
export { encode, type EncodeOptions } from "./lib/core/encode.ts";
export type { Fetch } from "./lib/core/fetch.ts";
export type { RequestEvent, ResponseEvent } from "./lib/core/http.ts";
export { List, type ListVariants } from "./lib/core/list.ts";
export type { RateLimit } from "./lib/core/rate_limit.ts";
export type {
  CallOptions,
  ExtraOptions,
  ListOptions,
  PaginateOptions,
  Requester,
  RequestOptions,
} from "./lib/core/requester.ts";
export { type Fields, type Open, type Reference, Resource } from "./lib/core/resource.ts";
export type { RetryOptions } from "./lib/core/retry.ts";
export type { Sleep } from "./lib/core/sleep.ts";
export { StoredResource } from "./lib/core/stored_resource.ts";
export type { PollResult } from "./lib/core/poller.ts";
export type { WaitOptions, WaitTarget, WaitUpdate } from "./lib/core/wait.ts";
export * from "./lib/resources/account.ts";
export * from "./lib/resources/action.ts";
export * from "./lib/resources/actionable.ts";
export * from "./lib/resources/backup_window.ts";
export * from "./lib/resources/domain.ts";
export * from "./lib/resources/domain_record.ts";
export {
  Droplet,
  type DropletFields,
  type DropletRef,
  type DropletReference,
  type DropletStatus,
  type GPUInfo,
} from "./lib/resources/droplet.ts";
export type * from "./lib/resources/droplets/options.ts";
export * from "./lib/resources/droplet_upgrade.ts";
export * from "./lib/resources/floating_ip.ts";
export {
  Image,
  type ImageFields,
  type ImageRef,
  type ImageReference,
  type ImageStatus,
  type ImageType,
  type ListImagesOptions,
  type UpdateImageOptions,
} from "./lib/resources/image.ts";
export * from "./lib/resources/kernel.ts";
export * from "./lib/resources/network_interface.ts";
export * from "./lib/resources/networks.ts";
export * from "./lib/resources/region.ts";
export * from "./lib/resources/size.ts";
export {
  SSHKey,
  type SSHKeyFields,
  type SSHKeyRef,
  type SSHKeyReference,
} from "./lib/resources/ssh_key.ts";
export { ResourceWithDroplet } from "./lib/resources/resource_with_droplet.ts";
export type { Kind, Readiness } from "./lib/kinds/kind.ts";
export type { KindName, Kinds } from "./lib/kinds/mod.ts";
export { VERSION } from "./lib/version.ts";
