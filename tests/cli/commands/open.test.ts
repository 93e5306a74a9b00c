import { assertEquals } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { account } from "../../support/tables.ts";

for (
  const [line, path, requests] of [
    ["open droplet web-1", "/droplets/3164001", 2],
    ["open droplet 3164001", "/droplets/3164001", 0],
    ["open droplet", "/droplets", 0],
    ["open domain example.com", "/networking/domains/example.com", 0],
    ["open billing", "/account/billing", 0],
    ["open volume data", "/volumes", 0],
    ["open lb", "/networking/load_balancers", 0],
    ["open databases", "/databases", 0],
    ["open spaces-key", "/account/api/spaces", 0],
  ] as const
) {
  Deno.test(`doapi ${line} prints the page's address and opens nothing`, async () => {
    const opened: string[] = [];
    const ran = await cli(line, account({ opened }));
    assertEquals([ran.code, ran.out], [0, `https://cloud.digitalocean.com${path}\n`], ran.err);
    assertEquals([ran.requests.length, opened], [requests, []]);
  });
}

Deno.test("open --browser opens the page, too, or says that it cannot", async () => {
  const opened: string[] = [];
  const ran = await cli("open billing --browser", account({ opened }));
  assertEquals([ran.code, opened], [0, ["https://cloud.digitalocean.com/account/billing"]]);
  const none = await cli("open billing --browser", account());
  assertEquals([none.code, none.err], [1, "doapi: Cannot open a browser with xdg-open\n"]);
});

Deno.test("an area without a page is said, and what was perhaps meant", async () => {
  const ran = await cli("open dropelt web-1", account());
  assertEquals([ran.code, ran.requests], [2, []]);
  assertEquals(
    ran.err.split("\n").at(-2),
    'doapi: The control panel has no page for "dropelt"; perhaps droplet.',
  );
});

for (
  const [area, path, list, id, page] of [
    ["database", "/v2/databases", "databases", "id", "/databases/5"],
    ["function", "/v2/functions/namespaces", "namespaces", "namespace", "/functions/5"],
    ["uptime", "/v2/uptime/checks", "checks", "id", "/monitors/uptime/checks/5"],
    ["gradient", "/v2/gen-ai/agents", "agents", "uuid", "/gen-ai/agents/5"],
    ["firewall", "/v2/firewalls", "firewalls", "id", "/networking/firewalls/5/rules"],
  ] as const
) {
  Deno.test(`the page of ${area} main goes by its id`, async () => {
    const fetch = (url: string) =>
      Promise.resolve(
        new URL(url).pathname === path
          ? Response.json({ [list]: [{ [id]: "5", name: "main", label: "main" }] })
          : Response.json({ id: "not_found", message: url }, { status: 404 }),
      );
    const ran = await cli(`open ${area} main`, { fetch });
    assertEquals([ran.code, ran.out], [0, `https://cloud.digitalocean.com${page}\n`], ran.err);
  });
}
