/** Runs the scripts of the guides to other programs, those whose program is there. */
import { assertEquals } from "@std/assert";
import { parse } from "yaml";
import { fileURLToPath } from "node:url";

const GUIDES = new URL("../../docs/guides/", import.meta.url);
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The guides whose scripts run other programs. */
const PROGRAMS = ["programs", "terraform", "doctl", "ansible", "pydo", "go", "github-actions"];

/** A block of code of a guide: the file that it is, or the program that it needs. */
interface Block {
  readonly language: string;
  readonly file: string | undefined;
  readonly needs: string | undefined;
  readonly text: string;
}

function blocks(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)([^\n]*)\n(.*?)^```$/gms)].map((match) => {
    const [, language = "", info = "", text = ""] = match;
    const word = (name: string) => new RegExp(`\\b${name}=(\\S+)`).exec(info)?.[1];
    return { language, file: word("file"), needs: word("needs"), text };
  });
}

/** How it is seen whether something is there; what also needs a network is run on demand alone. */
const THERE: Readonly<Record<string, string>> = {
  terraform: 'command -v terraform && test -n "$DOAPI_GUIDES"',
  doctl: "command -v doctl",
  "ansible-playbook": "ansible-doc community.digitalocean.digital_ocean_droplet",
  pydo: "python3 -c 'import pydo'",
  python3: "command -v python3",
  "go-module": "command -v go && test -f go.mod",
};

async function shell(script: string, cwd: string): Promise<[code: number, text: string]> {
  const { code, stdout, stderr } = await new Deno.Command("sh", {
    args: ["-ec", script],
    cwd,
    env: { PATH: `${ROOT}scripts:${Deno.env.get("PATH")}`, NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return [code, decoder.decode(stdout) + decoder.decode(stderr)];
}

/** A folder with the files of a guide. */
async function withFiles(all: readonly Block[], work: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    for (const { file, text } of all) {
      if (file === undefined) continue;
      await Deno.mkdir(`${folder}/${file}/..`.replace(/[^/]+\/\.\.$/, ""), { recursive: true });
      await Deno.writeTextFile(`${folder}/${file}`, text, { mode: 0o755 });
    }
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const missing = new Set<string>();
for (const [name, check] of Object.entries(THERE)) {
  if (
    Deno.build.os === "windows" ||
    (await shell(`{ ${check}; } >/dev/null 2>&1`, ".").catch(() => [1]))[0]
  ) {
    missing.add(name);
  }
}

for (const guide of PROGRAMS) {
  const name = `${guide}.md`;
  const all = blocks(await Deno.readTextFile(new URL(name, GUIDES)));
  const scripts = all.filter(({ language, file }) => language === "sh" && file === undefined);
  for (const [index, { needs, text }] of scripts.entries()) {
    const lacks = needs !== undefined && missing.has(needs);
    Deno.test({
      name: `script ${index + 1} of docs/guides/${name} runs` +
        (lacks ? ` (skipped: no ${needs})` : ""),
      ignore: lacks || Deno.build.os === "windows",
      fn: () =>
        withFiles(all, async (folder) => {
          const [code, output] = await shell(text, folder);
          assertEquals([code, code === 0 ? "" : output], [0, ""]);
        }),
    });
  }
}

Deno.test({
  name: "the steps of the workflow in the guide to GitHub Actions run one after another",
  ignore: Deno.build.os === "windows",
  async fn() {
    const all = blocks(await Deno.readTextFile(new URL("github-actions.md", GUIDES)));
    const workflow = parse(all.find(({ file }) => file?.endsWith(".yml"))?.text ?? "");
    const steps: { run?: string }[] = workflow.jobs.simulate.steps;
    await withFiles(all, async (folder) => {
      let last = "";
      for (const { run } of steps) {
        if (run === undefined) continue;
        const [code, output] = await shell(run, folder);
        assertEquals([code, code === 0 ? "" : output], [0, ""]);
        last = output;
      }
      const ids = JSON.parse(last).operations.map(({ id }: { id: string }) => id);
      assertEquals(ids, ["droplets_list", "tags_create"]);
    });
  },
});
