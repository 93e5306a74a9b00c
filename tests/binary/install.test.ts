/** From a release to a shell and back, as a stranger goes there: with the real program. */

import { VERSION } from "@doapi/doapi";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { companions } from "../../scripts/compile.ts";
import { run as install, says, tree } from "../support/install.ts";
import { packed, release, serving } from "../support/release.ts";
import { doapi, findBinary, inPlace, type Place, run } from "./support.ts";

const binary = await findBinary();

/** A test of the compiled program, if there is one; install.sh is for POSIX shells. */
function test(name: string, fn: (place: Place) => Promise<void>) {
  if (!("path" in binary) || Deno.build.os === "windows") return;
  Deno.test({ name, fn: () => inPlace(binary.path, fn) });
}

test("install.sh, droplet new, upgrade and --uninstall leave an empty home empty", async ({ home, program }) => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
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
