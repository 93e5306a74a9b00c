import { assertEquals } from "@std/assert";
import { bench, ORIGIN } from "../support.ts";

interface Page {
  readonly names: string[];
  readonly links: unknown;
  readonly total: number;
}

async function page(query: string, count = 45): Promise<Page> {
  const { call } = bench({ seed: { droplets: count } });
  const { json } = await call("GET", `/v2/droplets${query}`);
  const names = json.droplets.map((droplet: { name: string }) => droplet.name);
  return { names, links: json.links, total: json.meta.total };
}

const at = (query: string): string => `${ORIGIN}/v2/droplets?${query}`;

Deno.test("a list that fits on one page has empty links", async () => {
  const { names, links, total } = await page("", 3);
  assertEquals(names, ["droplet-1", "droplet-2", "droplet-3"]);
  assertEquals([links, total], [{}, 3]);
});

Deno.test("an empty list has empty links and a total of 0", async () => {
  assertEquals(await page("", 0), { names: [], links: {}, total: 0 });
});

Deno.test("a page is 20 long and links to the next and the last", async () => {
  const { names, links, total } = await page("");
  assertEquals([names.length, names[0], total], [20, "droplet-1", 45]);
  assertEquals(links, { pages: { next: at("page=2"), last: at("page=3") } });
});

Deno.test("a page in the middle links to all four", async () => {
  const { names, links } = await page("?page=2&per_page=10");
  assertEquals([names.length, names[0]], [10, "droplet-11"]);
  assertEquals(links, {
    pages: {
      first: at("page=1&per_page=10"),
      prev: at("page=1&per_page=10"),
      next: at("page=3&per_page=10"),
      last: at("page=5&per_page=10"),
    },
  });
});

Deno.test("the last page links back only", async () => {
  const { names, links } = await page("?page=3");
  assertEquals([names.length, names.at(-1)], [5, "droplet-45"]);
  assertEquals(links, { pages: { first: at("page=1"), prev: at("page=2") } });
});

Deno.test("a page behind the last one is empty and links back", async () => {
  const { names, links, total } = await page("?page=9");
  assertEquals([names, total], [[], 45]);
  assertEquals(links, { pages: { first: at("page=1"), prev: at("page=3") } });
});

Deno.test("links keep the other parameters", async () => {
  const { call } = bench({ seed: { droplets: [{ name: "a", count: 3, tags: ["a:b"] }] } });
  const { json } = await call("GET", "/v2/droplets?tag_name=a%3Ab&per_page=2");
  assertEquals(json.links.pages.next, at("tag_name=a%3Ab&per_page=2&page=2"));
});

Deno.test("links lead to the origin that the request came to", async () => {
  const { sandbox } = bench({ seed: { droplets: 2 } });
  const response = await sandbox.fetch("http://127.0.0.1:8080/v2/droplets?per_page=1", {
    headers: { authorization: "Bearer token" },
  });
  assertEquals((await response.json()).links.pages, {
    next: "http://127.0.0.1:8080/v2/droplets?per_page=1&page=2",
    last: "http://127.0.0.1:8080/v2/droplets?per_page=1&page=2",
  });
});

for (const [query, length] of [["per_page=500", 200], ["per_page=0", 20], ["per_page=x", 20]]) {
  Deno.test(`${query} is taken as ${length}`, async () => {
    assertEquals((await page(`?${query}`, 205)).names.length, length);
  });
}

Deno.test("following the links gives everything once and in order", async () => {
  const { sandbox } = bench({ seed: { droplets: 7 } });
  const names: string[] = [];
  let next: string | undefined = at("per_page=3");
  while (next !== undefined) {
    const headers = { authorization: "Bearer token" };
    const json = await (await sandbox.fetch(next, { headers })).json();
    names.push(...json.droplets.map((droplet: { name: string }) => droplet.name));
    next = json.links.pages?.next;
  }
  assertEquals(names, Array.from({ length: 7 }, (_, i) => `droplet-${i + 1}`));
});

Deno.test("actions are listed newest first, over pages too", async () => {
  const { call } = bench({ seed: { droplets: 5 } });
  const ids = async (query: string) =>
    (await call("GET", `/v2/actions?${query}`)).json.actions.map((a: { id: number }) => a.id);
  assertEquals(await ids("per_page=2"), [36804005, 36804004]);
  assertEquals(await ids("per_page=2&page=3"), [36804001]);
  assertEquals(await ids("per_page=2&page=4"), []);
});

Deno.test("a page of a list shows what has changed since it was last read", async () => {
  const b = bench({ seed: { droplets: [{ name: "a" }] } });
  const read = async () => {
    const { droplets } = (await b.call("GET", "/v2/droplets")).json;
    const { actions } = (await b.call("GET", "/v2/actions")).json;
    return [
      ...droplets.map((d: Record<string, unknown>) =>
        `${d.name} ${d.status} ${d.locked} ${d.tags}`
      ),
      actions[0].status,
    ];
  };
  const before = b.sandbox.snapshot();
  assertEquals(await read(), ["a active false ", "completed"]);
  await b.call("POST", "/v2/droplets/3164001/actions", { type: "power_off" });
  assertEquals(await read(), ["a active true ", "in-progress"]);
  b.clock.advance(10);
  assertEquals(await read(), ["a off false ", "completed"]);
  await b.call("POST", "/v2/tags", { name: "t" });
  await b.call("POST", "/v2/tags/t/resources", {
    resources: [{ resource_type: "droplet", resource_id: "3164001" }],
  });
  assertEquals(await read(), ["a off false t", "completed"]);
  b.sandbox.seed({ volumes: [{ name: "v", size_gigabytes: 1, droplet: "a" }] });
  const { droplets } = (await b.call("GET", "/v2/droplets")).json;
  assertEquals(droplets[0].volume_ids.length, 1);
  b.sandbox.restore(before);
  assertEquals(await read(), ["a active false ", "completed"]);
});
