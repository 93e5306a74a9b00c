import { assertEquals, assertStringIncludes } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { script } from "../../support/script.ts";

const answer = { request: "GET /v2/account", reply: { account: {} } };
for (
  const [line, env, code] of [
    ["account --endpoint http://example.com", {}, 1],
    ["account --endpoint http://example.com --allow-http", {}, 0],
    ["account --endpoint http://example.com", { DOAPI_ALLOW_HTTP: "1" }, 0],
    ["account --endpoint https://example.com", {}, 0],
    ["account", { DO_API_ENDPOINT: "http://example.com" }, 1],
  ] as const
) {
  Deno.test(`doapi ${line} with ${JSON.stringify(env)} exits ${code}`, async () => {
    const { fetch, tokens } = script(answer);
    const ran = await cli(line, { fetch, env: { DO_API_TOKEN: "a-token", ...env } });
    assertEquals([ran.code, tokens.length], [code, code ? 0 : 1]);
    if (code) {
      const says =
        "http://example.com is not encrypted: the token is not sent there unless http is";
      assertEquals([ran.out, ran.err], ["", `doapi: ${says} allowed\ndoapi: See --allow-http\n`]);
    }
  });
}

for (const [options, err] of [["", "doapi: waiting 37 s: the answer was 429\n"], [" -q", ""]]) {
  Deno.test(`doapi account${options} with a 429 for 37 seconds says ${err ? "so" : "nothing"}`, async () => {
    const limited = { id: "too_many_requests", message: "Wait" };
    const headers = { "retry-after": "37" };
    const { fetch } = script(
      { request: "GET /v2/account", status: 429, reply: limited, headers },
      { request: "GET /v2/account", reply: { account: {} } },
    );
    const ran = await cli(`account${options}`, { fetch });
    assertEquals([ran.code, ran.out, ran.err], [0, "{}\n", err]);
  });
}

Deno.test("an empty token is not followed by that of another account", async () => {
  const { fetch } = script();
  const files = { "/home/sammy/.doapi": "another-token" };
  for (const name of ["DO_API_TOKEN", "DIGITALOCEAN_TOKEN", "DIGITALOCEAN_ACCESS_TOKEN"]) {
    const env = { HOME: "/home/sammy", [name]: "" };
    const ran = await cli("account", { fetch, files, env });
    assertEquals([ran.code, ran.out], [4, ""]);
    assertStringIncludes(ran.err, `The API token in ${name} is empty\n`);
  }
});

Deno.test("what an option says needs no variable, which may be empty", async () => {
  const { fetch } = script(answer);
  const env = {
    DO_API_TOKEN: "",
    DO_API_ENDPOINT: "",
    DIGITALOCEAN_API_URL: "",
    DOAPI_SANDBOX: "",
  };
  const line = "account --endpoint https://example.com --api-token a-token";
  assertEquals((await cli(line, { fetch, env })).code, 0);
});

Deno.test("that many requests are held back is said once", async () => {
  const ids = Array.from({ length: 260 }, (_, i) => String(i + 1));
  const fetch = (url: string) =>
    Promise.resolve(Response.json({ action: { id: Number(url.split("/").at(-1)) } }));
  const { code, err, requests } = await cli(["action", "show", ...ids], { fetch });
  assertEquals([code, requests.length], [0, 260]);
  assertEquals(err, "doapi: waiting 60 s: the API allows 250 requests a minute\n");
});

for (
  const [line, name] of [
    ["account", "DO_API_ENDPOINT"],
    ["account", "DIGITALOCEAN_API_URL"],
    ["account", "DOAPI_SANDBOX"],
    ["account --sandbox", "DOAPI_SANDBOX_STATE"],
    ["sandbox reset", "DOAPI_SANDBOX_STATE"],
    ["sandbox reset", "DOAPI_SANDBOX_URL"],
    ["sandbox seed {}", "DOAPI_SANDBOX_URL"],
    ["sandbox snapshot", "DOAPI_SANDBOX_URL"],
    ["sandbox snapshot --restore {}", "DOAPI_SANDBOX_URL"],
    ["sandbox log", "DOAPI_SANDBOX_URL"],
  ] as const
) {
  Deno.test(`doapi ${line} touches nothing where ${name} is set but empty`, async () => {
    const { fetch } = script();
    const files = { "/home/me/.local/state/doapi/sandbox.json": "kept" };
    const env = { DO_API_TOKEN: "a-token", HOME: "/home/me", [name]: "" };
    const ran = await cli(line, { fetch, env, files });
    assertEquals([ran.code, ran.out, ran.requests], [2, "", []]);
    assertEquals(ran.err, `doapi: ${name} is set but empty: unset it, or give it a value\n`);
    assertEquals(files, { "/home/me/.local/state/doapi/sandbox.json": "kept" });
  });
}
