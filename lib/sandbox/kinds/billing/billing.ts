import { notFound } from "../../http/errors.ts";
import { arrayAnswer } from "../../http/paging.ts";
import type { Answer, Context } from "../../http/router.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import type { Store } from "../../state/store.ts";
import type { Kind } from "../kind.ts";
import { type Charge, chargesBetween, itemView, sum, usd } from "./charges.ts";
import { invoiceId, type Month, monthOf, pastMonths, periodOf, startOf } from "./months.ts";
import { pdf } from "./pdf.ts";

function chargesOf(store: Store, month: Month): Charge[] {
  const end = Math.min(startOf(month + 1), store.clock.now());
  return chargesBetween(store, startOf(month), end);
}

function balance({ store, now }: Context): Answer {
  const usage = usd(sum(chargesOf(store, monthOf(now))));
  return {
    status: 200,
    body: {
      month_to_date_balance: usage,
      // Each invoice is paid on the day that it comes.
      account_balance: "0.00",
      month_to_date_usage: usage,
      generated_at: timestamp(now),
    },
  };
}

function invoiceView(store: Store, month: Month): JsonObject {
  const updated = Math.min(startOf(month + 1), store.clock.now());
  return {
    invoice_uuid: invoiceId(month),
    invoice_id: String(month),
    amount: usd(sum(chargesOf(store, month))),
    invoice_period: periodOf(month),
    updated_at: timestamp(updated),
  };
}

function listInvoices(c: Context): Answer {
  const { store, now } = c;
  const answer = arrayAnswer(c, "invoices", pastMonths(store), (one) => invoiceView(store, one));
  const preview = invoiceView(store, monthOf(now));
  return { status: 200, body: { ...answer.body as JsonObject, invoice_preview: preview } };
}

/** Each invoice, and the payment of it, the latest first. */
function history(c: Context): Answer {
  const entries = pastMonths(c.store).flatMap((month) => [
    { month, type: "Payment" },
    { month, type: "Invoice" },
  ]);
  return arrayAnswer(c, "billing_history", entries, ({ month, type }) => {
    const cents = sum(chargesOf(c.store, month));
    const isInvoice = type === "Invoice";
    return {
      description: isInvoice ? `Invoice for ${periodOf(month)}` : "Payment",
      amount: usd(isInvoice || cents === 0 ? cents : -cents),
      ...(isInvoice && { invoice_id: String(month), invoice_uuid: invoiceId(month) }),
      date: timestamp(startOf(month + 1)),
      type,
    };
  });
}

/** The month of the invoice that a path names; the present one has a preview. */
function monthNamed({ store, params, now }: Context): Month {
  const months = [monthOf(now), ...pastMonths(store)];
  const found = months.find((month) => invoiceId(month) === params.invoice_uuid);
  if (found === undefined) throw notFound();
  return found;
}

function getInvoice(c: Context): Answer {
  const charges = chargesOf(c.store, monthNamed(c));
  return arrayAnswer(c, "invoice_items", charges, (charge) => itemView(c.store, charge));
}

function summary(c: Context): Answer {
  const month = monthNamed(c);
  const charges = chargesOf(c.store, month);
  const products = Map.groupBy(charges, ({ billable }) => billable.product);
  const { name, email, team } = c.store.state.account;
  const none = (what: string) => ({ name: what, amount: "0.00" });
  return {
    status: 200,
    body: {
      invoice_uuid: invoiceId(month),
      invoice_id: String(month),
      billing_period: periodOf(month),
      amount: usd(sum(charges)),
      user_name: name,
      user_company: team.name,
      user_email: email,
      product_charges: {
        name: "Product usage charges",
        amount: usd(sum(charges)),
        items: [...products].map(([product, some]) => ({
          name: product,
          amount: usd(sum(some)),
          count: String(some.length),
        })),
      },
      overages: none("Overages"),
      taxes: none("Taxes"),
      credits_and_adjustments: none("Credits & adjustments"),
    },
  };
}

function cell(value: unknown): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const COLUMNS = [
  "product",
  "group_description",
  "description",
  "duration",
  "start_time",
  "end_time",
  "amount",
  "project_name",
];

function csv(c: Context): Answer {
  const items = chargesOf(c.store, monthNamed(c)).map((charge) => itemView(c.store, charge));
  const lines = [COLUMNS, ...items.map((item) => COLUMNS.map((name) => item[name]))];
  const text = lines.map((line) => line.map(cell).join(",") + "\n").join("");
  return { status: 200, type: "text/csv", text };
}

function document(c: Context): Answer {
  const month = monthNamed(c);
  const amount = usd(sum(chargesOf(c.store, month)));
  const text = pdf(`Invoice for ${periodOf(month)}: ${amount} USD`);
  return { status: 200, type: "application/pdf", text };
}

const INVOICES = "/v2/customers/my/invoices";

/** Bills that add up from what there is and how long it has been there. */
export const INVOICE: Kind = {
  path: INVOICES,
  key: "invoice_uuid",
  routes: {
    "GET /v2/customers/my/balance": balance,
    "GET /v2/customers/my/billing_history": history,
    [`GET ${INVOICES}`]: listInvoices,
    [`GET ${INVOICES}/{invoice_uuid}`]: getInvoice,
    [`GET ${INVOICES}/{invoice_uuid}/summary`]: summary,
    [`GET ${INVOICES}/{invoice_uuid}/csv`]: csv,
    [`GET ${INVOICES}/{invoice_uuid}/pdf`]: document,
  },
};
