/** The package for npm, unpacked where npm would put it, and its program run by Node. */

import { assertEquals, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";
import { readTarball } from "../../cli/upgrade/tar.ts";
import { checkout, PERMISSIONS } from "../../scripts/compile.ts";
import { npmPackage } from "../../scripts/npm.ts";
import { hasProgram } from "../support/process.ts";
import { inFolder } from "./support.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const windows = Deno.build.os === "windows";
const node = await hasProgram("node", "--version");

/** Makes the package in an empty folder, and unpacks it as node_modules/@doapi/doapi there. */
async function unpacked(work: (folder: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const real = await checkout(root);
    // What it makes goes here, and it is run in the checkout.
    const file = await npmPackage("0.0.0", { ...real, root: folder });
    for await (const entry of readTarball(await Deno.readFile(file))) {
      if ("link" in entry) throw new Error(`npm takes no links: ${entry.path}`);
      const path = join(folder, entry.path.replace("package", "node_modules/@doapi/doapi"));
      await Deno.mkdir(dirname(path), { recursive: true });
      await Deno.writeFile(path, entry.bytes, { mode: entry.program ? 0o755 : 0o644 });
    }
    await work(folder);
  });
}

Deno.test({
  name: "the package for npm needs nothing, has the library, and its doapi finds a Deno or says so",
  ignore: !node,
  fn: () =>
    unpacked(async (folder) => {
      const at = `${folder}/node_modules/@doapi/doapi`;
      const fields = JSON.parse(await Deno.readTextFile(`${at}/package.json`));
      assertEquals([fields.dependencies, fields.bin], [undefined, { doapi: "./cli/doapi.mjs" }]);
      assertEquals("./cli" in fields.exports, false);
      assertEquals(fields.peerDependenciesMeta, { deno: { optional: true } });

      const run = async (program: string, args: string[], env: Record<string, string>) => {
        const { code, stdout, stderr } = await new Deno.Command(program, {
          args,
          cwd: folder,
          env,
          clearEnv: !windows,
        }).output();
        const text = new TextDecoder();
        return [code, text.decode(stdout), text.decode(stderr)];
      };
      const node = await run("node", ["-p", "process.execPath"], {
        PATH: Deno.env.get("PATH") ?? "",
      });
      const program = String(node[1]).trim();
      const script = `import("@doapi/doapi").then(({ VERSION }) => console.log(VERSION))`;
      const [code, version] = await run(program, ["-e", script], {});
      assertEquals(code, 0);

      const doapi = [`${at}/cli/doapi.mjs`];
      const none = await run(program, [...doapi, "--version"], { PATH: "" });
      const needed = "doapi: The command line runs in Deno, which npm has, too: npm install deno\n";
      assertEquals(none, [1, "", needed]);
      const env = { PATH: dirname(Deno.execPath()), HOME: folder };
      const found = await run(program, [...doapi, "--version"], env);
      assertEquals(found, [0, `doapi ${version}`, ""]);
      const wrong = await run(program, [...doapi, "--sandbox", "droplet", "show", "nix"], env);
      assertEquals(wrong, [1, "", "doapi: 'nix': no such droplet\n"]);

      // One that npm has is taken first.
      await Deno.mkdir(`${folder}/node_modules/deno`);
      await Deno.writeTextFile(
        `${folder}/node_modules/deno/bin.cjs`,
        "console.log(process.argv.slice(2, 4).join(' ')); process.exitCode = 7;",
      );
      assertEquals(await run(program, doapi, env), [7, "run --quiet\n", ""]);
    }),
});

/** The flags of a line that installs the program with Deno. */
async function installing(file: string): Promise<string[]> {
  const text = await Deno.readTextFile(join(root, file));
  const [, flags = ""] = /deno install -gn doapi \\?\n?((?:--\S+[ \\\n]+)+)jsr:@doapi\/doapi\/cli/
    .exec(text) ?? [];
  return flags.split(/[ \\\n]+/).filter(Boolean);
}

Deno.test("README's deno install gives the program what a release has, and it runs", () =>
  inFolder(async (folder) => {
    const flags = await installing("README.md");
    const allowed = PERMISSIONS.filter((flag) => flag.startsWith("--allow"))
      .map((flag) => flag.replace(/=.*/, ""));
    assertEquals(flags.toSorted(), allowed.toSorted());
    const map = `--import-map=${join(root, ".packages/import_map.json")}`;
    const args = ["install", "--quiet", "-gn", "doapi", "--root", folder, map, ...flags];
    // In place of what JSR has.
    const { exports } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
    const installed = await new Deno.Command(Deno.execPath(), {
      args: [...args, "--no-config", join(root, exports["./cli"])],
    }).output();
    assertEquals(installed.code, 0);
    const { stdout } = await new Deno.Command(`${folder}/bin/doapi${windows ? ".cmd" : ""}`, {
      args: ["--sandbox", "--sandbox-state", `${folder}/state`, "droplet", "show"],
      cwd: folder,
    }).output();
    assertStringIncludes(new TextDecoder().decode(stdout), "[]");
  }));
