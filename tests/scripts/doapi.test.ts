import { fileURLToPath } from "node:url";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { inFolder } from "./support.ts";

const script = fileURLToPath(new URL("../../scripts/doapi", import.meta.url));

/** Runs a program in a folder, with text on its standard input. */
async function run(program: string, args: string[], cwd: string, stdin = "") {
  const child = new Deno.Command(program, {
    args,
    cwd,
    // The state of a simulator that the user has is not the test's.
    env: { NO_COLOR: "1", DOAPI_SANDBOX: "1", XDG_STATE_HOME: cwd },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(stdin));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: decode(stdout), stderr: decode(stderr) };
}

// It is for POSIX shells; on Windows `deno task doapi` does the same.
const ignore = Deno.build.os === "windows";

Deno.test({
  name: "scripts/doapi runs in any directory, whatever configuration is there",
  ignore,
  fn: () =>
    inFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/deno.json`, "not JSON");
      await Deno.writeTextFile(`${folder}/package.json`, "not JSON");
      const { code, stdout, stderr } = await run(script, ["--version"], folder);
      assertEquals({ code, stderr }, { code: 0, stderr: "" });
      assertStringIncludes(stdout, "doapi ");
    }),
});

Deno.test({
  name: "scripts/doapi says that the working directory is gone",
  // Elsewhere a directory cannot be removed as long as something runs in it.
  ignore: Deno.build.os !== "linux",
  fn: () =>
    inFolder(async (folder) => {
      const line = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" --version';
      const { code, stdout, stderr } = await run("sh", ["-c", line, script], folder);
      // Some shells have said something at their start.
      assertEquals([code, stdout, stderr.split("\n").at(-2)], [
        1,
        "",
        "doapi: The working directory is gone",
      ]);
    }),
});

Deno.test({
  name: "scripts/doapi knows the name of the link that it is called by, and follows links",
  ignore,
  fn: () =>
    inFolder(async (folder) => {
      await Deno.mkdir(`${folder}/bin`);
      await Deno.symlink(script, `${folder}/doapi`);
      await Deno.symlink("../doapi", `${folder}/bin/doapi-size`);
      const { code, stdout } = await run(`${folder}/bin/doapi-size`, ["--help"], folder);
      assertEquals(code, 0);
      assertStringIncludes(stdout, "doapi size");
    }),
});

Deno.test({
  name: "scripts/doapi passes arguments with spaces, standard input and the exit code through",
  ignore,
  fn: () =>
    inFolder(async (folder) => {
      const refused = await run(script, ["no such command"], folder);
      assertEquals(refused.code, 2);
      assertStringIncludes(refused.stderr, '"no such command"');
      const args = ["sandbox", "exec", "--", "sh", "-c", "cat; exit 7"];
      const passed = await run(script, args, folder, "a line\n");
      assertEquals(passed, { code: 7, stdout: "a line\n", stderr: "" });
    }),
});

Deno.test({
  name: "install-links makes a link for every area, again without harm, and overwrites nothing",
  ignore,
  fn: () =>
    inFolder(async (folder) => {
      const made = await run(script, ["install-links", `${folder}/bin`], folder);
      assertEquals([made.code, made.stderr], [0, ""]);
      assertEquals(JSON.parse(made.stdout).includes(`${folder}/bin/doapi-droplet`), true);
      const { code, stdout } = await run(`${folder}/bin/doapi-droplet`, ["show"], folder);
      assertEquals([code, stdout], [0, "[]\n"]);
      assertEquals(await run(script, ["install-links", `${folder}/bin`], folder), made);

      await Deno.mkdir(`${folder}/other`);
      await Deno.writeTextFile(`${folder}/other/doapi-account`, "somebody's");
      const refused = await run(script, ["install-links", `${folder}/other`], folder);
      assertEquals(refused, {
        code: 1,
        stdout: "",
        stderr:
          `doapi: Cannot make the link ${folder}/other/doapi-account: there is a file of that name\n`,
      });
      assertEquals(await Deno.readTextFile(`${folder}/other/doapi-account`), "somebody's");
    }),
});
