/** scripts/install.sh as a stranger runs it: from a server, in an empty home. */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type Files, type Instead, release, serving, standIn, SYSTEM } from "../support/release.ts";
import { run, says, script, tree } from "../support/install.ts";
import { inFolder } from "./support.ts";

const ARCHIVE = `doapi-1.2.3-${SYSTEM}.tar.gz`;
const ignore = Deno.build.os === "windows";
const V1 = await release("1.2.3");
const V2 = await release("1.3.0", {
  more: [{ path: "bin/doapi-volume", link: "doapi" }],
});

/** Where a test installs, and from where. */
interface Place {
  home: string;
  url: string;
  asked: string[];
}

function test(
  name: string,
  work: (place: Place) => Promise<void>,
  releases: Record<string, Files> = { "1.2.3": V1 },
  instead?: Instead,
) {
  Deno.test({
    name: `install.sh ${name}`,
    ignore,
    fn: () =>
      inFolder((home) => serving(releases, (url, asked) => work({ home, url, asked }), instead)),
  });
}

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
    err: `doapi: there is no doapi from this installer in ${home}/.local/bin\n`,
  });
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

/** A release with other content than its sums say, or with other sums. */
function changed(file: string, content: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): Files {
  const before = V1.get(file) ?? new Uint8Array();
  return new Map([...V1, [file, content(before) as Uint8Array<ArrayBuffer>]]);
}

const text = new TextEncoder();
const REFUSED: [what: string, files: Files, error: RegExp][] = [
  [
    "a tampered archive",
    changed(ARCHIVE, (bytes) => bytes.map((byte, i) => i === 100 ? byte ^ 1 : byte)),
    new RegExp(`^${ARCHIVE} does not have the checksum in SHA256SUMS: nothing is installed$`),
  ],
  [
    "half an archive",
    changed(ARCHIVE, (bytes) => bytes.subarray(0, bytes.length / 2)),
    new RegExp(`^${ARCHIVE} does not have the checksum in SHA256SUMS: nothing is installed$`),
  ],
  [
    "an archive without a checksum",
    changed("SHA256SUMS", (bytes) => text.encode(new TextDecoder().decode(bytes).slice(3))),
    new RegExp(`^SHA256SUMS has no checksum of ${ARCHIVE}: nothing is installed$`),
  ],
  [
    "sums that are not there",
    new Map([...V1].filter(([file]) => file !== "SHA256SUMS")),
    /^cannot download http:\S+\/SHA256SUMS: .*404/,
  ],
  [
    "an archive that is not there",
    new Map([...V1].filter(([file]) => file !== ARCHIVE)),
    /^cannot download http:\S+\.tar\.gz: .*404/,
  ],
  [
    "a program that does not start",
    await release("1.2.3", {
      program: text.encode("#!/bin/sh\necho 'ld.so: no glibc' >&2\nexit 1"),
    }),
    /^doapi 1\.2\.3 does not start on this system: ld\.so: no glibc$/,
  ],
  [
    "a program of another version than its name says",
    await release("1.2.3", { program: standIn("1.2.2") }),
    /^doapi 1\.2\.3 does not start on this system: doapi 1\.2\.2$/,
  ],
];
for (const [what, files, error] of REFUSED) {
  test(`refuses ${what} in one line, and leaves what there was`, async ({ home, url }) => {
    for (const args of [["--version", "1.2.3"], ["--to", "bin", "--version", "1.2.3"]]) {
      const before = await tree(home);
      const refused = await run(home, ["--base-url", url, ...args]);
      const lines = refused.err.trimEnd().replace(/^doapi: downloading .*\n/, "").split("\n");
      assertEquals([refused.code, refused.out, lines.length], [1, "", 1]);
      assertMatch(lines[0]?.replace("doapi: ", "") ?? "", error);
      assertEquals(await tree(home), before);
      // The second time there is an older version.
      await serving({ "1.0.0": await release("1.0.0") }, async (old) => {
        assertEquals((await run(home, ["--base-url", old, "--to", "bin"])).code, 0);
      });
    }
  }, { "1.2.3": files });
}

test("refuses a latest release without an archive for the system", async ({ home, url }) => {
  const { code, err } = await run(home, ["--base-url", url]);
  const said = `doapi: the latest release at ${url} has no archive for ${SYSTEM}\n`;
  assertEquals([code, err, await tree(home)], [1, said, {}]);
}, { "1.2.3": await release("1.2.3", { system: "windows-arm64" }) });

