import { assertEquals, assertRejects } from "@std/assert";
import * as library from "@doapi/doapi";
import { DOAPI, DOAPIBaseError, DOAPIError } from "@doapi/doapi";

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

const SAID: [body: unknown, said: string][] = [
  [{ id: "unprocessable_entity", message: "Name is taken." }, ": Name is taken."],
  [{ errors: ["Name is taken", "Size is bad"] }, ": Name is taken; Size is bad"],
  [{ id: "x", errors: [{ message: "Name is taken" }] }, ": Name is taken"],
  [
    { errors: [{ field: "name", message: "is taken" }] },
    ': {"field":"name","message":"is taken"}',
  ],
  [{ error: "bad size" }, ": bad size"],
  [{ title: "Bad", detail: "size\nfoo" }, ': {"title":"Bad","detail":"size\\nfoo"}'],
  [{ message: ["a", "b"] }, ": a; b"],
  [{ message: "", reason: "full" }, ": full"],
  [["Name is taken"], ": Name is taken"],
  [{ request_id: "r-1" }, " [request id r-1]"],
  [{}, ""],
  [{ errors: ["x".repeat(600)] }, `: ${"x".repeat(500)}...`],
];
for (const [body, said] of SAID) {
  Deno.test(`an error keeps what ${JSON.stringify(body).slice(0, 60)} says`, async () => {
    const fetch = () => Promise.resolve(Response.json(body, { status: 422 }));
    const doapi = new DOAPI("t", { fetch, retry: false });
    const { message, id } = await assertRejects(() => doapi.fetchAccount(), DOAPIError);
    const status = id ? `422 ${id}` : "422";
    assertEquals(message, `Cannot fetch the account (GET /v2/account): ${status}${said}`);
  });
}

Deno.test("every error of the library has one base, and a name that says that it is one", () => {
  const classes: [string, unknown][] = Object.entries(library);
  const errors = classes.flatMap(([name, value]) =>
    typeof value === "function" && value.prototype instanceof Error ? [{ name, value }] : []
  );
  assertEquals(errors.length, 21);
  for (const { name, value } of errors) {
    assertEquals(name.endsWith("Error"), true, name);
    assertEquals([value, Object.getPrototypeOf(value)].some(isOfLibrary), true, name);
  }
});

function isOfLibrary(type: unknown): boolean {
  return type === DOAPIBaseError ||
    (typeof type === "function" && type.prototype instanceof DOAPIBaseError);
}
