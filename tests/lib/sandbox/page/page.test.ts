import { assertEquals, assertMatch } from "@std/assert";
import { createSandbox } from "@doapi/doapi/sandbox";
import { bench, ORIGIN } from "../support.ts";

const HOME = `${ORIGIN}/_sandbox/`;

Deno.test("the page needs nothing from elsewhere, and may not be given anything", async () => {
  const sandbox = createSandbox();
  for (const [name, type] of [["", "html"], ["page.css", "css"], ["page.js", "javascript"]]) {
    const response = await sandbox.fetch(HOME + name);
    const text = await response.text();
    assertEquals([response.status, /https?:\/\//.test(text)], [200, false]);
    assertEquals(response.headers.get("content-type"), `text/${type}; charset=utf-8`);
    assertMatch(response.headers.get("content-security-policy") ?? "", /^default-src 'none';/);
    assertEquals(response.headers.get("x-content-type-options"), "nosniff");
  }
  const html = await (await sandbox.fetch(HOME)).text();
  assertEquals(/ style=| on\w+=|<script>|<style>/.test(html), false);
});

Deno.test("the page without its slash leads to the page", async () => {
  const { status, headers } = await createSandbox().fetch(HOME.slice(0, -1));
  assertEquals([status, headers.get("location")], [308, "/_sandbox/"]);
});

Deno.test("the overview has counts by kind, faults, the clock, and what is new in the log", async () => {
  const seed = { droplets: 2, volumes: [{ name: "data", size_gigabytes: 1 }] };
  const { sandbox, call } = bench({ seed });
  const look = async (after = "") =>
    await (await sandbox.fetch(`${HOME}overview?after=${after}`)).json();
  await call("GET", "/v2/account");
  sandbox.faults.add({ path: "/v2/tags", status: 500 });
  const first = await look();
  assertEquals([first.now, first.frozen, first.fresh], ["2026-01-01T00:00:00.000Z", false, true]);
  const totals = first.kinds.map((
    { name, total }: { name: string; total: number },
  ) => [name, total]);
  assertEquals(totals, [["Droplets", 2], ["Actions", 2], ["Projects", 1], ["Volumes", 1], [
    "Vpcs",
    1,
  ]]);
  assertEquals([first.faults.length, first.requests.length], [1, 1]);
  const [{ id }] = first.requests;
  assertEquals((await look(id)).requests, []);
  await call("GET", "/v2/tags");
  const then = await look(id);
  assertEquals([then.fresh, then.requests[0].status], [false, 500]);
  sandbox.clearRequests();
  assertEquals((await look(id)).fresh, true);
});

Deno.test("things are shown as the API lists them, without a token, a limit or a trace", async () => {
  const { sandbox } = bench({ seed: { droplets: 3 }, tokens: ["only"] });
  const items = async (query: string) => {
    const response = await sandbox.fetch(`${HOME}items?${query}`);
    return [response.status, await response.json()];
  };
  const [status, { total, items: [first, ...rest] }] = await items("path=/v2/droplets&limit=2");
  assertEquals([status, total, first.name, rest.length], [200, 3, "droplet-1", 1]);
  const [, vpcs] = await items("path=/v2/vpcs");
  assertEquals([vpcs.total, vpcs.items[0].region], [1, "nyc3"]);
  assertEquals(await items("path=/v2/nothing"), [200, { total: 0, items: [] }]);
  assertEquals((await items("path=/etc/passwd"))[0], 400);
  assertEquals((await items("path=/v2/droplets&limit=0"))[0], 400);
  assertEquals(sandbox.requests, []);
});

Deno.test("the page is read, and does not change anything", async () => {
  const { status } = await createSandbox().fetch(HOME, { method: "POST" });
  assertEquals(status, 405);
});
