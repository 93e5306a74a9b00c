import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { createSandbox, type Sandbox } from "@doapi/doapi/sandbox";
import { checkRecording, record, replay } from "@doapi/doapi/sandbox/recording";
import { PLAIN } from "../support.ts";

const TOKEN = "dop_v1_0123456789abcdef0123456789abcdef";

type Said = [status: number, body: unknown];

async function say(
  fetch: Sandbox["fetch"],
  method: string,
  path: string,
  body?: unknown,
  origin = "http://127.0.0.1:8080",
): Promise<Said> {
  const response = await fetch(origin + path, {
    method,
    headers: { authorization: `Bearer ${TOKEN}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return [response.status, text === "" ? undefined : JSON.parse(text)];
}

const CREATE = { name: "web-1", ...PLAIN, user_data: `token=${TOKEN}` };

Deno.test("a client that does the same again gets the same answers, in order, at any origin", async () => {
  const sandbox = createSandbox({ actionTime: "manual", seed: { droplets: 2 } });
  const recorder = record(sandbox);
  const steps = async (fetch: Sandbox["fetch"], origin: string, advance: () => void) => {
    const said: Said[] = [];
    const step = async (method: string, path: string, body?: unknown) =>
      said.push(await say(fetch, method, path, body, origin));
    await step("POST", "/v2/droplets", CREATE);
    await step("GET", "/v2/droplets/3164003");
    advance();
    await step("GET", "/v2/droplets/3164003");
    await step("GET", "/v2/droplets?per_page=1");
    await step("DELETE", "/v2/droplets/3164003");
    await step("GET", "/v2/droplets/3164003");
    return JSON.stringify(said).replaceAll(origin, "ORIGIN");
  };
  const first = await steps(recorder.fetch, "http://127.0.0.1:8080", () => sandbox.advance(1));
  const again = replay(JSON.parse(JSON.stringify(recorder)));
  assertEquals(await steps(again.fetch, "https://sim.example", () => {}), first);
  assertEquals([again.unrecorded, again.left], [[], 0]);
});

Deno.test("a token is nowhere in a recording, and a client with another one gets the answers", async () => {
  const recorder = record(createSandbox());
  await say(recorder.fetch, "POST", "/v2/droplets", CREATE);
  await say(recorder.fetch, "GET", `/v2/droplets?name=${TOKEN}`);
  const text = JSON.stringify(recorder);
  assertEquals([text.includes(TOKEN), text.includes("{token}")], [false, true]);
  const other = TOKEN.replace("0123", "9876");
  const response = await replay(JSON.parse(text)).fetch("http://localhost/v2/droplets", {
    method: "POST",
    headers: { authorization: `Bearer ${other}` },
    body: JSON.stringify({ ...CREATE, user_data: `token=${other}` }),
  });
  assertEquals(response.status, 202);
});

Deno.test("a replay reads on, and refuses what was not recorded", async () => {
  const recorder = record(createSandbox());
  await say(recorder.fetch, "GET", "/v2/account");
  await say(recorder.fetch, "POST", "/v2/tags", { name: "a" });
  const { fetch, ...rest } = replay(recorder.toJSON());
  const message = async (method: string, path: string, body?: unknown) => {
    const [status, json] = await say(fetch, method, path, body);
    return `${status} ${(json as { message?: string }).message ?? ""}`;
  };
  assertEquals([await message("GET", "/v2/account"), await message("GET", "/v2/account")], [
    "200 ",
    "200 ",
  ]);
  const created = [await message("POST", "/v2/tags", { name: "a" })];
  created.push(await message("POST", "/v2/tags", { name: "a" }));
  assertEquals(created, ["201 ", "400 POST /v2/tags was recorded once only."]);
  assertEquals(
    await message("POST", "/v2/tags", { name: "b" }),
    "400 POST /v2/tags was recorded with another body.",
  );
  assertEquals(await message("GET", "/v2/tags"), "400 GET /v2/tags was not recorded.");
  assertEquals(rest.unrecorded, ["POST /v2/tags", "POST /v2/tags", "GET /v2/tags"]);
});

Deno.test("a connection that was lost is lost again, and the controls are not recorded", async () => {
  const sandbox = createSandbox();
  const recorder = record(sandbox);
  sandbox.faults.add({ times: 1, drop: "after" });
  await assertRejects(() => say(recorder.fetch, "GET", "/v2/account"), TypeError);
  assertEquals((await say(recorder.fetch, "GET", "/_sandbox/health"))[0], 200);
  const recording = recorder.toJSON();
  assertEquals(recording.exchanges.length, 1);
  await assertRejects(
    () => say(replay(recording).fetch, "GET", "/v2/account"),
    TypeError,
    "as it was recorded",
  );
});

Deno.test("a sandbox goes on from the account of a recording", async () => {
  const recorder = record(createSandbox({ actionTime: 0 }));
  await say(recorder.fetch, "POST", "/v2/tags", { name: "a" });
  const { state } = recorder.toJSON();
  const [, { tags }] = await say(createSandbox({ state }).fetch, "GET", "/v2/tags") as [
    number,
    { tags: { name: string }[] },
  ];
  assertEquals(tags.map(({ name }) => name), ["a"]);
});

for (const value of [null, {}, { version: 2, exchanges: [] }, { version: 1, exchanges: [{}] }]) {
  Deno.test(`${JSON.stringify(value)} is not a recording`, () => {
    assertThrows(() => checkRecording(value), Error, "recording");
  });
}
