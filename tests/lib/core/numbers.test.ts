import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { DOAPI, type DOAPIOptions } from "@doapi/doapi";
import { script } from "../../support/script.ts";

const REFUSED: Record<string, unknown[]> = {
  timeout: [0, -1, NaN, "5"],
  waitInterval: [-1, NaN, Infinity],
  waitTime: [NaN, "5"],
  perPage: [0, -1, 2.5, NaN, Infinity],
};

const ACCEPTED: DOAPIOptions[] = [
  {},
  { timeout: null, waitTime: null, perPage: null },
  { timeout: 0.5, waitInterval: 0, waitTime: -1, perPage: 1 },
  { timeout: Infinity, waitTime: Infinity, perPage: 500 },
];

for (const [name, values] of Object.entries(REFUSED)) {
  Deno.test(`a client with a ${name} of ${values.join(", ")} is refused`, async () => {
    for (const value of values) {
      assertThrows(() => new DOAPI("t", { [name]: value }), RangeError, `${name} is ${value};`);
      if (name === "waitTime" || name === "waitInterval") {
        const wait = new DOAPI("t").waitActions([1], { [name]: value });
        await assertRejects(() => wait.next(), RangeError, `${name} is ${value};`);
      }
    }
  });
}

Deno.test("for ever, at once and as the API likes are not refused", () => {
  for (const options of ACCEPTED) new DOAPI("t", options);
});

Deno.test("what is set later is looked at, too", async () => {
  const doapi = new DOAPI("t");
  Object.assign(doapi, { timeout: 0, waitTime: NaN, perPage: 0 });
  await assertRejects(() => doapi.fetchAccount(), RangeError, "timeout is 0");
  await assertRejects(() => doapi.waitActions([1]).next(), RangeError, "waitTime is NaN");
  await assertRejects(() => doapi.fetchAllSizes().next(), RangeError, "perPage is 0");
});

Deno.test("a list is asked for in pages of one item or more", async () => {
  const list = (per_page: unknown) =>
    new DOAPI("t", {
      fetch: script({ request: "GET /v2/things?per_page=50", reply: { things: [] } }).fetch,
    }).paginate("/v2/things", "things", { params: { per_page } }).next();
  for (const size of [0, NaN, -1, ""]) await assertRejects(() => list(size), RangeError, "perPage");
  for (const size of [50, "50"]) assertEquals((await list(size)).done, true);
});

Deno.test("a timeout longer than any timer does not end at once", async () => {
  const slow = () =>
    new Promise<Response>((resolve) => setTimeout(() => resolve(new Response("{}")), 50));
  const doapi = new DOAPI("t", { fetch: slow, retry: false, timeout: 1e9 });
  assertEquals(await doapi.request("/v2/account"), {});
});
