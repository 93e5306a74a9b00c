// Lists that change while they are read: what was there all the time is yielded once, in order, or
// the list ends in an error.
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { DOAPI } from "@doapi/doapi";
import { property } from "../support/property.ts";

const API = "https://api.digitalocean.com";

/** What happens to the list before a request is answered; places are fractions of its length. */
const change = fc.record({
  deleted: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 3 }),
  created: fc.array(
    fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
    { maxLength: 3 },
  ),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

const setting = fc.record({
  size: fc.integer({ min: 0, max: 40 }),
  perPage: fc.integer({ min: 1, max: 5 }),
  links: fc.constantFrom("absolute", "elsewhere", "relative", "without last"),
  /** How much later than asked for each request is answered. */
  delays: fc.array(fc.nat(30), { minLength: 1, maxLength: 8 }),
});
type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;

/** A server whose list changes before every request, as long as there are changes. */
function serve({ size, perPage, links, delays }: Setting, all: readonly Change[]) {
  const changes = [...all];
  const list = Array.from({ length: size }, (_, i) => i + 1);
  const always = new Set(list);
  const totals = new Set([size]);
  let id = size;
  let requests = 0;
  const insert = (place: number) => list.splice(Math.round(place * list.length), 0, ++id);
  const apply = ({ deleted, created }: Change) => {
    if (deleted.length + created.length === 0) return;
    for (const place of deleted) {
      const [gone] = list.splice(Math.floor(place * list.length), 1);
      if (gone !== undefined) always.delete(gone);
    }
    for (const place of created) insert(place);
    // As many deleted as created between two pages is what no client can see.
    while (totals.has(list.length)) insert(1);
    totals.add(list.length);
  };
  const fetch = async (url: string) => {
    const n = requests++;
    for (let i = delays[n % delays.length] ?? 0; i > 0; i--) await Promise.resolve();
    // The list is what it is when it is read first.
    const next = n > 0 ? changes.shift() : undefined;
    if (next) apply(next);
    const page = Number(new URL(url).searchParams.get("page") ?? 1);
    const last = Math.max(Math.ceil(list.length / perPage), 1);
    const link = (n: number) => {
      const path = `/v2/things?per_page=${perPage}&page=${n}`;
      return links === "relative"
        ? path
        : (links === "elsewhere" ? "https://b.example" : API) + path;
    };
    const pages = page < last
      ? { next: link(page + 1), ...(links === "without last" ? {} : { last: link(last) }) }
      : {};
    const things = list.slice((page - 1) * perPage, page * perPage).map((id) => ({ id }));
    return Response.json({ things, links: { pages }, meta: { total: list.length } });
  };
  const doapi = new DOAPI("t", { fetch, retry: false, perPage, perMinute: null });
  return { doapi, always, requests: () => requests };
}

async function read(doapi: DOAPI, atMost = Infinity) {
  const ids: number[] = [];
  try {
    for await (const item of doapi.paginate<{ id: number }>("/v2/things", "things")) {
      if (ids.push(item.id) >= atMost) return { ids, ended: "early" };
    }
    return { ids, ended: "whole" };
  } catch (error) {
    return { ids, ended: (error as Error).message };
  }
}

function assertOnce(ids: number[]) {
  assertEquals(ids.length, new Set(ids).size, `twice: ${ids}`);
}

property(
  "a list that changes between any two requests is whole, or ends in an error",
  [setting, fc.array(change, { maxLength: 60 })],
  async (given, changes) => {
    const { doapi, always } = serve(given, changes);
    const { ids, ended } = await read(doapi);
    assertOnce(ids);
    if (ended === "whole") {
      assertEquals(ids.filter((id) => always.has(id)), [...always]);
    } else assert(ended.includes("200, but the list has changed each time"), ended);
  },
  3000,
);

property(
  "a list that changes now and then is made whole",
  [setting, fc.array(change, { maxLength: 4 }), fc.nat(30)],
  async (given, changes, quiet) => {
    const calm = Array.from({ length: quiet }, () => ({ deleted: [], created: [] }));
    const { doapi, always, requests } = serve(given, [...calm, ...changes]);
    const { ids, ended } = await read(doapi);
    assertOnce(ids);
    assertEquals(ended, "whole");
    assertEquals(ids.filter((id) => always.has(id)), [...always]);
    const pages = Math.ceil((given.size + 20) / given.perPage);
    assert(requests() <= pages * (2 + changes.length), `${requests()} for ${pages} pages`);
  },
  3000,
);

property(
  "a consumer that stops early has nothing twice and misses nothing before what it has last",
  [setting, fc.array(change, { maxLength: 30 }), fc.integer({ min: 1, max: 40 })],
  async (given, changes, count) => {
    const { doapi, always } = serve(given, changes);
    const { ids } = await read(doapi, count);
    assertOnce(ids);
    const had = ids.filter((id) => always.has(id));
    assertEquals(had, [...always].slice(0, had.length));
  },
  1000,
);
