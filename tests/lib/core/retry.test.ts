import { assertEquals } from "@std/assert";
import { isUnsent, isUntrusted, retryDelay } from "../../../lib/core/retry.ts";

const chance = { now: () => 1_000_000, random: () => 0.5 };
const response = (status: number, headers = {}) => new Response(null, { status, headers });

const CASES: [
  name: string,
  method: string,
  status: number | null,
  unsent: boolean,
  delay: number | null,
][] = [
  ["a GET that lost its connection is repeated", "GET", null, false, 0.25],
  ["a DELETE that met a 503 is repeated", "DELETE", 503, false, 0.25],
  ["a PUT that met a 408 is repeated", "PUT", 408, false, 0.25],
  ["a POST that lost its connection is never repeated", "POST", null, false, null],
  ["a POST that met a 500 is never repeated", "POST", 500, false, null],
  ["a POST that was never sent is repeated", "POST", null, true, 0.25],
  ["a GET that met a 404 is not repeated", "GET", 404, false, null],
  ["a GET that met a 422 is not repeated", "GET", 422, false, null],
  ["a GET that met a 501 is not repeated", "GET", 501, false, null],
];

for (const [name, method, status, unsent, delay] of CASES) {
  Deno.test(`retryDelay(): ${name}`, () => {
    const failed = { method, attempt: 1, response: status ? response(status) : null, unsent };
    assertEquals(retryDelay(failed, {}, chance), delay);
  });
}

Deno.test("retryDelay() doubles up to its bound and ends after the last retry", () => {
  const delay = (attempt: number) =>
    retryDelay({ method: "GET", attempt, response: null, unsent: false }, { retries: 6 }, chance);
  assertEquals([1, 2, 3, 4, 5, 6, 7].map(delay), [0.25, 0.5, 1, 2, 4, 4, null]);
});

Deno.test("retryDelay() obeys retry-after, else ratelimit-reset, up to maxWait", () => {
  const delay = (headers: Record<string, string>) =>
    retryDelay(
      { method: "POST", attempt: 1, response: response(429, headers), unsent: false },
      {},
      chance,
    );
  assertEquals(delay({ "retry-after": "7" }), 7);
  assertEquals(delay({ "ratelimit-reset": "1030" }), 30);
  assertEquals(delay({ "ratelimit-reset": "4000" }), null);
});

Deno.test("isUnsent() knows the runtimes' words for a connection that was never made", () => {
  const deno = new TypeError("fetch failed", {
    cause: new Error(
      "error sending request for url (http://x/): client error (Connect): dns error",
    ),
  });
  const node = new TypeError("fetch failed", {
    cause: Object.assign(new Error("connect"), { code: "ECONNREFUSED" }),
  });
  const reset = new TypeError("fetch failed", {
    cause: new Error("client error (SendRequest): connection closed before message completed"),
  });
  assertEquals([deno, node, reset].map(isUnsent), [true, true, false]);
});

Deno.test("isUntrusted() knows the runtimes' words for a certificate that is not trusted", () => {
  const deno = new TypeError(
    "error sending request for url (https://x/): client error (Connect): " +
      "invalid peer certificate: UnknownIssuer",
  );
  const node = new TypeError("fetch failed", {
    cause: Object.assign(new Error("self-signed certificate in certificate chain"), {
      code: "SELF_SIGNED_CERT_IN_CHAIN",
    }),
  });
  const file = new TypeError("Failed opening CA file: No such file or directory");
  const refused = new TypeError("fetch failed", {
    cause: Object.assign(new Error("connect"), { code: "ECONNREFUSED" }),
  });
  assertEquals([deno, node, file, refused].map(isUntrusted), [true, true, true, false]);
});
