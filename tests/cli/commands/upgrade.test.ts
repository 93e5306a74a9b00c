import { VERSION } from "@doapi/doapi";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { download } from "../../../cli/upgrade/download.ts";
import { cli, type World } from "../../support/cli.ts";
import { run, says, tree } from "../../support/install.ts";
import { inFolder } from "../../support/process.ts";
import { type SocketServer, socketServer } from "../../support/socket.ts";
import {
  type Files,
  type Instead,
  release,
  serving,
  standIn,
  SYSTEM,
} from "../../support/release.ts";

const ignore = Deno.build.os === "windows";
const OLD = await release(VERSION);
const NEW = await release("7.0.0", { more: [{ path: "bin/doapi-volume", link: "doapi" }] });
const FILE = `doapi-7.0.0-${SYSTEM}.tar.gz`;

/** A home with doapi in it, as install.sh has put it there. */
interface Place {
  home: string;
  url: string;
  asked: string[];
  world: World;
}

function worldOf(program: string): World {
  const { signal } = new AbortController();
  return {
    fetch: () => Promise.reject(new Error("The API is not asked")),
    download: (url, kind) => download(url, kind, signal),
    compiled: { path: program, os: Deno.build.os, arch: Deno.build.arch },
    env: {},
  };
}

function test(
  name: string,
  work: (place: Place) => Promise<void>,
  releases: Record<string, Files> = { [VERSION]: OLD, "7.0.0": NEW },
  instead?: Instead,
) {
  Deno.test({
    name: `upgrade ${name}`,
    ignore,
    fn: () =>
      inFolder((home) =>
        serving({ [VERSION]: OLD, ...releases }, async (url, asked) => {
          assertEquals((await run(home, ["--base-url", url, "--version", VERSION])).code, 0);
          asked.length = 0;
          await work({ home, url, asked, world: worldOf(`${home}/.local/bin/doapi`) });
        }, instead)
      ),
  });
}

test("--check says whether there is a later version, with one request, and changes nothing", async ({ home, world, asked }) => {
  const before = await tree(home);
  const { code, out, err } = await cli("upgrade --check", world);
  assertEquals([code, JSON.parse(out), err], [
    0,
    { installed: VERSION, latest: "7.0.0", outdated: true },
    "",
  ]);
  assertEquals(asked, ["/releases/latest/download/SHA256SUMS"]);
  assertEquals(await tree(home), before);
});

for (const to of ["bin", "my tools"]) {
  test(`leaves in ${to} what install.sh of the later version would`, async ({ home, url }) => {
    const here = ["--to", to];
    await run(home, ["--uninstall"]);
    await run(home, ["--base-url", url, "--version", VERSION, ...here]);
    const { code, out, err } = await cli("upgrade", worldOf(`${home}/${to}/doapi-droplet`));
    assertEquals([code, JSON.parse(out), err], [
      0,
      { before: VERSION, now: "7.0.0" },
      `doapi: downloading ${FILE}\n`,
    ]);
    assertEquals(await says(`${home}/${to}/doapi-volume`), "doapi 7.0.0\n");
    const upgraded = await tree(home);
    await inFolder(async (other) => {
      await run(other, ["--base-url", url, ...here]);
      const sorted = (files: Record<string, string>) =>
        Object.fromEntries(
          Object.entries(files).map(([path, text]) => [path, text.split("\n").sort()]).sort(),
        );
      assertEquals(sorted(upgraded), sorted(await tree(other)));
    });
    assertEquals((await run(home, ["--uninstall", ...here])).code, 0);
    assertEquals(await tree(home), {});
  });
}

test("takes a version that is named, an earlier one too, and removes what that does not have", async ({ home, world }) => {
  await cli("upgrade -q", world);
  const { code, out } = await cli(`upgrade --quiet v${VERSION} -o tsv --columns before,now`, world);
  assertEquals([code, out], [0, `${VERSION}\t${VERSION}\n`]);
  assertEquals(Object.keys(await tree(`${home}/.local/bin`)).sort(), ["doapi", "doapi-droplet"]);
});

