import { assert, assertEquals } from "@std/assert";
import { cli } from "../support/cli.ts";

/** A list of so many pages, two droplets each; tells which have been asked for. */
function list(count: number, before: (page: number) => Promise<void> | void = () => {}) {
  const asked: number[] = [];
  const fetch = async (url: string) => {
    const page = Number(new URL(url).searchParams.get("page") ?? 1);
    asked.push(page);
    await before(page);
    const link = (n: number) => `/v2/droplets?per_page=200&page=${n}`;
    const pages = page < count ? { next: link(page + 1), last: link(count) } : {};
    const droplets = [{ id: 2 * page - 1 }, { id: 2 * page }];
    return Response.json({ droplets, links: { pages } });
  };
  return { asked, fetch };
}

Deno.test("the first droplet of a long list is printed before the last page arrives", async () => {
  const printed = Promise.withResolvers<string>();
  // The last page waits for the first droplet: a list that is not streamed never ends.
  const { fetch } = list(30, async (page) => {
    if (page === 30) await printed.promise;
  });
  const { code, out } = await cli("droplet show", { fetch, onOut: printed.resolve });
  assertEquals(code, 0);
  assertEquals(await printed.promise, '[\n    {\n        "id": 1\n    }');
  assertEquals(JSON.parse(out).length, 60);
});

/** Lets everything happen that is about to. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

Deno.test("five pages, as 1,000 droplets have, are read in two round trips", async () => {
  const rounds: number[][] = [];
  let open = 0;
  const { fetch } = list(5, async (page) => {
    if (open++ === 0) rounds.push([]);
    rounds.at(-1)?.push(page);
    // Everything that is asked for at once is here before the first answer leaves.
    await settled();
    open--;
  });
  assertEquals((await cli("droplet show", { fetch })).code, 0);
  assertEquals(rounds, [[1], [2, 3, 4, 5]]);
});

Deno.test("while nobody reads what is printed, no more than six pages are fetched ahead", async () => {
  const { asked, fetch } = list(30);
  const ahead: number[] = [];
  const onOut = async (out: string) => {
    const page = Math.ceil(out.split('"id"').length / 2);
    await settled();
    ahead.push(asked.length - page);
  };
  assertEquals((await cli("droplet show", { fetch, onOut })).code, 0);
  assertEquals(asked.length, 30);
  assert(Math.max(...ahead) <= 6, ahead.join());
});

Deno.test("a reader that goes away stops the fetching", async () => {
  const { asked, fetch } = list(30);
  const onOut = () => Promise.reject(new Error("broken pipe"));
  const { code, err } = await cli("droplet show", { fetch, onOut });
  assertEquals([code, err, asked], [1, "doapi: broken pipe\n", [1]]);
});

Deno.test("a list is written in a few large pieces", async () => {
  const droplets = Array.from({ length: 2000 }, (_, id) => ({ id, name: "web" }));
  let pieces = 0;
  const fetch = () => Promise.resolve(Response.json({ droplets }));
  const { out } = await cli("droplet show", { fetch, onOut: () => void pieces++ });
  assertEquals(JSON.parse(out), droplets);
  assert(pieces < 6, `${pieces} pieces`);
});
