import { VERSION } from "@doapi/doapi";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { hasCompanyProxy, makeCertificates, withCompanyProxy } from "../support/company_proxy.ts";
import { TOKEN } from "../support/secret.ts";
import { doapi, findBinary, inPlace, type Place, readUntil, run } from "./support.ts";

const NEW = "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1".split(" ");
const windows = Deno.build.os === "windows";
const binary = await findBinary();

if ("reason" in binary) {
  const name = `the tests of the binary are left out, as there is ${binary.reason}`;
  Deno.test({ name, ignore: true, fn() {} });
}

/** A test of the compiled program, if there is one. */
function test(name: string, fn: (place: Place) => Promise<void>, ignore = false) {
  if ("path" in binary) Deno.test({ name, ignore, fn: () => inPlace(binary.path, fn) });
}

/** Whether a shell is there; on Windows there may be a bash that does not work. */
async function hasShell(shell: string): Promise<boolean> {
  try {
    return !windows && (await new Deno.Command(shell, { args: ["-c", "exit"] }).output()).success;
  } catch {
    return false;
  }
}

const names = (out: string) => JSON.parse(out).map(({ name }: { name: string }) => name);

test("the binary knows its version and leaves no file behind", async (place) => {
  assertEquals(await run(place, ["--version"]), { code: 0, out: `doapi ${VERSION}\n`, err: "" });
  assertEquals(await Array.fromAsync(Deno.readDir(place.home)), []);
});

test("the binary creates, lists, reboots and deletes droplets in its sandbox", async (place) => {
  const sandbox = (line: string) => run(place, ["--sandbox", "--quiet", ...line.split(" ")]);
  const created = await sandbox([...NEW, "--wait", "web-1", "web-2", "web-3"].join(" "));
  assertEquals([created.code, created.err], [0, ""]);
  assertEquals(names(created.out), ["web-1", "web-2", "web-3"]);
  const shown = await sandbox("droplet show web-2");
  assertEquals([shown.code, names(shown.out)], [0, ["web-2"]]);
  const rebooted = await sandbox("droplet reboot --wait web-1 web-2");
  const actions = JSON.parse(rebooted.out).map(({ status }: { status: string }) => status);
  assertEquals([rebooted.code, actions], [0, ["completed", "completed"]]);
  const deleted = await sandbox("droplet delete web-1 web-2 web-3");
  assertEquals(deleted, { code: 0, out: "", err: "" });
  assertEquals(await sandbox("droplet show"), { code: 0, out: "[]\n", err: "" });
});

test("the binary calls any operation, and reads YAML", async (place) => {
  const line = ["--sandbox", "api", "POST", "/v2/tags", "--data", "# A tag\nname: web\n"];
  const { code, out, err } = await run(place, line);
  assertEquals([code, JSON.parse(out).tag.name, err], [0, "web", ""]);
});

test("install-links makes links to the binary, and doapi-droplet is doapi droplet", async (place) => {
  const made = await run(place, ["install-links", "links"]);
  assertEquals([made.code, made.err], [0, ""]);
  const program = JSON.parse(made.out).find((link: string) => link.includes("doapi-droplet"));
  const called = await run({ ...place, program: `${place.home}/${program}` }, [
    "--sandbox",
    "show",
    "nix",
  ]);
  assertEquals([called.code, called.out], [1, ""]);
  assertMatch(called.err, /^doapi-droplet: /);
});

for (const shell of ["bash", "fish", "zsh"]) {
  test(`the binary prints completions that ${shell} can read`, async (place) => {
    const { code, out, err } = await run(place, ["completions", shell]);
    assertEquals([code, err], [0, ""]);
    assertStringIncludes(out, "floating-ip");
    const reader = new Deno.Command(shell, { args: ["-n"], stdin: "piped" }).spawn();
    const writer = reader.stdin.getWriter();
    await writer.write(new TextEncoder().encode(out));
    await writer.close();
    assertEquals((await reader.status).code, 0);
  }, !await hasShell(shell));
}

test("the binary serves its sandbox to a second process", async (place) => {
  const server = doapi(place, ["sandbox", "serve", "--port", "0"]).spawn();
  const reader = server.stdout.getReader();
  const url = (await readUntil(reader, "http")).trim();
  const remote = ["--endpoint", url, "--api-token", TOKEN];
  const created = await run(place, [...remote, ...NEW, "web"]);
  assertEquals([created.code, created.err, names(created.out)], [0, "", ["web"]]);
  const log = await run(place, ["sandbox", "log", "--url", url]);
  assertStringIncludes(log.out, '"path": "/v2/droplets"');
  server.kill("SIGINT");
  await Promise.all([reader.cancel(), server.stderr.cancel()]);
  const { code } = await server.status;
  // Windows ends a program without asking it.
  if (!windows) assertEquals(code, 0);
});

