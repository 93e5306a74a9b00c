/** What is for other people's CI and containers: read as those do, and its commands run. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { parse } from "yaml";
import { installers } from "../../scripts/distribute.ts";
import { readTarball } from "../../cli/upgrade/tar.ts";
import { type Files, release, serving, SYSTEM } from "../support/release.ts";
import { hasProgram } from "../support/process.ts";
import { inFolder } from "./support.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string) => Deno.readTextFile(new URL(path, root));
const windows = Deno.build.os === "windows";
const V1 = await release("1.2.3");
const V2 = await release("1.3.0");

/** A place like that of a job: an empty home, and a server with releases and their installer. */
function job(
  name: string,
  work: (place: { home: string; base: string; run: Run }) => Promise<void>,
) {
  Deno.test({
    name,
    ignore: windows,
    fn: () =>
      inFolder((home) => {
        const releases: Record<string, Files> = { "1.2.3": V1, "1.3.0": new Map(V2) };
        return serving(releases, async (base) => {
          const installer = (await installers(base))["install.sh"];
          releases["1.3.0"]?.set(
            "install.sh",
            new TextEncoder().encode(installer) as Uint8Array<ArrayBuffer>,
          );
          await work({ home, base, run: runner(home) });
        });
      }),
  });
}

/** Runs lines of shell, as the job of a CI does; fails if they do. */
type Run = (script: string, env: Record<string, string>, shell?: string[]) => Promise<string>;

function runner(home: string): Run {
  return async (script, env, shell = ["sh", "-e"]) => {
    const [program = "", ...args] = shell;
    const file = `${home}/script`;
    await Deno.writeTextFile(file, script);
    const { success, stdout, stderr } = await new Deno.Command(program, {
      args: [...args, file],
      cwd: home,
      clearEnv: true,
      env: { HOME: home, PATH: Deno.env.get("PATH") ?? "", ...env },
    }).output();
    const text = new TextDecoder();
    assert(success, text.decode(stderr));
    return text.decode(stdout);
  };
}

interface Action {
  inputs: Record<string, { description: string; default: string }>;
  outputs: Record<string, { value: string }>;
  runs: { using: string; steps: Step[] };
}

interface Step {
  id: string;
  if: string;
  shell: string;
  env: Record<string, string>;
  run: string;
}

const action: Action = parse(await read(".github/actions/setup-doapi/action.yml"));

/** The value of an expression in a workflow, for what the action has of those. */
function evaluate(text: string, values: Record<string, string>): string {
  return text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
    const names = expression.split(" || ");
    for (const name of names) assert(name in values, `${name} is not known`);
    return names.map((name) => values[name] ?? "").find((value) => value) ?? "";
  });
}

for (const [version, expected] of [["", "1.3.0"], ["1.2.3", "1.2.3"]] as const) {
  job(
    `setup-doapi installs ${version || "the latest version"} and puts it in PATH`,
    async ({ home, base, run }) => {
      const [unix] = action.runs.steps;
      assert(unix);
      const env: Record<string, string> = {
        RUNNER_TEMP: `${home}/temp`,
        GITHUB_ACTION_PATH: new URL(".github/actions/setup-doapi", root).pathname,
        GITHUB_PATH: `${home}/path`,
        GITHUB_OUTPUT: `${home}/output`,
      };
      await Deno.mkdir(`${home}/temp`);
      // Of a repository on this machine, in place of one on GitHub.
      const values = {
        "inputs.version": version,
        "inputs.base-url": "",
        "github.server_url": base.replace("/releases", ""),
        "github.action_repository": "",
        "github.repository": ".",
      };
      for (const [name, value] of Object.entries(unix.env)) env[name] = evaluate(value, values);
      env.REPOSITORY = env.REPOSITORY?.replace(/\/\.$/, "") ?? "";
      await run(unix.run, env, [unix.shell, "-e"]);
      const added = (await Deno.readTextFile(`${home}/path`)).trim();
      assertEquals(await run("doapi", { PATH: added + ":/bin" }), `doapi ${expected}\n`);
      assertEquals(await Deno.readTextFile(`${home}/output`), `version=${expected}\n`);
    },
  );
}

