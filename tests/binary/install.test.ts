/** From a release to a shell and back, as a stranger goes there: with the real program. */

import { VERSION } from "@doapi/doapi";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { companions } from "../../scripts/compile.ts";
import { run as install, says, tree } from "../support/install.ts";
import { packed, release, serving } from "../support/release.ts";
import { doapi, findBinary, inPlace, type Place, run } from "./support.ts";

const binary = await findBinary();

const windows = Deno.build.os === "windows";
const root = fileURLToPath(new URL("../..", import.meta.url));

/** A test of the compiled program, if there is one, on systems with POSIX shells or on Windows. */
function test(name: string, fn: (place: Place) => Promise<void>, onWindows = false) {
  if (!("path" in binary) || windows !== onWindows) return;
  Deno.test({ name, fn: () => inPlace(binary.path, fn) });
}

test("install.sh, droplet new, upgrade and --uninstall leave an empty home empty", async ({ home, program }) => {
  const more = await companions(root, VERSION, 1451606400);
  const first = await packed(VERSION, await Deno.readFile(program), more);
  const second = await release("7.0.0");
  await serving({ [VERSION]: first, "7.0.0": second }, async (url) => {
    const installed = await install(home, ["--base-url", url, "--version", VERSION]);
    assertEquals([installed.code, installed.out.split("\n")[0]], [
      0,
      `doapi ${VERSION} is installed in ${home}/.local/bin`,
    ]);
    const place = { home, program: `${home}/.local/bin/doapi-droplet` };
    const line = "new --sandbox -I debian-12-x64 -S s-1vcpu-1gb -R fra1 --wait web-1 -o tsv";
    const created = await run(place, [...line.split(" "), "--columns", "name,status"]);
    assertEquals([created.code, created.out], [0, "web-1\tactive\n"]);
    const completion = `${home}/.local/share/bash-completion/completions/doapi-droplet`;
    assertStringIncludes(await Deno.readTextFile(completion), "floating-ip");

    // By a link, too: it is the program that is replaced.
    await Deno.symlink(`${home}/.local/bin/doapi`, `${home}/link`);
    const linked = { home, program: `${home}/link` };
    const checked = await run(linked, ["upgrade", "--check"]);
    assertEquals([checked.code, JSON.parse(checked.out), checked.err], [
      0,
      { installed: VERSION, latest: "7.0.0", outdated: true },
      "",
    ]);
    const upgraded = await run(linked, ["upgrade", "--quiet"]);
    assertEquals([upgraded.code, JSON.parse(upgraded.out), upgraded.err], [
      0,
      { before: VERSION, now: "7.0.0" },
      "",
    ]);
    assertEquals(await says(`${home}/.local/bin/doapi`), "doapi 7.0.0\n");
    await Deno.remove(`${home}/link`);

    assertEquals((await install(home, ["--uninstall"])).code, 0);
    assertEquals(await tree(home), {});
  });
});

test("Ctrl-C in an upgrade leaves the program as it was", async ({ home, program }) => {
  const downloading = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<Response>();
  await serving({ "7.0.0": await release("7.0.0") }, async (url) => {
    const child = doapi({ home, program }, ["upgrade", "--base-url", url]).spawn();
    await downloading.promise;
    child.kill("SIGINT");
    const { code, stdout } = await child.output();
    ended.resolve(new Response());
    assertEquals([code, stdout.length], [130, 0]);
  }, (path) => {
    if (path.endsWith("SHA256SUMS")) return undefined;
    downloading.resolve();
    return ended.promise;
  });
  const files = Array.from(
    Deno.readDirSync(program.replace(/\/[^/]*$/, "")),
    ({ name }) => name,
  );
  assertEquals([files, await says(program)], [["doapi"], `doapi ${VERSION}\n`]);
});

test(
  "install.ps1, droplet new, upgrade and -Uninstall leave an empty folder empty",
  async ({ home, program }) => {
    const more = await companions(root, VERSION, 1451606400);
    const files = await packed(VERSION, await Deno.readFile(program), more);
    await Deno.mkdir(`${home}\\here`);
    const powershell = async (...args: string[]) => {
      const { code, stdout, stderr } = await new Deno.Command("powershell", {
        args: [
          ...["-NoProfile", "-ExecutionPolicy", "Bypass", "-File", `${root}scripts\\install.ps1`],
          ...["-To", `${home}\\here\\doapi\\bin`, ...args],
        ],
        env: { LOCALAPPDATA: `${home}\\here` },
        stdin: "null",
      }).output();
      const text = new TextDecoder();
      return { code, out: text.decode(stdout), err: text.decode(stderr) };
    };
    await serving({ [VERSION]: files }, async (url) => {
      const installed = await powershell("-BaseUrl", url);
      assertEquals([installed.code, installed.err], [0, ""]);
      assertStringIncludes(installed.out, `doapi ${VERSION} is installed in `);
      const place = { home, program: `${home}\\here\\doapi\\bin\\doapi-droplet.exe` };
      const env = { LOCALAPPDATA: `${home}\\here` };
      const line =
        "new --sandbox -I debian-12-x64 -S s-1vcpu-1gb -R fra1 web-1 -o tsv --columns name";
      const created = await run(place, line.split(" "), env);
      assertEquals([created.code, created.out], [0, "web-1\n"]);

      const own = { home, program: `${home}\\here\\doapi\\bin\\doapi.exe` };
      const upgraded = await run(own, ["upgrade", "--quiet", VERSION], env);
      assertEquals([upgraded.code, upgraded.err], [0, ""]);
      assertEquals((await run(place, ["--version"])).code, 0);

      const removed = await powershell("-Uninstall");
      assertEquals([removed.code, removed.err], [0, ""]);
      assertEquals(await tree(`${home}\\here`), {});
    });
  },
  true,
);

test("install.ps1 refuses a tampered archive in one line, and leaves nothing", async ({ home }) => {
  const files = await release(VERSION);
  for (const [file, bytes] of files) if (file.endsWith(".zip")) bytes[100]! ^= 1;
  await serving({ [VERSION]: files }, async (url) => {
    const script = `${root}scripts\\install.ps1`;
    const { code, stderr } = await new Deno.Command("powershell", {
      args: [
        ...["-NoProfile", "-ExecutionPolicy", "Bypass", "-File", script],
        ...["-To", `${home}\\bin`, "-BaseUrl", url],
      ],
    }).output();
    assertEquals([code, new TextDecoder().decode(stderr).trim()], [
      1,
      `doapi: doapi-${VERSION}-windows-x64.zip does not have the checksum in SHA256SUMS: ` +
      "nothing is installed",
    ]);
    assertEquals(await tree(home), {});
  });
}, true);