test("leaves nothing where the disk is full", async ({ home, url }) => {
  // Files of more than 512 bytes cannot be written; the signal for it would end curl without a word.
  const line = `trap '' XFSZ; ulimit -f 1; exec sh '${script}' --base-url '${url}'`;
  const { code, stderr } = await new Deno.Command("sh", {
    args: ["-c", line],
    cwd: home,
    env: { HOME: home },
    stderr: "piped",
  }).output();
  assertEquals(code, 1);
  assertMatch(new TextDecoder().decode(stderr), /^doapi: downloading .*\ndoapi: cannot .*\n$/);
  assertEquals(await tree(home), {});
}, {
  "1.2.3": await release("1.2.3", {
    program: crypto.getRandomValues(new Uint8Array(40000)),
  }),
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

/** Other answers of the programs that say what system there is. */
const SYSTEMS: [programs: Record<string, string>, error: string | null][] = [
  [{ uname: "FreeBSD" }, "there is no doapi for FreeBSD here; install.ps1 is for Windows"],
  [{ uname: "Linux riscv64" }, "there is no doapi for processors of the kind riscv64"],
  [{ uname: "Linux x86_64", getconf: "32" }, "doapi needs a 64-bit system; this one has 32"],
  [
    { uname: "Linux x86_64", getconf: "glibc 2.26" },
    "doapi needs glibc 2.27 or later; this system has 2.26",
  ],
  [
    { uname: "Linux aarch64", getconf: "undefined", ldd: "musl libc (aarch64)" },
    "doapi needs glibc 2.27 or later; this system has musl",
  ],
  [
    { uname: "Linux aarch64", getconf: "undefined", ldd: "ldd 1" },
    "doapi needs glibc 2.27 or later; this system has another C library",
  ],
  [
    { uname: "Linux aarch64", getconf: "glibc 2.27" },
    "the latest release at URL has no archive for linux-arm64",
  ],
  [
    { uname: "Linux amd64", getconf: "glibc 3.0" },
    "the latest release at URL has no archive for linux-x64",
  ],
  [
    { uname: "Darwin arm64", getconf: "undefined" },
    "the latest release at URL has no archive for macos-arm64",
  ],
  [
    { uname: "Darwin x86_64", sysctl: "1" },
    "the latest release at URL has no archive for macos-arm64",
  ],
  [
    { uname: "Darwin x86_64", sysctl: "0" },
    "the latest release at URL has no archive for macos-x64",
  ],
];
for (const [programs, error] of SYSTEMS) {
  test(`on ${Object.values(programs).join(", ")} says: ${error}`, async ({ home, url }) => {
    await Deno.mkdir(`${home}/programs`);
    for (const [name, answer] of Object.entries(programs)) {
      const [first, second = first] = name === "uname" ? answer.split(" ") : [answer];
      const body = `#!/bin/sh\ncase $1 in -m) echo '${second}' ;; *) echo '${first}' ;; esac\n`;
      await Deno.writeTextFile(`${home}/programs/${name}`, body, { mode: 0o755 });
    }
    const before = await tree(home);
    const path = `${home}/programs:${Deno.env.get("PATH")}`;
    const { code, err } = await run(home, ["--base-url", url], { PATH: path });
    assertEquals([code, err], [1, `doapi: ${error?.replace("URL", url)}\n`]);
    assertEquals(await tree(home), before);
  }, { "1.2.3": await release("1.2.3", { system: "windows-arm64" }) });
}

for (const [signal, expected] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  const downloading = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<Response>();
  test(
    `leaves nothing after ${signal} in the middle of the download`,
    async ({ home, url }) => {
      // Of a group of its own, as at a terminal, where Ctrl-C reaches all that is running.
      const options = { args: [script, "--base-url", url], detached: true };
      const child = new Deno.Command("sh", {
        ...options,
        cwd: home,
        env: { HOME: home },
        stdout: "null",
        stderr: "null",
      }).spawn();
      await downloading.promise;
      Deno.kill(-child.pid, signal);
      const { code } = await child.status;
      ended.resolve(new Response());
      assertEquals([code, await tree(home)], [expected, {}]);
    },
    { "1.2.3": V1 },
    (path) => {
      if (!path.endsWith(".tar.gz")) return undefined;
      downloading.resolve();
      return ended.promise;
    },
  );
}

test("does nothing where its own download breaks off", async ({ home, url }) => {
  const whole = await Deno.readTextFile(script);
  const half = whole.slice(0, whole.lastIndexOf("\nmain"));
  const child = new Deno.Command("sh", {
    cwd: home,
    env: { HOME: home, DOAPI_BASE_URL: url },
    stdin: "piped",
  });
  const process = child.spawn();
  const writer = process.stdin.getWriter();
  await writer.write(text.encode(half));
  await writer.close();
  assertEquals([(await process.status).code, await tree(home)], [0, {}]);
});

const shellcheck = await new Deno.Command("shellcheck", { args: ["--version"] }).output()
  .then(() => true, () => false);
Deno.test({
  name: "shellcheck finds nothing in install.sh",
  ignore: !shellcheck,
  async fn() {
    const { code, stdout } = await new Deno.Command("shellcheck", { args: [script] }).output();
    assertEquals([code, new TextDecoder().decode(stdout)], [0, ""]);
  },
});
