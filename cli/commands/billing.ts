import { lazyGroup, subArea } from "../base/lazy.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const COMMANDS = {
  ...operations({
    balance: ["balance_get", "Show the balance of the account."],
    history: ["billingHistory_list", "List invoices, payments and credits.", {
      columns: ["date", "type", "description", "amount"],
    }],
    insights: ["billingInsights_list", "List the costs of each day.", {
      example: "do:team:5df3e3004a17e242b7c20ca6c9fc25b701a47ece 2026-01-01 2026-01-31",
      columns: ["start_date", "total_amount", "description", "region"],
    }],
  }),
  invoice: subArea(
    "Show invoices.",
    operations({
      list: ["invoices_list", "List the invoices.", {
        list: "invoices",
        columns: ["invoice_uuid", "invoice_period", "amount"],
      }],
      show: ["invoices_get_byUUID", "List the items of an invoice.", {
        example: "22737513-0ea7-4206-8ceb-98a575af7681",
        columns: ["product", "description", "amount", "duration", "duration_unit"],
      }],
      summary: ["invoices_get_summaryByUUID", "Show the summary of an invoice.", {
        example: "22737513-0ea7-4206-8ceb-98a575af7681",
      }],
      csv: ["invoices_get_csvByUUID", "Print an invoice as CSV.", {
        example: "22737513-0ea7-4206-8ceb-98a575af7681 > invoice.csv",
      }],
      pdf: ["invoices_get_pdfByUUID", "Write an invoice as PDF to standard output.", {
        example: "22737513-0ea7-4206-8ceb-98a575af7681 > invoice.pdf",
      }],
    }),
  ),
};

/** `doapi billing` */
export function billing(ctx: Context, about: string, whole: Whole) {
  return lazyGroup(ctx, about, whole, "billing", COMMANDS);
}
