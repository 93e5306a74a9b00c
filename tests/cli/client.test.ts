import { assertEquals } from "@std/assert";
import { cli } from "../support/cli.ts";
import { script } from "../support/script.ts";

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
