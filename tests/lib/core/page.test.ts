// One page of a list: its links, and its items where there are none.
import { assertEquals, assertRejects } from "@std/assert";
import { BodyError, DOAPI, RequestError } from "@doapi/doapi";
import { type Exchange, script } from "../../support/script.ts";

function client(...exchanges: Exchange[]) {
  const { fetch, done } = script(...exchanges);
  return { doapi: new DOAPI("t", { fetch, retry: false }), done };
}

Deno.test("a link is not judged before it is followed", async () => {
  for (const next of ["https://elsewhere.example/v2/things?page=2", "mailto:me", "http://["]) {
    const { doapi, done } = client({
      request: "GET /v2/actions?per_page=1",
      reply: { actions: [{ id: 7 }], links: { pages: { next, last: next } } },
    });
    assertEquals((await doapi.fetchLastAction())?.id, 7);
    done();
  }
});

Deno.test("a link that is not the URL of a page is an error when it is followed", async () => {
  for (const next of ["mailto:me", "http://["]) {
    const { doapi } = client({
      request: "GET /v2/things?per_page=200",
      reply: { things: [1], links: { pages: { next } } },
    });
    await assertRejects(
      () => Array.fromAsync(doapi.paginate("/v2/things", "things")),
      BodyError,
      `it links to "${next}", which is not the URL of a page`,
    );
  }
});

/** An endpoint, the links of its answers, and the expected requests. */
const GATEWAYS: [endpoint: string, links: string, asked: string][] = [
  [
    "https://gateway.example/do",
    "https://api.digitalocean.com/v2",
    "https://gateway.example/do/v2",
  ],
  ["https://gateway.example/do", "http://10.0.0.1:8080/do/v2", "https://gateway.example/do/v2"],
  ["https://gateway.example/do", "https://gateway.example/v2", "https://gateway.example/do/v2"],
  ["https://gateway.example/do", "/v2", "https://gateway.example/do/v2"],
  ["https://gateway.example/do", "/do/v2", "https://gateway.example/do/v2"],
  ["https://gateway.example", "http://gateway.example/v2", "https://gateway.example/v2"],
  ["https://gateway.example", "//elsewhere.example/v2", "https://gateway.example/v2"],
  ["http://127.0.0.1:8080", "https://api.digitalocean.com/v2", "http://127.0.0.1:8080/v2"],
];
for (const [endpoint, links, asked] of GATEWAYS) {
  Deno.test(`behind ${endpoint}, links to ${links} are followed through it`, async () => {
    for (const cursor of [false, true]) {
      const urls: string[] = [];
      const query = (n: number) => cursor ? `cursor=${n}` : `per_page=200&page=${n}`;
      const doapi = new DOAPI("t", {
        endpoint,
        fetch(url) {
          const n = urls.push(url);
          const link = (n: number) => `${links}/things?${query(n)}`;
          const pages = n < 3 ? { next: link(n + 1), last: link(3) } : {};
          return Promise.resolve(Response.json({ things: [n], links: { pages } }));
        },
      });
      assertEquals(await Array.fromAsync(doapi.paginate("/v2/things", "things")), [1, 2, 3]);
      assertEquals(urls.slice(1), [2, 3].map((n) => `${asked}/things?${query(n)}`));
    }
  });
}

Deno.test("links of a list on another host, which was allowed, are followed there and no further", async () => {
  const hosts: string[] = [];
  const doapi = new DOAPI("t", {
    fetch(url) {
      const n = hosts.push(new URL(url).host);
      const pages = n < 3 ? { next: `https://third.example/x?page=${n + 1}` } : {};
      return Promise.resolve(Response.json({ things: [n], links: { pages } }));
    },
  });
  const list = doapi.paginate("https://other.example/x", "things", { allowOtherOrigin: true });
  assertEquals(await Array.fromAsync(list), [1, 2, 3]);
  assertEquals(hosts, Array(3).fill("other.example"));
});

const EMPTY: unknown[] = [
  { things: null },
  { things: null, meta: { total: 0 }, links: {} },
  { meta: { total: 0 } },
  { links: {}, meta: { total: 0 } },
  { links: {} },
  {},
];
for (const reply of EMPTY) {
  Deno.test(`${JSON.stringify(reply)} is the page of an empty collection`, async () => {
    const { doapi } = client({ request: "GET /v2/things?per_page=200", reply });
    assertEquals(await Array.fromAsync(doapi.paginate("/v2/things", "things")), []);
  });
}

const NO_LIST: unknown[] = [
  { things: null, meta: { total: 3 } },
  { things: null, links: { pages: { next: "/v2/things?page=2" } } },
  { meta: { total: 3 } },
  { thing: [], links: {} },
];
for (const reply of NO_LIST) {
  Deno.test(`${JSON.stringify(reply)} is a page without its list`, async () => {
    const { doapi } = client({ request: "GET /v2/things?per_page=200", reply });
    const list = () => Array.fromAsync(doapi.paginate("/v2/things", "things"));
    await assertRejects(list, BodyError, '"things"');
  });
}

for (const reply of [{ other: [] }, [], { things: {} }]) {
  Deno.test(`a page like ${JSON.stringify(reply)} is an error that names the key`, async () => {
    const { doapi } = client({ request: "GET /v2/things?per_page=200", reply });
    const list = () => Array.fromAsync(doapi.paginate("/v2/things", "things"));
    await assertRejects(list, BodyError, '"things"');
  });
}

const LISTS: [path: string, key: string, list: (doapi: DOAPI) => Promise<unknown>][] = [
  ["/v2/droplets", "droplets", (doapi) => Array.fromAsync(doapi.fetchAllDroplets())],
  ["/v2/actions", "actions", (doapi) => doapi.fetchLastAction()],
  ["/v2/droplets/3/actions", "actions", (doapi) => doapi.droplet(3).fetchLastAction()],
  ["/v2/droplet_upgrades", "droplet_upgrades", (d) => Array.fromAsync(d.fetchAllDropletUpgrades())],
];

for (const [path, key, list] of LISTS) {
  Deno.test(`a page of ${path} with null in it, or that is not one, is an error that says so`, async () => {
    const answers: [reply: unknown, says: string][] = [
      [{ [key]: [{ id: 3 }, null] }, `the list "${key}" in the response body has null in it`],
      [{ [key]: {} }, `"${key}" in the response body is not a list`],
      [{}, `the response body has no key "${key}"`],
    ];
    for (const [reply, says] of answers) {
      const fetch = () => Promise.resolve(Response.json(reply));
      const error = await assertRejects(() => list(new DOAPI("t", { fetch })), BodyError, says);
      assertEquals(error instanceof RequestError && error.url.includes(path), true);
    }
  });
}
