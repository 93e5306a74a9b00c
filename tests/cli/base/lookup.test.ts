import { assertEquals, assertRejects } from "@std/assert";
import { DOAPI } from "@doapi/doapi";
import { OPERATIONS } from "@doapi/doapi/api";
import { directoryAt } from "../../../cli/base/lookup/directory.ts";
import { LookUp } from "../../../cli/base/lookup.ts";
import type { Context } from "../../../cli/context.ts";
import { ExitError } from "../../../cli/errors.ts";
import type { Kind } from "../../../lib/kinds/kind.ts";
import { type KindName, NESTED, rowOf, TOP } from "../../../lib/kinds/mod.ts";

const ID = "4de7ac8b-495b-4884-9a69-1050c6793cd6";

/** A look-up in lists by their paths, which ignore what they are asked for as some servers do. */
function lookUp(lists: Record<string, [key: string, items: unknown[]]>) {
  const requests: string[] = [];
  const client = new DOAPI("t", {
    fetch(url) {
      const { pathname, search } = new URL(url);
      requests.push(pathname + search);
      const [key, items] = lists[pathname] ?? ["nothing", []];
      const name = new URLSearchParams(search).get("name");
      const found = name === null
        ? items
        : items.filter((item) => (item as { name: string }).name === name);
      return Promise.resolve(Response.json({ [key]: found, links: {} }));
    },
  });
  const signal = new AbortController().signal;
  return { look: new LookUp({ signal } as Context, client), requests };
}

const vpcs = { "/v2/vpcs": ["vpcs", [{ id: "a", name: "main" }, { id: "b", name: "a" }]] } as const;

Deno.test("a kind's names and ids are known by the path of its list", async () => {
  for (const name of Object.keys({ ...TOP, ...NESTED }) as KindName[]) {
    const row: Kind = await rowOf(name);
    if (!row.by) continue;
    const { id, by } = await directoryAt(row.path) ?? {};
    assertEquals({ name, id, by }, { name, id: row.id ?? "id", by: row.by });
  }
});

Deno.test("a UUID and what follows id: are looked up nowhere", async () => {
  const { look, requests } = lookUp({});
  assertEquals(await look.find("/v2/vpcs", [ID, "id:x"]), [ID, "x"]);
  assertEquals(await look.find("/v2/droplets", ["5", "id:7", "12345678901234567890"]), [
    5,
    7,
    12345678901234567890n,
  ]);
  assertEquals(requests, []);
});

Deno.test("a list without a filter is read once in a run", async () => {
  const { look, requests } = lookUp({ "/v2/vpcs": ["vpcs", [...vpcs["/v2/vpcs"][1]]] });
  assertEquals(await look.find("/v2/vpcs", ["main"]), ["a"]);
  // An id counts more than a name.
  assertEquals(await look.find("/v2/vpcs", ["a", "name:a"]), ["a", "b"]);
  assertEquals(requests, ["/v2/vpcs?per_page=200"]);
});

Deno.test("few names are asked for one by one where there is a filter, and many by the list", async () => {
  const volumes = ["a", "b", "c", "d"].map((name) => ({ id: `${name}-id`, name }));
  const { look, requests } = lookUp({ "/v2/volumes": ["volumes", volumes] });
  assertEquals(await look.find("/v2/volumes", ["a", "b"]), ["a-id", "b-id"]);
  assertEquals(requests.splice(0), [
    "/v2/volumes?per_page=200&name=a",
    "/v2/volumes?per_page=200&name=b",
  ]);
  assertEquals((await look.find("/v2/volumes", ["a", "b", "c", "d"])).length, 4);
  assertEquals(await look.find("/v2/volumes", ["d"]), ["d-id"]);
  assertEquals(requests, ["/v2/volumes?per_page=200"]);
  const error = await assertRejects(() => look.find("/v2/volumes", ["b1"]), ExitError);
  assertEquals(error.message, "'b1': no such volume; perhaps b");
});

Deno.test("an unknown name is an id where ids are words; elsewhere the error names something close", async () => {
  const keys = [{ access_key: "DO00X", name: "ci" }];
  const { look, requests } = lookUp({ "/v2/spaces/keys": ["keys", keys] });
  assertEquals(await look.find("/v2/spaces/keys", ["DO00X"]), ["DO00X"]);
  assertEquals(requests, ["/v2/spaces/keys?per_page=200"]);
  const error = await assertRejects(() => look.find("/v2/spaces/keys", ["cj"]), ExitError);
  assertEquals(error.message, "'cj': no such key; perhaps ci");
});

Deno.test("every parameter of a path is looked up below the ones before it", async () => {
  const { look, requests } = lookUp({
    "/v2/uptime/checks": ["checks", [{ id: "c 1", name: "site" }]],
    "/v2/uptime/checks/c%201/alerts": ["alerts", [{ id: "a1", name: "down" }]],
  });
  const path = { check_id: "site", alert_id: "down" };
  assertEquals(await look.path(OPERATIONS["uptime_get_alert"]!, path), {
    check_id: "c 1",
    alert_id: "a1",
  });
  assertEquals(requests, [
    "/v2/uptime/checks?per_page=200",
    "/v2/uptime/checks/c%201/alerts?per_page=200",
  ]);
});
