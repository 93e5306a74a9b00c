import { fileURLToPath } from "node:url";
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { unzipSync } from "fflate";
import { ENVIRONMENT } from "../../cli/help/topics.ts";
import { companions, compileAll, compileHost, TARGETS, type World } from "../../scripts/compile.ts";
import { type Entry, tarGz, zip } from "../../scripts/compile/archive.ts";
import { readTarball } from "../../cli/upgrade/tar.ts";
import { hasProgram } from "../support/process.ts";
import { inFolder } from "./support.ts";

const DATE = Date.UTC(2016, 0, 1, 10, 20, 30) / 1000;
const COMPANIONS: Entry[] = [
  { path: "bin/doapi-droplet", link: "doapi" },
  { path: "LICENSE", bytes: bytes("Do as you like.\n") },
];

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function value(args: string[], option: string): string {
  const at = args.findIndex((arg) => arg === option || arg.startsWith(`${option}=`));
  return args[at] === option ? args[at + 1] ?? "" : args[at]?.slice(option.length + 1) ?? "";
}

/** A world whose Deno writes, as a binary, the target's name. */
function world(root: string, ran: string[][] = []): World {
  return {
    root,
    date: DATE,
    async deno(args) {
      ran.push(args);
      if (args[0] === "bundle") {
        const folder = value(args, "--outdir");
        await Deno.writeTextFile(`${folder}/main.js`, "console.log(1);");
        await Deno.writeTextFile(`${folder}/chunk.js`, "");
      } else {
        const { mtime } = await Deno.stat(args.at(-1) ?? "");
        assertEquals(mtime?.getTime(), DATE * 1000);
        const output = value(args, "--output");
        await Deno.mkdir(output.replace(/[/\\][^/\\]*$/, ""), { recursive: true });
        await Deno.writeTextFile(output, `program for ${value(args, "--target")}`);
      }
    },
    say: () => {},
  };
}

async function names(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
}

Deno.test("for this system alone there is one binary, made of one bundle outside the checkout", () =>
  inFolder(async (root) => {
    const ran: string[][] = [];
    await compileHost(world(root, ran));
    assertEquals(ran.map(([command]) => command), ["bundle", "compile"]);
    assertEquals((await names(`${root}/dist`)).length, 1);
    const [bundle = [], compile = []] = ran;
    assertEquals(bundle.at(-1), "cli/main.ts");
    const main = compile.at(-1) ?? "";
    assertEquals(main.startsWith(value(bundle, "--outdir")), true);
    assertEquals(main.startsWith(root), false);
    for (const flag of ["--no-config", "--no-npm", "--no-remote", "--node-modules-dir=none"]) {
      assert(compile.includes(flag), flag);
    }
  }));

Deno.test("the program may use the network, files, its variables and programs, and no more", () =>
  inFolder(async (root) => {
    const ran: string[][] = [];
    await compileHost(world(root, ran));
    const allowed = ran[1]?.filter((arg) => /^--(allow|deny|no-prompt|unstable)|^-[A-Z]/.test(arg));
    assertEquals(allowed, [
      "--no-prompt",
      "--deny-import",
      `--allow-env=${Object.keys(ENVIRONMENT)}`,
      "--allow-net",
      "--allow-read",
      "--allow-write",
      "--allow-run",
    ]);
  }));

