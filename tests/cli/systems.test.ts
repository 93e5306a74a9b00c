/** What is otherwise on Windows and macOS, as far as another system can tell: with theirs injected. */

import { VERSION } from "@doapi/doapi";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { readFile } from "../../cli/files.ts";
import { ERASE } from "../../cli/output/safe.ts";
import { download } from "../../cli/upgrade/download.ts";
import { cli, sandboxWorld } from "../support/cli.ts";
import { says, tree } from "../support/install.ts";
import { inFolder } from "../support/process.ts";
import { release, serving, standIn } from "../support/release.ts";
import { TOKEN } from "../support/secret.ts";

const HOME = "C:\\Users\\me";
const WINDOWS = { USERPROFILE: HOME, LOCALAPPDATA: `${HOME}\\AppData\\Local` };
const MACOS = { HOME: "/Users/me", TERM: "xterm-256color" };

for (const env of [WINDOWS, MACOS]) {
  const home = "HOME" in env ? env.HOME : env.USERPROFILE;
  Deno.test(`the token is found in ${home}/.doapi, however its line ends`, async () => {
    for (const end of ["\n", "\r\n", ""]) {
      const world = { ...sandboxWorld(), env, files: { [`${home}/.doapi`]: TOKEN + end } };
      const { code, err, requests } = await cli("account -o tsv --columns status", world);
      assertEquals([code, err, requests], [0, "", ["GET /v2/account"]]);
    }
  });
}

const STATES: [env: Record<string, string>, file: string][] = [
  [WINDOWS, `${HOME}\\AppData\\Local/doapi/sandbox.json`],
  [MACOS, "/Users/me/.local/state/doapi/sandbox.json"],
  [{ ...MACOS, XDG_STATE_HOME: "/state" }, "/state/doapi/sandbox.json"],
];
for (const [env, file] of STATES) {
  Deno.test(`the simulator keeps its state in ${file}`, async () => {
    const world = { ...sandboxWorld(), env, files: {} as Record<string, string> };
    assertEquals((await cli("--sandbox tag new web", world)).code, 0);
    assertEquals(Object.keys(world.files), [file]);
  });
}

Deno.test("files that were written on Windows are read as others are", async () => {
  const files = {
    "C:\\key.pub":
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHZtG7UKmP9mEmXvn1gxHkWSKJvl4a9k1ZKXzqxlVaTB me\r\n",
    "C:\\tag.json": '{\r\n  "name": "json"\r\n}\r\n',
    "C:\\tag.yaml": "# A tag\r\nname: yaml\r\n",
  };
  const world = { ...sandboxWorld(), files };
  const key = await cli(
    ["ssh-key", "new", "me", "C:\\key.pub", "-o", "tsv", "--columns", "name"],
    world,
  );
  assertEquals([key.code, key.out, key.err], [0, "me\n", ""]);
  for (const name of ["json", "yaml"]) {
    const line = ["api", "POST", "/v2/tags", "--data", `@C:\\tag.${name}`];
    const { code, out, err } = await cli(line, world);
    assertEquals([code, JSON.parse(out).tag.name, err], [0, name, ""]);
  }
});

Deno.test("a mark of Unicode at the beginning of a file, as editors on Windows put it there, is none of its text", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/token`, "\ufeffa-token\r\n");
    assertEquals(await readFile(`${folder}/token`), "a-token\r\n");
  }));

Deno.test("a console without TERM, as on Windows, gets no colours, and progress in one line", async () => {
  const world = { ...sandboxWorld(), env: { ...WINDOWS, DO_API_TOKEN: TOKEN } };
  const terminal = { ...world, isTerminal: true, outIsTerminal: true };
  const line = "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 --wait web -o table";
  const { code, out, err } = await cli(line, terminal);
  assertEquals([code, out.includes("\x1b")], [0, false]);
  assertEquals(err.replaceAll(ERASE, "").includes("\x1b"), false);
  for (const args of ["--help", "droplet --help", "help exit-codes"]) {
    assertEquals((await cli(args, terminal)).out.includes("\x1b"), false);
  }
});

Deno.test({
  name: "upgrade takes the zip for Windows, and makes the links that it does not have anew",
  // There, a script does not stand in for a program; tests/binary has the real one.
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (home) => {
      const bin = `${home}/doapi/bin`;
      await Deno.mkdir(bin, { recursive: true });
      await Deno.mkdir(`${home}/doapi/share/doapi`, { recursive: true });
      await Deno.writeFile(`${bin}/doapi.exe`, standIn(VERSION), { mode: 0o755 });
      await Deno.link(`${bin}/doapi.exe`, `${bin}/doapi-droplet.exe`);
      const later = await release("7.0.0", { system: "windows-x64" });
      await serving({ "7.0.0": later }, async (url) => {
        // As install.ps1 writes it: with the ends of lines of Windows.
        const receipt = [
          `version ${VERSION}`,
          `base-url ${url}`,
          "file bin/doapi-droplet.exe",
          "file share/doapi/installed",
          "file bin/doapi.exe",
          "",
        ];
        await Deno.writeTextFile(`${home}/doapi/share/doapi/installed`, receipt.join("\r\n"));
        const { signal } = new AbortController();
        const { code, out, err } = await cli("upgrade -o tsv --columns before,now", {
          fetch: () => Promise.reject(new Error("The API is not asked")),
          download: (url, kind) => download(url, kind, signal),
          compiled: { path: `${bin}/doapi.exe`, os: "windows", arch: "x86_64" },
          env: WINDOWS,
        });
        const said = "doapi: downloading doapi-7.0.0-windows-x64.zip\n";
        assertEquals([code, out, err], [0, `${VERSION}\t7.0.0\n`, said]);
      });
      for (const name of ["doapi.exe", "doapi-droplet.exe"]) {
        assertEquals(await says(`${bin}/${name}`), "doapi 7.0.0\n");
      }
      const [one, other] = await Promise.all(
        ["doapi.exe", "doapi-droplet.exe"].map((name) => Deno.stat(`${bin}/${name}`)),
      );
      assertEquals(one?.ino, other?.ino);
      const receipt = (await tree(`${home}/doapi`))["share/doapi/installed"] ?? "";
      assertStringIncludes(receipt, "\nfile bin/doapi-droplet.exe\n");
      assertStringIncludes(receipt, "\nfile share/man/man1/doapi.1\n");
    }),
});
