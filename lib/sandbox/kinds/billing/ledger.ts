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

/**
 * Where what was there is kept until it is on an invoice; no operation of the API shows it. Each
 * entry has the name of what it is about as its own, by which it is found.
 */
export const LEDGER = "/v2/customers/my/ledger";

/** Writes down what has been there up to now, so that its month is billed for it. */
export function end(store: Store, billables: readonly Billable[]): void {
  const now = store.clock.now();
  for (const billable of billables) {
    store.resources.add(LEDGER, {
      key: billable.id,
      created: billable.since,
      updated: now,
      fields: { ...billable, name: billable.urn, until: now } as JsonObject,
      pending: [],
    });
  }
}

/** What has been there. */
export function ended(store: Store): Billable[] {
  return store.resources.in(LEDGER).items.map(({ fields }) => fields as unknown as Billable);
}

/** The same since it was last written down, which it is when its price changes. */
export function sinceLast(store: Store, billable: Billable): Billable {
  const { urn, product, since } = billable;
  const times = store.resources.in(LEDGER).withName(urn)
    .filter(({ fields }) => fields.product === product)
    .map(({ fields }) => Number(fields.until));
  return { ...billable, since: Math.max(since, ...times) };
}
