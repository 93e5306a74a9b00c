import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { DOAPI } from "@doapi/doapi";
import { property } from "../support/property.ts";

const API = "https://api.digitalocean.com";

/** A server with a list, and how it links its pages. */
const server = fc.record({
  pages: fc.array(fc.array(fc.nat(99), { maxLength: 4 }), { minLength: 1, maxLength: 12 }),
  links: fc.constantFrom("absolute", "relative", "cursor", "without last", "wrong last"),
  /** The page that fails, if there are so many. */
  broken: fc.option(fc.nat(14)),
});
type Server = typeof server extends fc.Arbitrary<infer T> ? T : never;

function serve({ pages, links, broken }: Server) {
  const asked: number[] = [];
  const fetch = (url: string) => {
    const { searchParams } = new URL(url);
    const number = Number(searchParams.get("page") ?? searchParams.get("cursor") ?? 1);
    asked.push(number);
    if (number === broken) return Promise.resolve(new Response("{}", { status: 404 }));
    const link = (n: number) => {
      const key = links === "cursor" ? "cursor" : "page";
      const path = `/v2/things?per_page=200&${key}=${n}`;
      return links === "relative" ? path : API + path;
    };
    const next = number < pages.length ? link(number + 1) : undefined;
    const last = links === "wrong last" ? link(number + 1) : link(pages.length);
    const all = { next, ...(next && links !== "without last" ? { last } : {}) };
    return Promise.resolve(
      Response.json({ things: pages[number - 1] ?? [], links: { pages: all } }),
    );
  };
  return { doapi: new DOAPI("t", { fetch, retry: false }), asked };
}

/** What a client gets that asks for one page after the other. */
function naive({ pages, broken }: Server): { items: number[]; fails: boolean } {
  const end = pages.findIndex((_, i) => i + 1 === broken);
  return { items: pages.slice(0, end < 0 ? undefined : end).flat(), fails: end >= 0 };
}

property("a list is what a naive client gets, errors included", [server], async (given) => {
  const { doapi, asked } = serve(given);
  const items: unknown[] = [];
  let fails = false;
  try {
    for await (const item of doapi.paginate("/v2/things", "things")) items.push(item);
  } catch {
    fails = true;
  }
  assertEquals({ items, fails }, naive(given));
  assertEquals(new Set(asked).size, asked.length, "no page is asked for twice");
  assert(asked.every((page) => page <= given.pages.length), `${asked}`);
}, 1000);

property(
  "a consumer that stops early has the same items, and stops the fetching",
  [server, fc.nat(20)],
  async (given, count) => {
    const { doapi, asked } = serve(given);
    const items: unknown[] = [];
    const stopped = await (async () => {
      if (count === 0) return true;
      for await (const item of doapi.paginate("/v2/things", "things")) {
        items.push(item);
        if (items.length === count) return true;
      }
      return false;
    })().catch(() => false);
    const all = naive(given).items;
    assertEquals(items, all.slice(0, count));
    assertEquals(stopped, all.length >= count);
    const needed = given.pages.findIndex((_, i) =>
      given.pages.slice(0, i + 1).flat().length >= count
    );
    // Six pages may be under way ahead of the one that the item is on.
    if (stopped && count) assert(asked.length <= needed + 1 + 6, `${asked}`);
    if (stopped && count === 1 && needed === 0) assertEquals(asked, [1]);
  },
  1000,
);
