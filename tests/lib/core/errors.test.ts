import { assertEquals, assertRejects } from "@std/assert";
import { DOAPI, DOAPIError } from "@doapi/doapi";

const ACCOUNT = "https://api.digitalocean.com/v2/account";

/** What `httpErrorMsg` says of an answer. */
async function message(response: Response): Promise<string> {
  const doapi = new DOAPI("t", { fetch: () => Promise.resolve(response), retry: false });
  return (await assertRejects(() => doapi.fetchAccount(), DOAPIError)).httpErrorMsg;
}

Deno.test("httpErrorMsg has the words for the status where there are some, and the body", async () => {
  const reply = (body: string | null, statusText: string) =>
    message(new Response(body, { status: 429, statusText }));
  assertEquals(
    await reply('{"id":"x"}', "Too Many Requests"),
    `429 Client Error: Too Many Requests for URL: ${ACCOUNT}\n{\n    "id": "x"\n}`,
  );
  assertEquals(await reply("slow down", ""), `429 Client Error for URL: ${ACCOUNT}\nslow down`);
  assertEquals(await reply(null, ""), `429 Client Error for URL: ${ACCOUNT}`);
});
