import type { Store } from "../../state/store.ts";
import { uuid } from "../../state/random.ts";
import { billables } from "./charges.ts";

/** A calendar month, counted from the year 0. */
export type Month = number;

/** The month that a time is in. */
export function monthOf(time: number): Month {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** When a month begins; epoch milliseconds. */
export function startOf(month: Month): number {
  return Date.UTC(Math.floor(month / 12), month % 12);
}

/** A month as invoices name it: `2026-01`. */
export function periodOf(month: Month): string {
  return new Date(startOf(month)).toISOString().slice(0, 7);
}

/** The UUID of the invoice of a month, which depends on nothing else. */
export function invoiceId(month: Month): string {
  return uuid("invoice", month);
}

/** The months that are over and in which something was billed for, newest first. */
export function pastMonths(store: Store): Month[] {
  const now = monthOf(store.clock.now());
  const first = billables(store).reduce((least, { since }) => Math.min(least, monthOf(since)), now);
  return Array.from({ length: now - first }, (_, i) => now - 1 - i);
}
