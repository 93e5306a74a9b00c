import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { doapi, inFolder, RUN, run } from "../support/process.ts";
import { TOKEN } from "../support/secret.ts";

const NEW = "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1".split(" ");

const names = (out: string) => JSON.parse(out).map(({ name }: { name: string }) => name).sort();

Deno.test("--sandbox keeps its state between runs, and parallel runs lose nothing", () =>
  inFolder(async (folder) => {
    const sandbox = ["--sandbox", "--sandbox-state", `${folder}/deep/state.json`];
    const created = await Promise.all(
      ["a", "b", "c"].map((name) => run(...sandbox, ...NEW, "--wait", name)),
    );
    assertEquals(created.map(({ code }) => code), [0, 0, 0]);
    const { code, out, err } = await run(...sandbox, "droplet", "show");
    assertEquals([code, names(out), err], [0, ["a", "b", "c"], ""]);
  }));

Deno.test("a broken state file is one clear error and stays as it is", () =>
  inFolder(async (folder) => {
    const file = `${folder}/state.json`;
    await Deno.writeTextFile(file, "{");
    const { code, out, err } = await run("--sandbox", "--sandbox-state", file, "size");
    assertEquals([code, out], [1, ""]);
    assertMatch(err, /^doapi: The simulator's state in \S+ cannot be used: .*\n$/);
    assertEquals(await Deno.readTextFile(file), "{");
  }));

Deno.test({
  name: "a state file that cannot be written is one clear error, and the old one survives",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (folder) => {
      const state = (name: string) => ["--sandbox", "--sandbox-state", `${folder}/${name}`];
      await run(...state("short"), ...NEW, "web");
      // There is room for this name, and not for that of the new file which would replace it.
      const long = "s".repeat(249);
      await Deno.rename(`${folder}/short`, `${folder}/${long}`);
      const { code, out, err } = await run(...state(long), ...NEW, "db");
      assertEquals([code, out], [1, ""]);
      assertMatch(err, /^doapi: Cannot write \S+: file name too long\n$/);
      assertEquals(names((await run(...state(long), "droplet", "show")).out), ["web"]);
    }),
});

Deno.test("sandbox exec gives its command a sandbox and passes its exit code on", async () => {
  const program = `const answer = await fetch(Deno.env.get("DO_API_ENDPOINT") + "/v2/account",
    { headers: { authorization: "Bearer " + Deno.env.get("DIGITALOCEAN_TOKEN") } });
    console.log(answer.status, Deno.env.get("DOAPI_YES")); Deno.exit(7);`;
  const { code, out } = await run("sandbox", "exec", "--", Deno.execPath(), "eval", program);
  assertEquals([code, out], [7, "200 1\n"]);
});

Deno.test({
  name: "sandbox serve prints its URL, serves other programs, and ends cleanly on SIGTERM",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (folder) => {
      const server = doapi("sandbox", "serve", "--port", "0", "--state", `${folder}/s.json`)
        .spawn();
      const reader = server.stdout.getReader();
      const url = new TextDecoder().decode((await reader.read()).value).trim();
      assertMatch(url, /^http:\/\/127\.0\.0\.1:\d+$/);
      const created = await run("--api-token", TOKEN, "--endpoint", url, ...NEW, "web");
      assertEquals([created.code, names(created.out)], [0, ["web"]]);
      const log = await run("sandbox", "log", "--url", url);
      assertStringIncludes(log.out, '"path": "/v2/droplets"');
      server.kill("SIGTERM");
      await reader.cancel();
      const [{ code }] = await Promise.all([server.status, server.stderr.cancel()]);
      assertEquals(code, 0);
      const state = JSON.parse(await Deno.readTextFile(`${folder}/s.json`));
      assertStringIncludes(JSON.stringify(state), '"web"');
    }),
});

Deno.test("a fault that drops the connection drops it over HTTP too, and a create is not repeated", async () => {
  const server = doapi("sandbox", "serve", "--port", "0").spawn();
  const reader = server.stdout.getReader();
  const url = new TextDecoder().decode((await reader.read()).value).trim();
  await fetch(`${url}/_sandbox/faults`, {
    method: "POST",
    body: JSON.stringify({ method: "POST", path: "/v2/droplets", times: 1, drop: "after" }),
  }).then((response) => response.body?.cancel());
  const { code, out, err } = await run("--api-token", TOKEN, "--endpoint", url, ...NEW, "web");
  assertEquals([code, out], [1, ""]);
  assertMatch(err, /^doapi: Cannot create droplet web \(POST \S+\): connection failed: .*\n$/);
  const { out: shown } = await run("--api-token", TOKEN, "--endpoint", url, "droplet", "show");
  assertEquals(names(shown), ["web"]);
  server.kill("SIGINT");
  await reader.cancel();
  const [{ code: end }] = await Promise.all([server.status, server.stderr.cancel()]);
  assertEquals(end, 0);
});

Deno.test({
  name: "a reader that stops early, as head does, ends the program quietly",
  ignore: Deno.build.os === "windows",
  async fn() {
    const child = doapi("--sandbox", "--sandbox-state", "/dev/null/none", "image", "show").spawn();
    await child.stdout.cancel();
    const text = await new Response(child.stderr).text();
    assertEquals(text.includes("at "), false);
    await child.status;
  },
});

