import { assertEquals, assertRejects } from "@std/assert";
import { BodyError, DOAPI, ServerError } from "@doapi/doapi";
import { ENDPOINT, type Exchange, fakeClock, script } from "../../support/script.ts";

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
  },
});

function client(...exchanges: Exchange[]) {
  const { fetch, done } = script(...exchanges);
  const { sleep } = fakeClock();
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

Deno.test("a list comes in chunks: its first item, then what there is of each page", async () => {
  const { doapi, done } = client(page(1, 2, [1, 2, 3]), page(2, 2, [4, 5]));
  const list = doapi.paginate<number>("/v2/things", "things").map((n) => n * 10);
  assertEquals(await Array.fromAsync(list.chunks()), [[10], [20, 30], [40, 50]]);
  done();
});

Deno.test("chunks of which only the first is read cost one request", async () => {
  const { doapi, done } = client(page(1, 3, [1, 2]));
  for await (const chunk of doapi.paginate("/v2/things", "things").chunks()) {
    assertEquals(chunk, [1]);
    break;
  }
  done();
});

Deno.test("chunks end where the limit of a list is", async () => {
  const { doapi, done } = client({
    ...page(1, 3, [1, 2, 3]),
    request: "GET /v2/things?per_page=2",
  });
  const list = doapi.paginate("/v2/things", "things", { limit: 2 });
  assertEquals(await Array.fromAsync(list.chunks()), [[1], [2]]);
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

/** A list of 450 in three pages, which the server changes while they are read. */
function changing(
  change: (list: { id: number }[], request: number, page: number) => void,
  delay = false,
) {
  const list = Array.from({ length: 450 }, (_, i) => ({ id: i + 1 }));
  let requests = 0;
  const fetch = async (url: string) => {
    const n = ++requests;
    // The pages after the first are asked for at once, and answered in another order.
    if (delay) { for (let i = 0; i < 100 - 10 * n; i++) await Promise.resolve(); }
    const page = Number(new URL(url).searchParams.get("page") ?? 1);
    change(list, n, page);
    const last = Math.ceil(list.length / 200);
    const link = (n: number) => `${ENDPOINT}/v2/things?per_page=200&page=${n}`;
    const pages = page < last ? { next: link(page + 1), last: link(last) } : {};
    const things = list.slice((page - 1) * 200, page * 200);
    return Response.json({ things, links: { pages }, meta: { total: list.length } });
  };
  const doapi = new DOAPI("t", { fetch });
  const ids = async () => {
    const items = await Array.fromAsync(doapi.paginate<{ id: number }>("/v2/things", "things"));
    return items.map(({ id }) => id);
  };
  return { ids, requests: () => requests };
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

for (const delay of [false, true]) {
  const how = delay ? " and answers come in another order" : "";
  Deno.test(`what moves to a page that was read is not missing: one is deleted${how}`, async () => {
    const { ids, requests } = changing((list, n) => void (n === 2 && list.shift()), delay);
    assertEquals(await ids(), numbers(1, 450));
    assertEquals(requests() <= 6, true, `${requests()} requests`);
  });

  Deno.test(`what moves to a page that is read next is not there twice: ten are created${how}`, async () => {
    const { ids, requests } = changing((list, n) => {
      if (n === 2) list.unshift(...numbers(1001, 1010).map((id) => ({ id })));
    }, delay);
    assertEquals(await ids(), numbers(1, 450));
    assertEquals(requests() <= 6, true, `${requests()} requests`);
  });

  Deno.test(`nearly a whole page of what was read is deleted${how}, and nothing else is missing`, async () => {
    const { ids } = changing((list, n) => void (n === 2 && list.splice(0, 190)), delay);
    assertEquals((await ids()).filter((id) => id > 190), numbers(191, 450));
  });
}

Deno.test("more than the pages that were read is deleted, and nothing else is missing", async () => {
  const { ids } = changing((list, n) => void (n === 3 && list.splice(0, 410)));
  assertEquals((await ids()).filter((id) => id > 410), numbers(411, 450));
});

Deno.test("a list that changes all the time is an error, after what was read", async () => {
  let last = 450;
  // The repeated page has not moved; those after it have.
  const { ids, requests } = changing((list, _, page) => {
    if (page === 1) list.push({ id: ++last }, { id: ++last });
    else if (page === 2) list.shift();
  });
  await assertRejects(ids, BodyError, "the list has changed each time that it was read again");
  assertEquals(requests() < 60, true, `${requests()} requests`);
});

Deno.test("items without an id that are alike are all there, unless the list has changed", async () => {
  const line = (amount: number) => ({ description: "a droplet", amount });
  const reply = (lines: object[], total: number, next?: string) => ({
    things: lines,
    meta: { total },
    links: next ? { pages: { next: `${ENDPOINT}${next}` } } : {},
  });
  const [first, second] = ["/v2/things?per_page=200", "/v2/things?per_page=200&page=2"] as const;
  const same = client(
    { request: `GET ${first}`, reply: reply([line(1), line(1)], 4, second) },
    { request: `GET ${second}`, reply: reply([line(1), line(2)], 4) },
  );
  const amounts = async (doapi: DOAPI) =>
    (await Array.fromAsync(doapi.paginate<{ amount: number }>("/v2/things", "things")))
      .map(({ amount }) => amount);
  assertEquals(await amounts(same.doapi), [1, 1, 1, 2]);
  // One was added at the head.
  const grown = client(
    { request: `GET ${first}`, reply: reply([line(1), line(2)], 3, second) },
    { request: `GET ${second}`, reply: reply([line(2), line(3)], 4) },
  );
  assertEquals(await amounts(grown.doapi), [1, 2, 3]);
});

Deno.test("two things whose ids differ beyond 2^53 are two", async () => {
  const links = '"links": {"pages": {"next": "/v2/things?c=2"}}';
  const { doapi } = client(
    {
      request: "GET /v2/things?per_page=200",
      reply: `{"things": [{"id": 9007199254740992}], ${links}}`,
    },
    { request: "GET /v2/things?c=2", reply: '{"things": [{"id": 9007199254740993}]}' },
  );
  assertEquals((await Array.fromAsync(doapi.paginate("/v2/things", "things"))).length, 2);
});

const SHORT: [items: number[], total: number][] = [[[1, 2], 300], [[], 1]];
for (const [things, total] of SHORT) {
  Deno.test(`a list of ${total} that ends after ${things.length} without a next link is an error`, async () => {
    const reply = { things, meta: { total } };
    const { doapi } = client({ request: "GET /v2/things?per_page=200", reply });
    const seen: unknown[] = [];
    const read = async () => {
      for await (const item of doapi.paginate("/v2/things", "things")) seen.push(item);
    };
    const says = `the list ends after ${things.length} of ${total === 1 ? "1 item" : "300 items"}`;
    await assertRejects(read, BodyError, says);
    assertEquals(seen, things);
  });
}

Deno.test("a last page that is short is an error, unless it is what the list begins with", async () => {
  const meta = { total: 300 };
  const pages = { next: `${ENDPOINT}/v2/things?per_page=2&page=2` };
  const { doapi } = client(
    { request: "GET /v2/things?per_page=2", reply: { things: [1, 2], meta, links: { pages } } },
    { request: "GET /v2/things?per_page=2&page=2", reply: { things: [3], meta } },
    { request: "GET /v2/things?page=150&per_page=2", reply: { things: [299, 300], meta } },
  );
  const list = (url: string) =>
    Array.fromAsync(doapi.paginate(url, "things", { params: { per_page: 2 } }));
  await assertRejects(() => list("/v2/things"), BodyError, "the list ends after 3 of 300 items");
  assertEquals(await list("/v2/things?page=150"), [299, 300]);
});