test("does nothing where there is no later version", async ({ home, world, asked }) => {
  const before = await tree(home);
  const { code, out, err } = await cli("upgrade", world);
  assertEquals([code, JSON.parse(out), err], [
    0,
    { before: VERSION, now: VERSION },
    `doapi: ${VERSION} is the latest version\n`,
  ]);
  assertEquals([asked.length, await tree(home)], [1, before]);
}, {});

const tampered = new Map(
  [...NEW].map(([file, bytes]) => [
    file,
    file === FILE ? bytes.map((byte, i) => i === 100 ? byte ^ 1 : byte) : bytes,
  ]),
);
const REFUSED: [what: string, files: Files, error: string][] = [
  [
    "a tampered archive",
    tampered,
    `${FILE} does not have the checksum in SHA256SUMS: nothing was changed`,
  ],
  [
    "an archive without a checksum",
    new Map([...NEW, ["SHA256SUMS", new Uint8Array()]]),
    `SHA256SUMS has no checksum of ${FILE}: nothing was changed`,
  ],
  [
    "an archive that is not there",
    new Map([...NEW].filter(([file]) => file !== FILE)),
    `Cannot read URL/download/v7.0.0/${FILE}: 404`,
  ],
  [
    "a program that does not start",
    await release("7.0.0", { program: standIn("6.0.0") }),
    "doapi 7.0.0 does not start on this system: doapi 6.0.0",
  ],
  [
    "an archive that leads out of its folder",
    await release("7.0.0", { more: [{ path: "bin/../../../x", link: "doapi" }] }),
    `Cannot replace PROGRAM: the archive has doapi-7.0.0-${SYSTEM}/bin/../../../x`,
  ],
  [
    "an archive with a file in place of somebody's",
    await release("7.0.0", { more: [{ path: "bin/mine", link: "doapi" }] }),
    "BIN/mine is there, but not from the installer: remove it first",
  ],
];
for (const [what, files, error] of REFUSED) {
  test(`refuses ${what} in one line, and leaves what there was`, async ({ home, url, world }) => {
    await Deno.writeTextFile(`${home}/.local/bin/mine`, "mine");
    const before = await tree(home);
    const { code, out, err } = await cli("upgrade --quiet 7.0.0", world);
    const program = await Deno.realPath(`${home}/.local/bin/doapi`);
    const said = error.replace("URL", url).replace("PROGRAM", program)
      .replace("BIN", program.replace(/\/doapi$/, ""));
    assertEquals([code, out, err], [1, "", `doapi: ${said}\n`]);
    assertEquals(await tree(home), before);
  }, { "7.0.0": files });
}

let broken: SocketServer;
test(
  "refuses a download that breaks off",
  async ({ home, world }) => {
    await using server = socketServer(() => Promise.reject(), async (wire) => {
      await wire.read();
      await wire.send("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nhalf");
    });
    broken = server;
    const before = await tree(home);
    const { code, err } = await cli("upgrade --quiet", world);
    assertEquals([code, err.split("\n").length], [1, 2]);
    assertMatch(err, /^doapi: Cannot read http:\S+\.tar\.gz: /);
    assertEquals(await tree(home), before);
  },
  undefined,
  (path) => path.endsWith(FILE) ? redirect(broken.url) : undefined,
);

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { location } });
}

test(
  "follows redirects to what is encrypted or here, and no others",
  async ({ world }) => {
    const { code, err } = await cli("upgrade --quiet 7.0.0", world);
    assertEquals(code, 1);
    assertStringIncludes(err, ": it leads to http://files.example, which is not encrypted\n");
  },
  undefined,
  (path) => {
    const sums = "/releases/latest/download/SHA256SUMS";
    if (path.endsWith("v7.0.0/SHA256SUMS")) return redirect(sums);
    return path.endsWith(FILE) ? redirect("http://files.example/x") : undefined;
  },
);