test("the binary starts other programs on its sandbox, and passes their exit code on", async (place) => {
  const { code, out } = await run(place, ["sandbox", "exec", "--", place.program, "size"]);
  assertEquals(code, 0);
  assert(JSON.parse(out).length > 10);
  const failed = await run(place, ["sandbox", "exec", "--", place.program, "no-such-command"]);
  assertEquals(failed.code, 2);
});

test("Ctrl-C in a wait prints what is known as whole JSON and exits 130", async (place) => {
  const args = ["--sandbox", ...NEW, "--wait", "web"];
  const child = doapi(place, args, { DOAPI_SANDBOX_ACTION_TIME: "1000" }).spawn();
  const out = new Response(child.stdout).text();
  const reader = child.stderr.getReader();
  await readUntil(reader, "0 of 1 done");
  child.kill("SIGINT");
  assertEquals((await child.status).code, 130);
  assertEquals(names(await out), ["web"]);
  await reader.cancel();
}, windows);

test("Ctrl-C before there is an answer prints nothing and exits 130", async (place) => {
  const asked = Promise.withResolvers<void>();
  const never = new Promise<Response>(() => {});
  const stop = new AbortController();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, signal: stop.signal, onListen() {} },
    () => (asked.resolve(), never),
  );
  const url = `http://127.0.0.1:${server.addr.port}`;
  const child = doapi(place, ["--endpoint", url, "--api-token", TOKEN, "account"]).spawn();
  await asked.promise;
  child.kill("SIGINT");
  const { code, stdout } = await child.output();
  assertEquals([code, stdout.length], [130, 0]);
  stop.abort();
  await server.finished;
}, windows);

test("a reader that stops early ends the binary quietly", async (place) => {
  const child = doapi(place, ["--sandbox", "image", "show"]).spawn();
  await child.stdout.cancel();
  assertEquals(await new Response(child.stderr).text(), "");
  assertEquals((await child.status).code, 0);
}, windows);

test("nothing is coloured for a pipe, with NO_COLOR or without", async (place) => {
  for (const env of [{}, { NO_COLOR: "1" }, { TERM: "xterm-256color" }]) {
    for (const args of [["--help"], ["droplet", "new", "--help"], ["droplet", "nix"], []]) {
      const { out, err } = await run(place, args, env);
      assertEquals((out + err).includes("\x1b["), false, args.join(" "));
    }
  }
});

test("the binary trusts a company's proxy by each of the usual variables", async (place) => {
  const folder = place.home;
  await makeCertificates(folder);
  await withCompanyProxy(folder, async (HTTPS_PROXY) => {
    for (const name of ["DENO_CERT", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"]) {
      const env = { HTTPS_PROXY, DO_API_TOKEN: TOKEN, [name]: `${folder}/ca.pem` };
      const { code, out, err } = await run(
        place,
        ["account", "-o", "tsv", "--columns", "email"],
        env,
      );
      assertEquals([code, out, err], [0, "a@example.com\n", ""], name);
    }
    const { code, err } = await run(place, ["account"], { HTTPS_PROXY, DO_API_TOKEN: TOKEN });
    assertEquals(code, 1);
    assertStringIncludes(err, "UnknownIssuer\ndoapi: A proxy on the way may have");
  });
}, !hasCompanyProxy);

// `script` of util-linux gives a program a terminal.
async function hasTerminal(): Promise<boolean> {
  try {
    const { stdout } = await new Deno.Command("script", { args: ["--version"] }).output();
    return new TextDecoder().decode(stdout).includes("util-linux");
  } catch {
    return false;
  }
}

test("NO_COLOR is honoured in a terminal too", async (place) => {
  const line = `'${place.program}' droplet new --help; '${place.program}' droplet nix`;
  const terminal = { ...place, program: "/usr/bin/env" };
  const args = ["script", "--quiet", "--return", "--command", line, "/dev/null"];
  const env = { NO_COLOR: "1", TERM: "xterm-256color", PATH: Deno.env.get("PATH") ?? "" };
  const { code, out } = await run(terminal, args, env);
  assertEquals(code, 2);
  assertStringIncludes(out, "--image");
  assertEquals(out.includes("\x1b["), false);
}, !await hasTerminal());

test("how large the binary is, and how long --version takes", async (place) => {
  const times: number[] = [];
  for (let i = 0; i < 7; i++) {
    const start = performance.now();
    assertEquals((await run(place, ["--version"])).code, 0);
    times.push(performance.now() - start);
  }
  const median = times.sort((a, b) => a - b)[3] ?? 0;
  const { size } = await Deno.stat(place.program);
  console.log(
    `The binary has ${(size / 1e6).toFixed(1)} MB; --version took ${median.toFixed()} ms`,
  );
});
