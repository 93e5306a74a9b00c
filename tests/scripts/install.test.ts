/** scripts/install.sh as a stranger runs it: from a server, in an empty home. */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { release, standIn, SYSTEM } from "../support/release.ts";
import { installing, run, says, script, tree } from "../support/install.ts";
import { hasProgram } from "../support/process.ts";

const ARCHIVE = `doapi-1.2.3-${SYSTEM}.tar.gz`;
const V1 = await release("1.2.3");
const V2 = await release("1.3.0", {
  more: [{ path: "bin/doapi-volume", link: "doapi" }],
});
const test = installing({ "1.2.3": V1 });

test("puts program, links, pages and completions below ~/.local, and says how to find them", async ({ home, url, asked }) => {
  const { code, out, err } = await run(home, ["--base-url", url], { SHELL: "/bin/zsh" });
  assertEquals({ code, out, err }, {
    code: 0,
    out: `doapi 1.2.3 is installed in ${home}/.local/bin
It is not in PATH; add to ~/.zshrc: export PATH="${home}/.local/bin:$PATH"
For completion, add to ~/.zshrc before compinit: fpath=('${home}/.local/share/zsh/site-functions' $fpath)
`,
    err: `doapi: downloading ${ARCHIVE}\n`,
  });
  assertEquals(asked, [
    "/releases/latest/download/SHA256SUMS",
    `/releases/download/v1.2.3/${ARCHIVE}`,
  ]);
  const files = Object.keys(await tree(home)).filter((path) => !path.endsWith("/")).sort();
  assertEquals(files, [
    ".local/bin/doapi",
    ".local/bin/doapi-droplet",
    ".local/share/bash-completion/completions/doapi",
    ".local/share/bash-completion/completions/doapi-droplet",
    ".local/share/doapi/installed",
    ".local/share/doc/doapi/CHANGELOG.md",
    ".local/share/doc/doapi/LICENSE",
    ".local/share/doc/doapi/README.md",
    ".local/share/man/man1/doapi.1",
    ".local/share/zsh/site-functions/_doapi",
  ]);
  assertEquals(await says(`${home}/.local/bin/doapi-droplet`), "doapi 1.2.3\n");
});

for (
  const [shell, line] of [
    ["/usr/bin/fish", "fish_add_path '"],
    ["/bin/bash", "add to ~/.bashrc: "],
    ["", "add to ~/.profile: "],
  ] as const
) {
  test(`says what ${shell || "another shell"} takes for PATH`, async ({ home, url }) => {
    assertStringIncludes((await run(home, ["--base-url", url], { SHELL: shell })).out, line);
  });
}

test("says nothing of PATH where the folder is in it, but names another doapi before it", async ({ home, url }) => {
  const path = `${home}/.local/bin:${Deno.env.get("PATH")}`;
  const { out } = await run(home, ["--base-url", url], { PATH: path });
  assertEquals(out, `doapi 1.2.3 is installed in ${home}/.local/bin\n`);
  await Deno.mkdir(`${home}/other`);
  await Deno.writeFile(`${home}/other/doapi`, standIn("0.0.1"), { mode: 0o755 });
  const again = await run(home, ["--base-url", url], { PATH: `${home}/other:${path}` });
  assertStringIncludes(again.out, `\nAnother doapi comes first in PATH: ${home}/other/doapi\n`);
});

test(
  "takes the version that is named, with or without v, and upgrades when run again",
  async ({ home, url, asked }) => {
    const first = await run(home, [`--base-url=${url}/`, "--version=v1.2.3"]);
    assertEquals([first.code, await says(`${home}/.local/bin/doapi`)], [0, "doapi 1.2.3\n"]);
    assertEquals(asked[0], "/releases/download/v1.2.3/SHA256SUMS");
    const second = await run(home, [], { DOAPI_BASE_URL: url });
    assertEquals([second.code, await says(`${home}/.local/bin/doapi-volume`)], [
      0,
      "doapi 1.3.0\n",
    ]);
    // What a version does not have any more goes.
    const back = await run(home, ["--base-url", url, "--version", "1.2.3"]);
    const programs = Object.keys(await tree(`${home}/.local/bin`)).sort();
    assertEquals([back.code, programs], [0, ["doapi", "doapi-droplet"]]);
    assertEquals((await run(home, ["--uninstall"])).code, 0);
    assertEquals(await tree(home), {});
  },
  { "1.2.3": V1, "1.3.0": V2 },
);