Deno.test({
  name: "what is not UTF-8 is one clear error, which does not show a token",
  ignore: Deno.build.os === "windows",
  async fn() {
    const sh = async (script: string) => {
      const args = ["-c", script, "sh", Deno.execPath(), ...RUN];
      const { code, stderr } = await new Deno.Command("sh", { args, stdin: "null" }).output();
      return [code, new TextDecoder().decode(stderr).split("\n").at(-2)];
    };
    const token = 'DO_API_TOKEN=$(printf "secret\\377") "$@" account';
    assertEquals(await sh(token), [2, "doapi: DO_API_TOKEN is not text in UTF-8"]);
    const argument = '"$@" --sandbox droplet show "$(printf "a\\377b")"';
    assertEquals(await sh(argument), [2, 'doapi: "a\ufffdb" is not text in UTF-8.']);
  },
});

Deno.test("sandbox serve --quiet prints its URL alone; --log prints requests, --accept refuses tokens", async () => {
  const server = doapi(
    ...["sandbox", "serve", "--port", "0", "--quiet", "--log", "--accept", "right"],
    ...["--accept", "narrow=droplet:read"],
  ).spawn();
  const reader = server.stdout.getReader();
  const url = new TextDecoder().decode((await reader.read()).value).trim();
  assertEquals((await run("account", "--endpoint", url, "--api-token", "right")).code, 0);
  assertEquals((await run("account", "--endpoint", url, "--api-token", "wrong")).code, 4);
  const narrow = ["--endpoint", url, "--api-token", "narrow"];
  assertEquals((await run("account", ...narrow)).code, 1);
  assertEquals((await run("droplet", "show", ...narrow)).code, 0);
  server.kill("SIGINT");
  await reader.cancel();
  const [{ code }, err] = await Promise.all([server.status, new Response(server.stderr).text()]);
  assertEquals([code, err], [
    0,
    [
      "GET /v2/account 200",
      "GET /v2/account 401",
      "GET /v2/account 403",
      "GET /v2/droplets?per_page=200 200",
      "",
    ].join("\n"),
  ]);
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test({
    name: `${signal} in the middle of a list leaves valid JSON and exits 130`,
    ignore: Deno.build.os === "windows",
    async fn() {
      const page = (n: number) => ({
        droplets: Array.from({ length: 200 }, (_, i) => ({ id: n * 200 + i })),
        links: { pages: { next: `?page=${n + 1}` } },
      });
      const stop = new AbortController();
      const server = Deno.serve(
        { hostname: "127.0.0.1", port: 0, signal: stop.signal, onListen() {} },
        (request) =>
          Response.json(page(Number(new URL(request.url).searchParams.get("page") ?? 1))),
      );
      const endpoint = `http://127.0.0.1:${server.addr.port}`;
      const child = doapi("--endpoint", endpoint, "--api-token", TOKEN, "droplet", "show").spawn();
      const reader = child.stdout.getReader();
      let out = new TextDecoder().decode((await reader.read()).value);
      child.kill(signal);
      for (let read; !(read = await reader.read()).done;) {
        out += new TextDecoder().decode(read.value);
      }
      const [{ code }, err] = await Promise.all([child.status, new Response(child.stderr).text()]);
      assertEquals([code, err], [130, "doapi: interrupted\n"]);
      assertEquals(JSON.parse(out)[0].id, 200);
      stop.abort();
      await server.finished;
    },
  });
}

Deno.test("sandbox reset mends a state file that nothing else can use", () =>
  inFolder(async (folder) => {
    const file = `${folder}/state.json`;
    await Deno.writeTextFile(file, "{");
    const { code, out, err } = await run("sandbox", "reset", "--sandbox-state", file);
    assertEquals([code, out, err], [0, "", ""]);
    assertEquals((await run("--sandbox", "--sandbox-state", file, "droplet", "show")).out, "[]\n");
  }));

Deno.test({
  name: "sandbox exec passes signals on, and what its command makes of them is its exit code",
  ignore: Deno.build.os === "windows",
  async fn() {
    const script = "trap 'exit 6' INT; echo ready; while :; do sleep 0.05; done";
    for (const [signal, expected] of [["SIGINT", 6], ["SIGTERM", 143]] as const) {
      const child = doapi("sandbox", "exec", "--", "sh", "-c", script).spawn();
      const reader = child.stdout.getReader();
      await reader.read();
      child.kill(signal);
      await reader.cancel();
      const [{ code }, err] = await Promise.all([child.status, new Response(child.stderr).text()]);
      assertEquals([signal, code, err], [signal, expected, ""]);
    }
  },
});

Deno.test("sandbox exec says what it cannot run, with the exit codes of shells", async () => {
  const { code, out, err } = await run("sandbox", "exec", "--", "no-such-program");
  assertEquals([code, out], [127, ""]);
  assertEquals(err, "doapi: Cannot run no-such-program: no such file or directory\n");
  assertEquals((await run("sandbox", "exec", "--", "./deno.json")).code, 126);
});

Deno.test("a port that is taken is one clear error, one that there is not is wrong usage", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const { code, out, err } = await run("sandbox", "serve", "--port", String(port));
  listener.close();
  assertEquals([code, out], [1, ""]);
  assertEquals(err, `doapi: Cannot listen on 127.0.0.1:${port}: the address is in use\n`);
  const wrong = await run("sandbox", "serve", "--port", "70000");
  assertEquals([wrong.code, wrong.out], [2, ""]);
  assertStringIncludes(wrong.err, 'Option "--port" must be from 0 to 65535, but got "70000".');
});
