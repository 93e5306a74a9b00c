import { assertEquals } from "@std/assert";
import { createSandbox } from "@doapi/doapi/sandbox";
import { guarded } from "../../../cli/sandbox/guard.ts";

const HERE = "127.0.0.1";
const THERE = "192.0.2.7";

/** Asks for a reset; gives the status and, if it was refused, the reason. */
async function reset(url: string, peer: string, headers: HeadersInit = {}, anywhere = false) {
  const answer = guarded(createSandbox(), anywhere);
  const request = new Request(`${url}/_sandbox/reset`, { method: "POST", headers });
  const response = await answer(request, peer);
  return [response.status, response.status === 204 ? "" : (await response.json()).message];
}

for (
  const url of [
    "http://127.0.0.1:8080",
    "http://localhost:8080",
    "http://sim.localhost:8080",
    "http://[::1]:8080",
    "http://0.0.0.0:8080",
  ]
) {
  Deno.test(`a program on this machine may use the controls at ${url}`, async () => {
    assertEquals(await reset(url, HERE), [204, ""]);
  });
}

for (const peer of ["::1", "::ffff:127.0.0.1", "127.8.8.8"]) {
  Deno.test(`the address ${peer} is on this machine`, async () => {
    assertEquals(await reset("http://localhost", peer), [204, ""]);
  });
}

for (
  const headers of [
    { origin: "http://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:8080" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-origin" },
  ]
) {
  Deno.test(`a page with ${JSON.stringify(headers)} may not use the controls, allowed or not`, async () => {
    const refused = [403, "The controls are not for web pages."];
    assertEquals(await reset("http://localhost:8080", HERE, headers), refused);
    assertEquals(await reset("http://localhost:8080", HERE, headers, true), refused);
  });
}

Deno.test("the address of a control, typed into a browser, gets its answer", async () => {
  assertEquals(await reset("http://localhost", HERE, { "sec-fetch-site": "none" }), [204, ""]);
});

for (
  const url of ["http://evil.example", "http://localhost.evil.example", "http://127.0.0.1.nip"]
) {
  Deno.test(`the controls are not reached as ${url}, even from this machine`, async () => {
    assertEquals(await reset(url, HERE), [
      403,
      "The controls are reached as localhost or by an address, not by another name.",
    ]);
  });
}

Deno.test("another machine may not use the controls unless it is allowed to", async () => {
  const url = "http://192.0.2.1:8080";
  assertEquals(await reset(url, THERE), [403, "The controls are for this machine only."]);
  assertEquals(await reset("http://sim.example:8080", THERE, {}, true), [204, ""]);
});

for (
  const headers of [
    { "x-forwarded-for": "192.0.2.7" },
    { "x-forwarded-host": "sim.example" },
    { forwarded: "for=192.0.2.7" },
    { via: "1.1 gateway" },
  ]
) {
  Deno.test(`a proxy on this machine that says ${JSON.stringify(headers)} does not open the controls`, async () => {
    const url = "http://127.0.0.1:8080";
    assertEquals(await reset(url, HERE, headers), [403, "The controls are for this machine only."]);
    assertEquals(await reset(url, HERE, headers, true), [204, ""]);
  });
}

Deno.test("the API itself is for everyone, by any name", async () => {
  const answer = guarded(createSandbox(), false);
  const request = new Request("http://sim.example/v2/account", {
    headers: { authorization: "Bearer t", origin: "http://app.example" },
  });
  assertEquals((await answer(request, THERE)).status, 200);
});

/** Asks for something under `/_sandbox` as a browser does that has a page of that origin open. */
async function browse(path: string, headers: HeadersInit, url = "http://localhost:8080") {
  const request = new Request(`${url}/_sandbox${path}`, { headers });
  return (await guarded(createSandbox(), false)(request, HERE)).status;
}

Deno.test("the simulator's own page may use the controls", async () => {
  const own = { "x-sandbox-page": "1", "sec-fetch-site": "same-origin" };
  const url = "http://localhost:8080";
  assertEquals(await reset(url, HERE, { ...own, origin: url }), [204, ""]);
  assertEquals(await browse("/snapshot", own), 200);
});

for (
  const headers of [
    { "x-sandbox-page": "1", "sec-fetch-site": "same-site" },
    { "x-sandbox-page": "1", "sec-fetch-site": "cross-site" },
    { "x-sandbox-page": "1", origin: "http://localhost:3000" },
    { "x-sandbox-page": "1", origin: "https://localhost:8080" },
    { "x-sandbox-page": "1", origin: "null" },
  ]
) {
  Deno.test(`what passes for the simulator's page with ${JSON.stringify(headers)} is refused`, async () => {
    const refused = [403, "The controls are not for web pages."];
    assertEquals(await reset("http://localhost:8080", HERE, headers), refused);
  });
}

for (const anywhere of [false, true]) {
  Deno.test(`a page whose name was made to point here is refused, allowed or not: ${anywhere}`, async () => {
    const url = "http://evil.example:8080";
    const own = { "x-sandbox-page": "1", "sec-fetch-site": "same-origin", origin: url };
    assertEquals(await reset(url, HERE, own, anywhere), [
      403,
      "The controls are reached as localhost or by an address, not by another name.",
    ]);
  });
}

Deno.test("a link from elsewhere leads to the page, and to nothing else under it", async () => {
  const link = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
  assertEquals(await browse("/", link), 200);
  assertEquals(await browse("/snapshot", link), 403);
  const file = { "sec-fetch-site": "same-origin", "sec-fetch-mode": "no-cors" };
  assertEquals([await browse("/page.js", file), await browse("/page.css", file)], [200, 200]);
  assertEquals(await browse("/page.js", { ...file, "sec-fetch-site": "cross-site" }), 403);
  assertEquals(await browse("/overview", file), 403);
});
