import type { CallOptions, RequestOptions } from "./requester.ts";
import { describe, Resource } from "./resource.ts";

/** The base of resources that have a URL of their own, where they are fetched, changed and deleted. */
export abstract class StoredResource extends Resource {
  /** The endpoint for operations on the resource. */
  abstract get url(): string;

  /**
   * Fetches the resource's current state as a new object.
   *
   * @throws {DOAPIError} If the API refuses.
   */
  fetch(options: CallOptions = {}): Promise<this> {
    return this.send("fetch", options);
  }

  /**
   * Deletes the resource.
   *
   * @throws {DOAPIError} If the API refuses.
   */
  async delete(options: CallOptions = {}): Promise<void> {
    const doing = `delete ${this.label}`;
    await this.client.request(this.url, { method: "DELETE", doing, ...options });
  }

  /** What messages call the resource. */
  protected get label(): string {
    return describe(this);
  }

  /** Sends a request to the resource's URL, and builds the resource of the answer. */
  protected async send(verb: string, options: RequestOptions): Promise<this> {
    const doing = `${verb} ${this.label}`;
    const key = this.resourceType;
    return this.build(await this.client.request<object>(this.url, { doing, key, ...options }));
  }

  /** Builds another object of the same class. */
  protected build(data: object): this {
    return Reflect.construct(this.constructor, [this.client, data]);
  }
}