Deno.test("setup-doapi has the same environment on each system, and no expression in a script", () => {
  const [unix, other, ...more] = action.runs.steps;
  assertEquals(more, []);
  assertEquals([unix?.if, other?.if], ["runner.os != 'Windows'", "runner.os == 'Windows'"]);
  assertEquals(unix?.env, other?.env);
  assertEquals([unix, other].filter((step) => step?.run.includes("${{")), []);
  const used = Object.values(unix?.env ?? {}).join().matchAll(/inputs\.([\w-]+)/g);
  assertEquals(Array.from(used, ([, name]) => name), Object.keys(action.inputs));
});

job("the job of GitLab has doapi", async ({ home, base, run }) => {
  const { ".doapi": template, droplets } = parse(await read("scripts/ci/gitlab.yml"));
  assertEquals(droplets.extends, ".doapi");
  const lines = [...template.before_script, ...droplets.script].join("\n");
  const env = { CI_BUILDS_DIR: home, DOAPI_BASE_URL: base };
  assertMatch(await run(lines, env), /\ndoapi 1\.3\.0\n$/);
});

job("the job of Forgejo has doapi", async ({ home, base, run }) => {
  const { jobs } = parse(await read("scripts/ci/forgejo.yml"));
  const { env, steps: [install, use] } = jobs.droplets;
  assertEquals(Object.keys(env), ["DOAPI_BASE_URL"]);
  await run(install.run, { DOAPI_BASE_URL: base, GITHUB_PATH: `${home}/path` });
  const added = (await Deno.readTextFile(`${home}/path`)).trim();
  assertEquals(await run(use.run, { PATH: added + ":/bin" }), "doapi 1.3.0\n");
});

job("the step of Woodpecker has doapi", async ({ base, run }) => {
  const { steps: [step] } = parse(await read("scripts/ci/woodpecker.yml"));
  // It would replace ${...} itself.
  assertEquals(step.commands.filter((line: string) => line.includes("${")), []);
  const out = await run(step.commands.join("\n"), { DOAPI_BASE_URL: base });
  assertMatch(out, /\ndoapi 1\.3\.0\n$/);
});

for (const [version, expected] of [["latest", "1.3.0"], ["1.2.3", "1.2.3"]] as const) {
  job(`the feature of dev containers installs ${version}`, async ({ home, base, run }) => {
    const feature = JSON.parse(await read("scripts/devcontainer/doapi/devcontainer-feature.json"));
    const options = { version, baseUrl: base, to: `${home}/bin` };
    assertEquals(Object.keys(feature.options), Object.keys(options));
    const env = Object.fromEntries(
      Object.entries(options).map(([name, value]) => [name.toUpperCase(), value]),
    );
    await run(await read("scripts/devcontainer/doapi/install.sh"), env, ["sh"]);
    assertEquals(await run(`${home}/bin/doapi`, {}), `doapi ${expected}\n`);
  });
}

Deno.test("the image has the archive's program, for a user who is not root", async () => {
  const lines = (await read("scripts/Dockerfile")).split("\n").filter((line) =>
    /^[A-Z]/.test(line)
  );
  const named = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  assertEquals(named("ADD"), [
    "doapi-${VERSION}-linux-x64.tar.gz /",
    "doapi-${VERSION}-linux-arm64.tar.gz /",
  ]);
  const base = named("FROM").at(-1) ?? "";
  assertMatch(base, /^gcr\.io\/distroless\/\S+:nonroot$/);
  assertEquals([named("USER"), named("ENTRYPOINT"), named("RUN")], [
    ["nonroot"],
    ['["/usr/local/bin/doapi"]'],
    [],
  ]);
  const archive = V1.get(`doapi-1.2.3-${SYSTEM}.tar.gz`);
  assert(windows || archive);
  if (!archive) return;
  const files = await Array.fromAsync(readTarball(archive), ({ path }) => `/${path}`);
  for (const line of named("COPY")) {
    const [, from = "", to = ""] = line.split(" ");
    const pattern = new RegExp(`^${from.replace("*", "[^/]*")}$`);
    assert(files.some((path) => pattern.test(path)), from);
    assert(to.startsWith("/usr/local/"), to);
  }
});

const shellcheck = await hasProgram("shellcheck", "--version");
Deno.test({
  name: "shellcheck finds nothing in the feature's install.sh",
  ignore: !shellcheck,
  async fn() {
    const file = "scripts/devcontainer/doapi/install.sh";
    const { code, stdout } = await new Deno.Command("shellcheck", { args: [file] }).output();
    assertEquals([code, new TextDecoder().decode(stdout)], [0, ""]);
  },
});
