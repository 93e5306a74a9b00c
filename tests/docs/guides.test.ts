/** Runs the shell sessions of the guides, on the simulator, and compares what they print. */
import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { askDeno } from "../../scripts/modules.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Where Deno keeps packages, which does not follow the home of a session. */
const { denoDir } = await askDeno<{ denoDir: string }>(
  new URL("../../", import.meta.url),
  "info",
  [],
);
const GUIDES = new URL("../../docs/guides/", import.meta.url);

/** The guides with sessions that need nothing but doapi and a shell. */
const SESSIONS = ["ci", "from-doctl", "from-python", "testing"];

/** The blocks of a language in a Markdown file. */
function blocks(markdown: string, language: string): string[] {
  const found = markdown.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"));
  return [...found].map(([, text = ""]) => text);
}

/** A shell script that shows each command as it is typed, then runs it; `$?` stays that of the last. */
function script(session: string): string {
  const commands = session.split("\n").filter((line) => line.startsWith("$ "));
  return commands.map((line) =>
    `s=$?; printf '%s\\n' ${quoted(line)}; (exit $s)\n${line.slice(2)}\n`
  )
    .join("");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Puts a program of this name into a folder that runs the command line from its sources. */
async function install(folder: string, name: string, env: Record<string, string>): Promise<void> {
  const run = ["run", "--quiet", `--import-map=${ROOT}.packages/import_map.json`, "--allow-all"];
  const words = [Deno.execPath(), ...run, `${ROOT}cli/main.ts`].map(quoted).join(" ");
  const set = Object.entries(env).map(([key, value]) => `${key}=${quoted(value)} `).join("");
  await write(`${folder}/${name}`, `#!/bin/sh\n${set}exec ${words} "$@"\n`);
}

async function write(path: string, text: string): Promise<void> {
  await Deno.writeTextFile(path, text, { mode: 0o755 });
}

/** Runs sessions in one shell; files that the guide shows, by the name in their second line, exist. */
async function printed(sessions: string, files: string[]): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    await install(folder, "doapi", {});
    await install(folder, "doapi-droplet", { DOAPI_CALLED_AS: "doapi-droplet" });
    for (const file of files) {
      const [, name] = /^#!\/bin\/sh\n# (\S+)\n/.exec(file) ?? [];
      if (name) await write(`${folder}/${name}`, file);
    }
    const { stdout } = await new Deno.Command("sh", {
      args: ["-c", `exec 2>&1\n${script(sessions)}`],
      cwd: folder,
      clearEnv: true,
      env: {
        HOME: folder,
        PATH: `${folder}:${Deno.env.get("PATH")}`,
        DENO_DIR: denoDir,
        DENO_NO_UPDATE_CHECK: "1",
        NO_COLOR: "1",
      },
    }).output();
    return new TextDecoder().decode(stdout);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const name of SESSIONS) {
  Deno.test({
    name: `the sessions in docs/guides/${name}.md print what they show`,
    // The sessions are those of a POSIX shell.
    ignore: Deno.build.os === "windows",
    async fn() {
      const guide = await Deno.readTextFile(new URL(`${name}.md`, GUIDES));
      const sessions = blocks(guide, "console").join("");
      assert(sessions.includes("$ doapi"));
      assertEquals(await printed(sessions, blocks(guide, "sh")), sessions);
    },
  });
}
