/** What stops scripts/install.sh: it says so in one line, and leaves what there was. */

import { assertEquals, assertMatch } from "@std/assert";
import { type Files, release, serving, standIn, SYSTEM } from "../support/release.ts";
import { installing, run, script, tree } from "../support/install.ts";

const ARCHIVE = `doapi-1.2.3-${SYSTEM}.tar.gz`;
const V1 = await release("1.2.3");
const test = installing({ "1.2.3": V1 });

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

/** Other answers of the programs that say what system there is. */
const SYSTEMS: [programs: Record<string, string>, error: string | null][] = [
  [{ uname: "FreeBSD" }, "doapi has no archive for FreeBSD; on Windows, use install.ps1"],
  [{ uname: "Linux riscv64" }, "doapi has no archive for the processor riscv64"],
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
