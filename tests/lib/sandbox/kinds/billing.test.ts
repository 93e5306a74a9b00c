import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Bench, bench, droplet } from "../support.ts";

const MY = "/v2/customers/my";
const DAY = 86_400;

// deno-lint-ignore no-explicit-any -- the fields of an answer
type Fields = any;

async function get(b: Bench, path: string): Promise<Fields> {
  return (await b.call("GET", MY + path)).json;
}

/** A droplet of 6 USD a month, its backups, and a volume of 10 USD a month. */
async function account(): Promise<Bench> {
  const b = bench();
  await droplet(b, { backups: true });
  await b.call("POST", "/v2/volumes", { name: "data", size_gigabytes: 100, region: "nyc3" });
  return b;
}

Deno.test("the balance is what there is, for as long as it has been there", async () => {
  const b = await account();
  const { month_to_date_usage, month_to_date_balance, account_balance } = await get(b, "/balance");
  assertEquals([month_to_date_balance, account_balance], [month_to_date_usage, "0.00"]);
  b.clock.advance(28 * DAY);
  const month = await get(b, "/balance");
  // No more than a month's price, however long the month is.
  assertEquals(month.month_to_date_usage, "17.20");
  const empty = await get(bench(), "/balance");
  assertEquals(empty.month_to_date_usage, "0.00");
});

