import type { Kind } from "./kind.ts";

/** An invoice. */
export const invoice = {
  path: "/v2/customers/my/invoices",
  param: "invoice_uuid",
  one: "invoice_items",
  many: "invoices",
  id: "invoice_uuid",
  without: ["create", "update", "delete"],
  columns: ["invoice_uuid", "amount", "invoice_period", "updated_at"],
} as const satisfies Kind;
