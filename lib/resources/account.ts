import type { CallOptions, Requester } from "../core/requester.ts";
import { exposeFields, type Fields, type Open, Resource } from "../core/resource.ts";

/** The API's fields of an account. */
export interface AccountFields {
  /** The number of droplets that the account may have at any one time. */
  droplet_limit: number;
  /** The e-mail address that the account was registered with. */
  email: string;
  /** Whether that address was verified. */
  email_verified: boolean;
  /** The number of floating IPs that the account may have at any one time. */
  floating_ip_limit: number;
  /** `"active"`, `"warning"` or `"locked"`. */
  status: Open<"active" | "warning" | "locked">;
  /** The status in words. */
  status_message: string;
  /** The unique identifier of the user. */
  uuid: string;
}

/**
 * The account that a token belongs to.
 *
 * @see https://docs.digitalocean.com/reference/api/reference/account/
 *
 * @example
 * ```ts
 * import { Account, DOAPI } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
 * const account = await doapi.fetchAccount();
 * console.log(account.status === Account.STATUS_ACTIVE); // true
 * ```
 */
export class Account extends Resource {
  /** The status of an account without warnings. */
  static readonly STATUS_ACTIVE = "active";
  /** The status of an account with a warning, for example because its droplet limit is reached. */
  static readonly STATUS_WARNING = "warning";
  /** The status of a locked account. */
  static readonly STATUS_LOCKED = "locked";

  /** The fields, as the API names them. */
  declare readonly fields: AccountFields & Fields;

  /** Builds an account from (partial) data; sends nothing. */
  constructor(client: Requester, data: object) {
    super(client, data);
  }

  /** Always `"account"`. */
  override get resourceType(): "account" {
    return "account";
  }

  /** The endpoint for operations on the account. */
  get url(): string {
    return `${this.client.endpoint}/v2/account`;
  }

  /**
   * Fetches the account's current state as a new object.
   *
   * @throws {DOAPIError} If the API refuses.
   */
  async fetch(options: CallOptions = {}): Promise<Account> {
    const doing = "fetch the account";
    const data = await this.client.request("/v2/account", { doing, key: "account", ...options });
    return new Account(this.client, data as object);
  }
}

/** The fields of an account are also its properties. */
export interface Account extends AccountFields {}

exposeFields(Account, [
  "droplet_limit",
  "email",
  "email_verified",
  "floating_ip_limit",
  "status",
  "status_message",
  "uuid",
]);
