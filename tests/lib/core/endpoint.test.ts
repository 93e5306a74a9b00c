import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { DOAPI } from "@doapi/doapi";
import { script } from "../../support/script.ts";

const LOCAL = [
  "http://localhost:8080",
  "http://sim.localhost",
  "http://127.0.0.1:1",
  "http://127.9.9.9",
  "http://2130706433",
  "http://[::1]:8080/base",
];
for (const endpoint of LOCAL) {
  Deno.test(`${endpoint} is this machine: http will do`, () => {
    assertEquals(new DOAPI("t", { endpoint }).endpoint, endpoint);
  });
}

Deno.test("white space around an endpoint and slashes at its end are not part of it", async () => {
  const { fetch, done } = script({ request: "GET /base/v2/account", reply: { account: {} } });
  const doapi = new DOAPI("t", { endpoint: " https://api.example.com/base//\n", fetch });
  assertEquals(doapi.endpoint, "https://api.example.com/base");
  await doapi.fetchAccount();
  done();
});

for (const end of ["?", "?key=sesame", "#", "#part", "/v2?a=1"]) {
  Deno.test(`an endpoint that ends with ${end} is refused, as paths are put behind it`, () => {
    const make = () => new DOAPI("t", { endpoint: `https://api.example.com${end}` });
    const error = assertThrows(make, TypeError);
    const says = "The endpoint at api.example.com has a query or a fragment";
    assertEquals(error.message, `${says}: give the base URL alone`);
  });
}

const ELSEWHERE = [
  "http://api.digitalocean.com",
  "http://10.0.0.1",
  "http://localhost.example.com",
  "http://127.0.0.1.example.com",
  "http://[::2]",
  "http://0.0.0.0",
];
for (const endpoint of ELSEWHERE) {
  Deno.test(`${endpoint} is another machine: http is refused unless asked for`, () => {
    assertThrows(() => new DOAPI("t", { endpoint }), TypeError, "is not encrypted");
    new DOAPI("t", { endpoint, allowHttp: true });
  });
}

Deno.test("an allowed other origin still has to be https", async () => {
  const { fetch, tokens } = script({ request: "GET /x", reply: {} });
  const url = "http://elsewhere.example/x";
  const options = { allowOtherOrigin: true };
  const doapi = new DOAPI("t", { fetch });
  await assertRejects(() => doapi.request(url, options), TypeError, "is not encrypted");
  assertEquals(tokens, []);
  await new DOAPI("t", { fetch, allowHttp: true }).request(url, options);
  assertEquals(tokens, ["Bearer t"]);
});

Deno.test("credentials in a URL are refused and not repeated", async () => {
  const endpoint = "https://me:sesame@example.com";
  const error = assertThrows(() => new DOAPI("t", { endpoint }), TypeError, "user name");
  assertEquals(error.message.includes("sesame"), false);
  const doapi = new DOAPI("t", { endpoint: "https://example.com" });
  const refused = await assertRejects(() => doapi.request(`${endpoint}/x`), TypeError);
  assertEquals(refused.message.includes("sesame"), false);
});

Deno.test("a URL with the token in it is refused and not repeated", async () => {
  const doapi = new DOAPI("open-sesame");
  for (
    const [url, options] of [["/v2/a?t=open-sesame", {}], ["/v2", {
      params: { a: "open-sesame" },
    }]] as const
  ) {
    const error = await assertRejects(() => doapi.request(url, options), TypeError, "in a header");
    assertEquals(error.message.includes("sesame"), false);
  }
});