test("replaces the program alone where it was downloaded by hand, and wants to know from where", async ({ home, url }) => {
  const program = `${home}/doapi-mine`;
  await Deno.writeFile(program, standIn(VERSION), { mode: 0o700 });
  const world = worldOf(program);
  assertEquals(await cli("upgrade", world), {
    code: 2,
    out: "",
    err: "doapi: Say where the releases are: --base-url URL, or DOAPI_BASE_URL\n",
    requests: [],
  });
  const before = Object.keys(await tree(home));
  const { code } = await cli("upgrade --quiet", { ...world, env: { DOAPI_BASE_URL: url } });
  assertEquals([code, await says(program)], [0, "doapi 7.0.0\n"]);
  assertEquals(Object.keys(await tree(home)), before);
});

test("says once where it cannot connect to, and why", async ({ world }) => {
  const gone = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  gone.close();
  const base = `http://127.0.0.1:${gone.addr.port}`;
  const { code, err } = await cli(["upgrade", "--check", "--base-url", base], world);
  const said = `doapi: Cannot read ${base}/latest/download/SHA256SUMS: tcp connect error: `;
  assertEquals([code, err.slice(0, said.length), err.split("\n").length], [1, said, 2]);
});

const MANAGED: [folder: string, owner: string][] = [
  ["opt/homebrew/Cellar/doapi/0.1.0/bin", "belongs to Homebrew: brew upgrade doapi"],
  ["nix/store/abc-doapi/bin", "belongs to Nix: upgrade it there"],
  ["lib/node_modules/doapi", "belongs to npm: npm update doapi"],
];
for (const [folder, owner] of MANAGED) {
  test(`refuses in ${folder}, which ${owner}`, async ({ home, url, asked }) => {
    await Deno.mkdir(`${home}/${folder}`, { recursive: true });
    await Deno.writeFile(`${home}/${folder}/doapi`, standIn(VERSION), { mode: 0o755 });
    await Deno.symlink(`${home}/${folder}/doapi`, `${home}/doapi`);
    const world = worldOf(`${home}/doapi`);
    const real = await Deno.realPath(`${home}/doapi`);
    const { code, out, err } = await cli(["upgrade", "--base-url", url], world);
    assertEquals([code, out, err], [1, "", `doapi: ${real} ${owner}\n`]);
    assertEquals(asked, []);
    const { out: checked } = await cli(["upgrade", "--check", "--base-url", url], world);
    assertEquals(JSON.parse(checked).latest, "7.0.0");
  });
}

Deno.test("upgrade says what to do where Deno runs the source", async () => {
  const world = worldOf("");
  world.compiled = null;
  const { code, err } = await cli("upgrade", world);
  const said =
    "Deno runs this doapi from its source: upgrade it with what installed it, deno or npm";
  assertEquals([code, err], [1, `doapi: ${said}\n`]);
  const checkout = await cli("upgrade", { ...world, env: { DOAPI_SCRIPT: "/x/doapi" } });
  assertEquals(checkout.err, "doapi: A checkout is upgraded with git pull\n");
});

for (
  const [base, why] of [
    ["http://releases.example", "must begin with https://, but is http://releases.example"],
    ["releases.example", "must begin with https://, but is releases.example"],
    ["https://me:secret@releases.example", "must not have a password in it"],
  ]
) {
  test(`refuses the base URL ${base}`, async ({ world }) => {
    const { code, out, err } = await cli(["upgrade", "--base-url", base ?? ""], world);
    assertEquals([code, out, err], [2, "", `doapi: The base URL ${why}\n`]);
  });
}

test("refuses what is not a version", async ({ world, asked }) => {
  const { code, err } = await cli("upgrade ../1", world);
  assertEquals(code, 2);
  assertStringIncludes(err, 'A version is a number such as 0.1.0, not "../1".');
  assertEquals(asked, []);
});