test("--uninstall takes what was installed and the simulator's state, and nothing else", async ({ home, url }) => {
  await Deno.mkdir(`${home}/.local/bin`, { recursive: true });
  await Deno.writeTextFile(`${home}/.local/bin/mine`, "");
  await Deno.writeTextFile(`${home}/.doapi`, "a token");
  const before = await tree(home);
  await run(home, ["--base-url", url]);
  for (const path of [".local/state/doapi/sandbox.json", ".cache/doapi/names/a"]) {
    await Deno.mkdir(`${home}/${path}`.replace(/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(`${home}/${path}`, "");
  }
  const { code, out, err } = await run(home, ["--uninstall"]);
  const said = `doapi is removed from ${home}/.local/bin\n`;
  assertEquals({ code, out, err }, { code: 0, out: said, err: "" });
  assertEquals(await tree(home), before);
  assertEquals(await run(home, ["--uninstall"]), {
    code: 1,
    out: "",
    err: `doapi: doapi is not installed in ${home}/.local/bin by this installer\n`,
  });
});

test("--uninstall removes nothing outside of where it is, whatever the receipt says", async ({ home, url }) => {
  await run(home, ["--base-url", url]);
  await Deno.writeTextFile(`${home}/mine`, "");
  const receipt = `${home}/.local/share/doapi/installed`;
  const lines = ["../mine", "share/../../mine", `${home}/mine`, "-rf", "x y"];
  await Deno.writeTextFile(receipt, lines.map((path) => `file ${path}\n`).join(""), {
    append: true,
  });
  const { code, err } = await run(home, ["--uninstall"]);
  assertEquals([code, err, await tree(home)], [0, "", { mine: "" }]);
});

test("--to a folder that is not called bin keeps all below it, spaces in its name or not", async ({ home, url }) => {
  const { code, out } = await run(home, ["--base-url", url, "--to", "my tools/"]);
  assertEquals([code, out.split("\n")[0]], [0, `doapi 1.2.3 is installed in ${home}/my tools`]);
  assertEquals(await says(`${home}/my tools/doapi-droplet`), "doapi 1.2.3\n");
  assertMatch((await tree(home))["my tools/share/man/man1/doapi.1"] ?? "", /^\.TH/);
  assertEquals((await run(home, ["--uninstall", "--to", "my tools"])).code, 0);
  assertEquals(await tree(home), {});
});

test("replaces nothing that it has not put there", async ({ home, url }) => {
  await Deno.mkdir(`${home}/.local/bin`, { recursive: true });
  await Deno.writeTextFile(`${home}/.local/bin/doapi-droplet`, "somebody's");
  const before = await tree(home);
  const { code, out, err } = await run(home, ["--base-url", url]);
  assertEquals([code, out, err.split("\n")[1]], [
    1,
    "",
    `doapi: ${home}/.local/bin/doapi-droplet is there, but not from this installer: ` +
    "remove it, or choose another --to",
  ]);
  assertEquals(await tree(home), before);
});

const WRONG: [args: string[], error: string][] = [
  [[], "say where the releases are: --base-url URL, or DOAPI_BASE_URL"],
  [["--to"], "--to needs a value: see --help"],
  [["--to="], "the value of --to is empty"],
  [["--too=x"], "unknown option '--too': see --help"],
  [["here"], "unknown argument 'here': see --help"],
  [
    ["--base-url", "http://releases.example"],
    "the base URL must begin with https://, but is http://releases.example",
  ],
  [
    ["--base-url", "https://me:secret@releases.example/x"],
    "the base URL must not have a password in it",
  ],
  [
    ["--base-url", "https://releases.example", "--version", "../1"],
    "a version is a number such as 0.1.0, not '../1'",
  ],
  [
    ["--base-url", "https://releases.example", "--version", "1/2"],
    "a version is a number such as 0.1.0, not '1/2'",
  ],
];
for (const [args, error] of WRONG) {
  test(`refuses ${JSON.stringify(args)}`, async ({ home, asked }) => {
    assertEquals(await run(home, args), { code: 2, out: "", err: `doapi: ${error}\n` });
    assertEquals([asked, await tree(home)], [[], {}]);
  });
}

test("--help shows every option", async ({ home }) => {
  const { code, out, err } = await run(home, ["--help"]);
  assertEquals([code, err], [0, ""]);
  const options = (await Deno.readTextFile(script)).matchAll(/^ +(--[a-z-]+)\) /gm);
  for (const [, option = ""] of options) assertStringIncludes(out, `\n  ${option} `);
});

const shellcheck = await hasProgram("shellcheck", "--version");
Deno.test({
  name: "shellcheck finds nothing in install.sh",
  ignore: !shellcheck,
  async fn() {
    const { code, stdout } = await new Deno.Command("shellcheck", { args: [script] }).output();
    assertEquals([code, new TextDecoder().decode(stdout)], [0, ""]);
  },
});
