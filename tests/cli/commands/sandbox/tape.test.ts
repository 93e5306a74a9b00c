import { assertEquals, assertStringIncludes } from "@std/assert";
import { cli, sandboxWorld, type World } from "../../../support/cli.ts";

/** Serves so, and sends a request each; gives the messages and the statuses. */
async function serve(line: string, files: Record<string, string>, ...requests: string[]) {
  const statuses: number[] = [];
  const texts: string[] = [];
  const serve: World["serve"] = async (_host, _port, handler) => {
    for (const request of requests) {
      const [method = "", path = "", body] = request.split(" ");
      const headers = { authorization: "Bearer any" };
      const url = `http://localhost${path}`;
      const sent = new Request(url, { method, headers, ...(body && { body }) });
      const answer = await handler(sent, "127.0.0.1");
      statuses.push(answer.status);
      texts.push(await answer.text());
    }
  };
  const ran = await cli(`sandbox serve --quiet ${line}`, { ...sandboxWorld(), serve, files });
  return { ...ran, statuses, texts };
}

const TAG = 'POST /v2/tags {"name":"web"}';

Deno.test("what sandbox serve --record writes is replayed, and seeds another simulator", async () => {
  const files: Record<string, string> = {};
  const recorded = await serve("--record tape.json", files, TAG, "GET /v2/account");
  assertEquals([recorded.code, recorded.err, recorded.statuses], [0, "", [201, 200]]);
  const replayed = await serve("--replay tape.json", files, TAG, "GET /v2/tags");
  assertEquals([replayed.code, replayed.statuses], [0, [201, 400]]);
  assertEquals(
    replayed.err,
    "doapi: replay: GET /v2/tags is not in the recording\n" +
      "doapi: replay: 1 recorded request was not made\n",
  );
  const seeded = await serve(
    "--seed @tape.json",
    files,
    "GET /v2/tags/web",
    "GET /_sandbox/health",
  );
  assertEquals(seeded.statuses, [200, 200]);
});

Deno.test("a recording has a seed that can be edited, and that a replay shows beside it", async () => {
  const files: Record<string, string> = {};
  await serve("--record tape.json", files, TAG);
  const recording = JSON.parse(files["tape.json"] ?? "");
  assertEquals(Object.keys(recording), ["version", "seed", "exchanges"]);
  assertEquals(recording.seed, { tags: ["web"] });
  recording.seed.tags.push("db");
  files["tape.json"] = JSON.stringify(recording);
  const seeded = await serve("--seed @tape.json", files, "GET /v2/tags/db");
  assertEquals(seeded.statuses, [200]);
  const { texts: [snapshot = ""] } = await serve(
    "--replay tape.json",
    files,
    "GET /_sandbox/snapshot",
  );
  assertEquals(
    JSON.parse(snapshot).tags.map(({ name }: { name: string }) => name),
    ["web", "db"],
  );
});

for (
  const [line, code, message] of [
    ["--replay none.json", 1, "none.json"],
    ["--replay other.json", 1, "other.json cannot be replayed: This is not a recording"],
    ["--replay tape.json --record tape.json", 2, "conflicts"],
  ] as const
) {
  Deno.test(`sandbox serve ${line} is refused before anything is served`, async () => {
    const { err, statuses, ...ran } = await serve(line, { "other.json": "{}" }, TAG);
    assertEquals([ran.code, statuses], [code, []]);
    assertStringIncludes(err, message);
  });
}

Deno.test("a recording that is not JSON is named", async () => {
  const { code, err } = await cli("sandbox serve --replay tape.json", {
    ...sandboxWorld(0),
    files: { "tape.json": "{bad" },
  });
  assertEquals([code, err.startsWith("doapi: The recording tape.json is not valid JSON: ")], [
    1,
    true,
  ]);
});