Deno.test("each month that is over has an invoice, whose items add up to it", async () => {
  const b = await account();
  assertEquals((await get(b, "/invoices")).invoices, []);
  b.clock.advance(65 * DAY);
  const { invoices, invoice_preview, meta } = await get(b, "/invoices");
  assertEquals(
    invoices.map((one: Fields) => [one.invoice_period, one.amount]),
    [["2026-02", "17.20"], ["2026-01", "17.20"]],
  );
  assertEquals([invoice_preview.invoice_period, meta.total], ["2026-03", 2]);
  for (const one of [...invoices, invoice_preview]) {
    const { invoice_items } = await get(b, `/invoices/${one.invoice_uuid}`);
    const cents = invoice_items.map(({ amount }: Fields) => Math.round(Number(amount) * 100));
    const total = cents.reduce((sum: number, one: number) => sum + one, 0);
    assertEquals((total / 100).toFixed(2), one.amount);
    const summary = await get(b, `/invoices/${one.invoice_uuid}/summary`);
    assertEquals(summary.amount, one.amount);
    assertEquals(
      summary.product_charges.items.map(({ name, count }: Fields) => [name, count]),
      [["Droplets", "1"], ["Backups", "1"], ["Volumes", "1"]],
    );
  }
  const [january] = (await get(b, `/invoices/${invoices[1].invoice_uuid}`)).invoice_items;
  assertEquals(
    [january.description, january.duration, january.start_time, january.end_time],
    ["web-1 (s-1vcpu-1gb)", "744", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"],
  );
});

Deno.test("the history has each invoice and its payment", async () => {
  const b = await account();
  b.clock.advance(40 * DAY);
  const { billing_history } = await get(b, "/billing_history");
  assertEquals(
    billing_history.map(({ type, amount, date }: Fields) => [type, amount, date]),
    [
      ["Payment", "-17.20", "2026-02-01T00:00:00Z"],
      ["Invoice", "17.20", "2026-02-01T00:00:00Z"],
    ],
  );
});

Deno.test("an invoice can be had as a table and as a document; an unknown one is not found", async () => {
  const b = await account();
  b.clock.advance(40 * DAY);
  const [{ invoice_uuid }] = (await get(b, "/invoices")).invoices;
  const table = await b.call("GET", `${MY}/invoices/${invoice_uuid}/csv`);
  assertEquals(table.headers.get("content-type"), "text/csv");
  const lines = table.text.trimEnd().split("\n");
  assertEquals(lines.length, 4);
  assert(lines[1]?.startsWith("Droplets,,web-1 (s-1vcpu-1gb),744,"), lines[1]);
  const document = await b.call("GET", `${MY}/invoices/${invoice_uuid}/pdf`);
  assertEquals(document.headers.get("content-type"), "application/pdf");
  assertMatch(document.text, /^%PDF-1\.4\n[^]*2026-01: 17\.20 USD[^]*%%EOF\n$/);
  for (const path of ["", "/summary", "/csv", "/pdf"]) {
    assertEquals((await b.call("GET", `${MY}/invoices/none${path}`)).status, 404);
  }
});

Deno.test("what has been deleted is on the invoice of its month, up to then", async () => {
  const b = bench({ seed: { databases: [{ name: "db" }] } });
  const id = await droplet(b, { backups: true });
  const { json } = await b.call("POST", "/v2/volumes", {
    name: "data",
    size_gigabytes: 100,
    region: "nyc3",
  });
  b.clock.advance(DAY - 10);
  await b.call("DELETE", `/v2/droplets/${id}`);
  await b.call("DELETE", `/v2/volumes/${json.volume.id}`);
  const [{ id: database }] = (await b.call("GET", "/v2/databases")).json.databases;
  await b.call("DELETE", `/v2/databases/${database}`);
  b.clock.advance(50 * DAY);
  const { invoices, invoice_preview } = await get(b, "/invoices");
  assertEquals(invoice_preview.amount, "0.00");
  const [january] = invoices;
  const { invoice_items } = await get(b, `/invoices/${january.invoice_uuid}`);
  assertEquals(
    invoice_items.map((one: Fields) => [one.product, one.duration, one.amount, one.end_time]),
    [
      ["Droplets", "24", "0.21", "2026-01-02T00:00:00Z"],
      ["Backups", "24", "0.04", "2026-01-02T00:00:00Z"],
      ["Volumes", "24", "0.36", "2026-01-02T00:00:00Z"],
      ["Managed Databases", "24", "0.54", "2026-01-02T00:00:00Z"],
    ],
  );
  assertEquals(invoice_items[0].project_name, "first-project");
});

Deno.test("databases, snapshots and the registry cost what they cost by the month", async () => {
  const b = bench({
    seed: {
      databases: [{ name: "db", size: "db-s-2vcpu-4gb" }],
      images: [{ name: "old" }],
      registries: [{ name: "own", subscription_tier_slug: "basic" }],
    },
  });
  b.clock.advance(28 * DAY);
  const { invoice_preview } = await get(b, "/invoices");
  const { invoice_items } = await get(b, `/invoices/${invoice_preview.invoice_uuid}`);
  const amounts = invoice_items.map(({ product, amount }: Fields) => [product, amount]);
  assertEquals(amounts, [
    ["Snapshots", "0.06"],
    ["Managed Databases", "60.00"],
    ["Container Registry", "5.00"],
  ]);
});

Deno.test("another price holds from the change on, and the months before stay as they were", async () => {
  const b = bench({
    seed: {
      volumes: [{ name: "data", size_gigabytes: 100 }],
      registries: [{ name: "own", subscription_tier_slug: "starter" }],
    },
  });
  const id = await droplet(b);
  b.clock.advance(31 * DAY);
  const january = async () => {
    const { invoices } = await get(b, "/invoices");
    return invoices.at(-1).amount;
  };
  assertEquals(await january(), "16.00");
  const [{ id: volume }] = (await b.call("GET", "/v2/volumes")).json.volumes;
  for (
    const [path, body] of [
      [`/v2/droplets/${id}/actions`, { type: "power_off" }],
      [`/v2/droplets/${id}/actions`, { type: "resize", size: "s-2vcpu-4gb" }],
      [`/v2/droplets/${id}/actions`, { type: "enable_backups" }],
      [`/v2/volumes/${volume}/actions`, { type: "resize", size_gigabytes: 200, region: "nyc3" }],
      ["/v2/registries/subscription", { tier_slug: "basic" }],
    ] as const
  ) {
    const { status, text } = await b.call("POST", path, body);
    assert(status < 300, text);
    b.clock.advance(10);
  }
  assertEquals(await january(), "16.00");
  b.clock.advance(29 * DAY);
  const [february] = (await get(b, "/invoices")).invoices;
  const { invoice_items } = await get(b, `/invoices/${february.invoice_uuid}`);
  const amounts = invoice_items.map(({ product, description, duration }: Fields) => [
    product,
    description,
    Number(duration) > 600,
  ]);
  assertEquals(amounts.toSorted(), [
    ["Backups", "web-1 (s-2vcpu-4gb)", true],
    ["Container Registry", "", true],
    ["Droplets", "web-1 (s-1vcpu-1gb)", false],
    ["Droplets", "web-1 (s-2vcpu-4gb)", true],
    ["Volumes", "data", false],
    ["Volumes", "data", true],
  ]);
});

Deno.test("a reserved IP costs what it costs while no droplet has it", async () => {
  const b = bench();
  const id = await droplet(b);
  const make = async (body: Record<string, unknown>): Promise<string> =>
    (await b.call("POST", "/v2/reserved_ips", body)).json.reserved_ip.ip;
  const idle = await make({ region: "nyc3" });
  const used = await make({ droplet_id: id });
  const costs = async () => {
    const { invoice_preview } = await get(b, "/invoices");
    const { invoice_items } = await get(b, `/invoices/${invoice_preview.invoice_uuid}`);
    return invoice_items
      .filter(({ product }: Fields) => product === "Reserved IPs")
      .map((one: Fields) => [one.description, one.duration]);
  };
  b.clock.advance(DAY);
  assertEquals(await costs(), [[idle, "24"]]);
  await b.call("DELETE", `/v2/droplets/${id}`);
  b.clock.advance(DAY);
  assertEquals((await costs()).toSorted(), [[idle, "48"], [used, "24"]].toSorted());
  await b.call("DELETE", `/v2/reserved_ips/${used}`);
  b.clock.advance(DAY);
  assertEquals((await costs()).find(([ip]: [string]) => ip === used), [used, "24"]);
});