Deno.test("SECURITY.md explains every permission of the program, and no others", () =>
  inFolder(async (root) => {
    const ran: string[][] = [];
    await compileHost(world(root, ran));
    const given = ran[1]?.filter((arg) => /^--(allow|deny|no-prompt|unstable)|^-[A-Z]/.test(arg));
    const text = await Deno.readTextFile(new URL("../../SECURITY.md", import.meta.url));
    const told = [...text.matchAll(/^\| `(--[a-z-]+)/gm)].map(([, flag]) => flag);
    assertEquals(told.sort(), given?.map((arg) => arg.replace(/=.*/, "")).sort());
  }));

Deno.test("with --all there is an archive for each system, and the sums of all", () =>
  inFolder(async (root) => {
    const ran: string[][] = [];
    await compileAll(COMPANIONS, "1.2.3", world(root, ran));
    assertEquals(await names(`${root}/dist`), [
      "SHA256SUMS",
      "doapi-1.2.3-linux-arm64.tar.gz",
      "doapi-1.2.3-linux-x64.tar.gz",
      "doapi-1.2.3-macos-arm64.tar.gz",
      "doapi-1.2.3-macos-x64.tar.gz",
      "doapi-1.2.3-windows-x64.zip",
    ]);
    const targets = ran.filter(([command]) => command === "compile")
      .map((args) => value(args, "--target"));
    assertEquals(targets, TARGETS.map(({ triple }) => triple));
    for (const line of (await Deno.readTextFile(`${root}/dist/SHA256SUMS`)).trim().split("\n")) {
      const [sum, file] = line.split("  ");
      const archive = await Deno.readFile(`${root}/dist/${file}`);
      const digest = await crypto.subtle.digest("SHA-256", archive);
      assertEquals(new Uint8Array(digest).toHex(), sum);
    }
  }));

Deno.test("an archive has the binary for its system, and its companions", () =>
  inFolder(async (root) => {
    await compileAll(COMPANIONS, "1.2.3", world(root));
    const archive = await Deno.readFile(`${root}/dist/doapi-1.2.3-linux-arm64.tar.gz`);
    const files = await Array.fromAsync(readTarball(archive));
    assertEquals(
      files.map((file) => [
        file.path,
        "link" in file ? file.link : new TextDecoder().decode(file.bytes),
      ]),
      [
        ["doapi-1.2.3-linux-arm64/bin/doapi", "program for aarch64-unknown-linux-gnu"],
        ["doapi-1.2.3-linux-arm64/bin/doapi-droplet", "doapi"],
        ["doapi-1.2.3-linux-arm64/LICENSE", "Do as you like.\n"],
      ],
    );
  }));

Deno.test("the archive for Windows is a zip without links", () =>
  inFolder(async (root) => {
    await compileAll(COMPANIONS, "1.2.3", world(root));
    const archive = await Deno.readFile(`${root}/dist/doapi-1.2.3-windows-x64.zip`);
    assertEquals(
      Object.entries(unzipSync(archive)).map(([path, bytes]) => [
        path,
        new TextDecoder().decode(bytes),
      ]),
      [
        ["doapi-1.2.3-windows-x64/bin/doapi.exe", "program for x86_64-pc-windows-msvc"],
        ["doapi-1.2.3-windows-x64/LICENSE", "Do as you like.\n"],
      ],
    );
  }));

Deno.test("two checkouts of the same date give the same bytes", () =>
  inFolder(async (root) => {
    for (const checkout of ["a", "b"]) {
      await Deno.mkdir(`${root}/${checkout}`);
      await compileAll(COMPANIONS, "1.2.3", world(`${root}/${checkout}`));
    }
    assertEquals(
      await Deno.readTextFile(`${root}/a/dist/SHA256SUMS`),
      await Deno.readTextFile(`${root}/b/dist/SHA256SUMS`),
    );
  }));

Deno.test("a system that cannot be compiled for fails everything, and there are no sums", () =>
  inFolder(async (root) => {
    const failing = world(root);
    const { deno } = failing;
    failing.deno = (args) =>
      value(args, "--target").includes("darwin")
        ? Promise.reject(new Error("deno compile failed"))
        : deno(args);
    await assertRejects(
      () => compileAll(COMPANIONS, "1.2.3", failing),
      Error,
      "deno compile failed",
    );
    assertEquals((await names(`${root}/dist`)).includes("SHA256SUMS"), false);
  }));

Deno.test("with the binary come a link and a page for each area, completions and the license", async () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const entries = await companions(root, "1.2.3", DATE);
  const paths = entries.map(({ path }) => path);
  for (
    const path of [
      "LICENSE",
      "README.md",
      "CHANGELOG.md",
      "bin/doapi-droplet",
      "share/man/man1/doapi.1",
      "share/man/man1/doapi-droplet.1",
      "share/bash-completion/completions/doapi",
      "share/bash-completion/completions/doapi-droplet",
      "share/fish/vendor_completions.d/doapi.fish",
      "share/fish/vendor_completions.d/doapi-ssh-key.fish",
      "share/zsh/site-functions/_doapi",
    ]
  ) assert(paths.includes(path), path);
  assertEquals(paths.includes("bin/doapi-help"), false);
  assertEquals(entries.filter((entry) => "bytes" in entry && entry.bytes.length === 0), []);
});

Deno.test("every link of an archive is to a file beside it", async () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const entries = await companions(root, "1.2.3", DATE);
  const files = new Set(["bin/doapi", ...entries.map(({ path }) => path)]);
  const dangling = entries.filter((entry) =>
    "link" in entry && !files.has(entry.path.replace(/[^/]+$/, entry.link))
  );
  assertEquals(dangling, []);
});

Deno.test("a zip is the same in every time zone", () => {
  const before = Deno.env.get("TZ");
  const [east, west] = ["Pacific/Kiritimati", "America/Los_Angeles"].map((zone) => {
    Deno.env.set("TZ", zone);
    return [new Date(0).getTimezoneOffset(), zip(COMPANIONS, DATE)] as const;
  });
  if (before === undefined) Deno.env.delete("TZ");
  else Deno.env.set("TZ", before);
  assert(east?.[0] !== west?.[0]);
  assertEquals(east?.[1], west?.[1]);
});

const gnuTar = await hasProgram("sh", "-c", "tar --version | grep -q GNU");

Deno.test({
  name: "tar reads modes, times and links, and everything is root's",
  ignore: !gnuTar,
  fn: () =>
    inFolder(async (root) => {
      await compileAll(COMPANIONS, "1.2.3", world(root));
      const { stdout, stderr } = await new Deno.Command("tar", {
        args: ["tvzf", "doapi-1.2.3-macos-x64.tar.gz", "--utc", "--full-time"],
        cwd: `${root}/dist`,
      }).output();
      assertEquals(new TextDecoder().decode(stderr), "");
      const lines = new TextDecoder().decode(stdout).replaceAll(/ +/g, " ").trim().split("\n");
      const at = "2016-01-01 10:20:30 doapi-1.2.3-macos-x64";
      assertEquals(lines, [
        `-rwxr-xr-x root/root 31 ${at}/bin/doapi`,
        `lrwxr-xr-x root/root 0 ${at}/bin/doapi-droplet -> doapi`,
        `-rw-r--r-- root/root 16 ${at}/LICENSE`,
      ]);
    }),
});

Deno.test("a path that a tar archive has no room for is an error, and not cut off", () => {
  const entries = [{ path: "a".repeat(101), bytes: bytes("") }];
  assertThrows(() => tarGz(entries, DATE), Error, "Too long for a tar archive");
});

Deno.test("a start file of one system is not taken for all", async () => {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--import-map=.packages/import_map.json",
      "--allow-read",
      "--allow-env",
      "--allow-run",
      "scripts/compile.ts",
      "--all",
    ],
    env: { DENORT_BIN: "denort", SOURCE_DATE_EPOCH: "1" },
  }).output();
  const said = new TextDecoder().decode(stderr);
  assertEquals([code, said], [1, "compile: DENORT_BIN and --all exclude each other\n"]);
});
