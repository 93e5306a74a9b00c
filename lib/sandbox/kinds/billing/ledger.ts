import type { JsonObject } from "../../state/json.ts";
import type { Store } from "../../state/store.ts";

/** What is billed for, since when, and at what price in USD. */
export interface Billable {
  readonly product: string;
  readonly description: string;
  readonly id: string;
  readonly urn: string;
  readonly since: number;
  /** When it was deleted; left out if it is still there. */
  readonly until?: number;
  readonly hourly: number;
  readonly monthly: number;
  /** The project that it was in when it was deleted. */
  readonly project?: string;
}

/** Where what was there is kept until it is on an invoice; no operation of the API shows it. */
export const LEDGER = "/v2/customers/my/ledger";

/** Writes down what has been there and is deleted now, so that its month is billed for it. */
export function end(store: Store, billables: readonly Billable[]): void {
  const now = store.clock.now();
  for (const billable of billables) {
    store.resources.add(LEDGER, {
      key: billable.id,
      created: billable.since,
      updated: now,
      fields: { ...billable, until: now } as JsonObject,
      pending: [],
    });
  }
}

/** What has been there. */
export function ended(store: Store): Billable[] {
  return store.resources.in(LEDGER).items.map(({ fields }) => fields as unknown as Billable);
}
