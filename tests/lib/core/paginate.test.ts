import { assertEquals, assertRejects } from "@std/assert";
import { BodyError, DOAPI, OriginError, RequestError, ServerError } from "@doapi/doapi";
import { ENDPOINT, type Exchange, handClock, script } from "../../support/script.ts";

const page = (n: number, last: number, items: unknown[]): Exchange => ({
  request: `GET /v2/things?per_page=200${n > 1 ? `&page=${n}` : ""}`,
  reply: {
    things: items,
    links: last === 1 ? {} : {
      pages: {
        ...(n < last ? { next: `${ENDPOINT}/v2/things?per_page=200&page=${n + 1}` } : {}),
        ...(n < last ? { last: `${ENDPOINT}/v2/things?per_page=200&page=${last}` } : {}),
      },
    },
    meta: { total: 3 },
  },
});

function client(...exchanges: Exchange[]) {
  const { fetch, done } = script(...exchanges);
  const { sleep } = handClock();
  return { doapi: new DOAPI("t", { fetch, sleep, retry: false }), done };
}

Deno.test("a list is read page by page, in order, at 200 items a page", async () => {
  const { doapi, done } = client(page(1, 3, [1, 2]), page(2, 3, [3]), page(3, 3, [4]));
  assertEquals(await Array.fromAsync(doapi.paginate("/v2/things", "things")), [1, 2, 3, 4]);
  done();
});

Deno.test("a list of one page has no links", async () => {
  const { doapi, done } = client(page(1, 1, []));
  assertEquals(await Array.fromAsync(doapi.paginate("/v2/things", "things")), []);
  done();
});

Deno.test("a consumer that stops at the first item costs one request", async () => {
  const { doapi, done } = client(page(1, 3, [1, 2]));
  for await (const item of doapi.paginate("/v2/things", "things")) {
    assertEquals(item, 1);
    break;
  }
  done();
});

Deno.test("a page that fails makes the list fail after the items before it", async () => {
  const { doapi } = client(
    page(1, 3, [1]),
    { ...page(2, 3, []), status: 500, reply: { id: "server_error", message: "no" } },
    page(3, 3, [3]),
  );
  const seen: unknown[] = [];
  await assertRejects(async () => {
    for await (const item of doapi.paginate("/v2/things", "things")) seen.push(item);
  }, ServerError);
  assertEquals(seen, [1]);
});

Deno.test("links of another kind than page numbers are followed one by one", async () => {
  const { doapi, done } = client(
    {
      request: "GET /v2/things?per_page=200",
      reply: { things: [1], links: { pages: { next: `${ENDPOINT}/v2/things?cursor=x` } } },
    },
    { request: "GET /v2/things?cursor=x", reply: { things: [2] } },
  );
  assertEquals(await Array.fromAsync(doapi.paginate("/v2/things", "things")), [1, 2]);
  done();
});

Deno.test("a next page on another origin is refused before anything is sent there", async () => {
  const { doapi } = client({
    request: "GET /v2/things?per_page=200",
    reply: { things: [1], links: { pages: { next: "https://elsewhere.example/v2/things" } } },
  });
  await assertRejects(() => Array.fromAsync(doapi.paginate("/v2/things", "things")), OriginError);
});

Deno.test("behind a gateway, the API's own links are followed through the gateway", async () => {
  const { fetch, done } = script(
    ...[page(1, 3, [1]), page(2, 3, [2]), page(3, 3, [3])].map((exchange) => ({
      ...exchange,
      request: exchange.request.replace("/v2", "/do/v2"),
    })),
  );
  const hosts = new Set<string>();
  const doapi = new DOAPI("t", {
    endpoint: "https://gateway.example/do",
    fetch(url, init) {
      hosts.add(new URL(url).host);
      return fetch(url, init);
    },
  });
  assertEquals(await Array.fromAsync(doapi.paginate("/v2/things", "things")), [1, 2, 3]);
  assertEquals([...hosts], ["gateway.example"]);
  done();
});

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
  Deno.test(`a page of ${path} with null in it, or that is none, is an error that says so`, async () => {
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
