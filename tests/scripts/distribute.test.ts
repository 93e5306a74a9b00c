/** What package managers take, made of a release with a program that stands in for doapi. */

import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { parse } from "yaml";
import { TARGETS } from "../../scripts/compile.ts";
import { distribute } from "../../scripts/distribute.ts";
import { type Files, release, summed } from "../support/release.ts";
import { tree } from "../support/install.ts";
import { hasProgram } from "../support/process.ts";
import { inFolder } from "./support.ts";

const BASE = "https://releases.example/doapi/releases";
const OPTIONS = { baseUrl: BASE, publisher: "Some One" };
const FACTS = {
  version: "1.2.3",
  license: "MIT",
  date: 1451606400,
  graph: {
    modules: [
      { specifier: "file:///x/cli/main.ts" },
      { specifier: "https://jsr.io/@cliffy/command/1.2.1/mod.ts" },
      { specifier: "https://jsr.io/@cliffy/command/1.2.1/command.ts" },
    ],
    npmPackages: { "yaml@2.9.1": { name: "yaml", version: "2.9.1" } },
  },
};

async function everySystem(version = "1.2.3"): Promise<Files> {
  const files: Files = new Map();
  for (const { name } of TARGETS) {
    for (const [file, bytes] of await release(version, { system: name })) files.set(file, bytes);
  }
  files.delete("SHA256SUMS");
  return await summed(files);
}
const RELEASE = await everySystem();

const has = (program: string) => hasProgram(program, "--version");
const ignore = !(await has("dpkg-deb") && await has("rpmbuild"));

/** The outcome of a program, which has to succeed. */
async function output(program: string, args: string[], cwd: string): Promise<string> {
  // Those who become root with su may not have the folders that dpkg looks in.
  const env = { PATH: `${Deno.env.get("PATH")}:/usr/sbin:/sbin` };
  const { success, stdout, stderr } = await new Deno.Command(program, { args, cwd, env }).output();
  const text = new TextDecoder();
  assert(success, `${program} ${args.join(" ")}: ${text.decode(stderr)}`);
  return text.decode(stdout);
}

async function inDist(
  work: (dist: string, read: (file: string) => Promise<string>) => Promise<void>,
  { files = RELEASE, options = OPTIONS, facts = FACTS } = {},
): Promise<void> {
  await inFolder(async (dist) => {
    for (const [file, bytes] of files) await Deno.writeFile(`${dist}/${file}`, bytes);
    await distribute(dist, options, facts);
    await work(dist, (file) => Deno.readTextFile(`${dist}/${file}`));
  });
}

function test(name: string, work: Parameters<typeof inDist>[0], more?: boolean) {
  Deno.test({ name, ignore: ignore || more === true, fn: () => inDist(work) });
}

const sumOf = async (read: (file: string) => Promise<string>, file: string) =>
  (await read("SHA256SUMS")).split("\n").find((line) => line.endsWith(`  ${file}`))?.slice(0, 64);

test("the sums have every file of a release, and are right", async (dist, read) => {
  const listed = (await read("SHA256SUMS")).trim().split("\n").map((line) => line.slice(66));
  const there = Array.from(Deno.readDirSync(dist), ({ name }) => name);
  assertEquals(listed.sort(), there.filter((name) => name !== "SHA256SUMS").sort());
  assertEquals(listed.length, TARGETS.length + 13);
  for (const file of listed) {
    const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(`${dist}/${file}`));
    assertEquals(await sumOf(read, file), new Uint8Array(digest).toHex());
  }
});

test(
  "the same release gives the same bytes",
  (_, read) =>
    inDist(async (_, again) => assertEquals(await again("SHA256SUMS"), await read("SHA256SUMS"))),
);

test(
  "every manifest has the address and the checksum of the archives for its systems",
  async (_, read) => {
    const systems: Record<string, string[]> = {
      "doapi.rb": ["macos-arm64", "macos-x64"],
      "PKGBUILD": ["linux-x64", "linux-arm64"],
      "doapi.json": ["windows-x64"],
      "SomeOne.doapi.installer.yaml": ["windows-x64"],
    };
    for (const [file, names] of Object.entries(systems)) {
      const text = await read(file);
      for (const name of names) {
        const archive = `doapi-1.2.3-${name}.${name.startsWith("windows") ? "zip" : "tar.gz"}`;
        assertStringIncludes(text, `${BASE}/download/v1.2.3/${archive}`);
        assertStringIncludes(text.toLowerCase(), await sumOf(read, archive) ?? "no sum");
      }
    }
  },
);

test("Scoop's manifest finds later versions by the names in SHA256SUMS", async (_, read) => {
  const { version, bin, architecture, checkver, autoupdate, homepage } = JSON.parse(
    await read("doapi.json"),
  );
  assertEquals([version, bin, homepage], [
    "1.2.3",
    "bin\\doapi.exe",
    "https://releases.example/doapi",
  ]);
  assertEquals(architecture["64bit"].extract_dir, "doapi-1.2.3-windows-x64");
  const [, found] = new RegExp(checkver.regex).exec(await read("SHA256SUMS")) ?? [];
  assertEquals(found, "1.2.3");
  const later = autoupdate.architecture["64bit"].url.replaceAll("$version", "2.0.0");
  assertEquals(later, `${BASE}/download/v2.0.0/doapi-2.0.0-windows-x64.zip`);
});

test("winget's three manifests agree", async (_, read) => {
  const id = "SomeOne.doapi";
  const [version, locale, installer] = (await Promise.all(
    ["", ".locale.en-US", ".installer"].map((part) => read(`${id}${part}.yaml`)),
  )).map((text) => parse(text));
  for (const manifest of [version, locale, installer]) {
    assertEquals([manifest.PackageIdentifier, manifest.PackageVersion], [id, "1.2.3"]);
  }
  assertEquals([version.ManifestType, locale.ManifestType, installer.ManifestType], [
    "version",
    "defaultLocale",
    "installer",
  ]);
  assertEquals([version.DefaultLocale, locale.Publisher, locale.License], [
    "en-US",
    "Some One",
    "MIT",
  ]);
  const [file] = installer.NestedInstallerFiles;
  assertEquals(file, {
    RelativeFilePath: "doapi-1.2.3-windows-x64\\bin\\doapi.exe",
    PortableCommandAlias: "doapi",
  });
});

for (const [processor, archive] of [["x86_64", "linux-x64"], ["aarch64", "linux-arm64"]]) {
  test(`package() of the PKGBUILD puts everything in place on ${processor}`, async (dist) => {
    await output("tar", ["xzf", `doapi-1.2.3-${archive}.tar.gz`], dist);
    const script = `. ./PKGBUILD; CARCH=${processor} pkgdir=$PWD/package; package`;
    await output("bash", ["-euc", script], dist);
    const files = Object.keys(await tree(`${dist}/package`)).filter((path) => !path.endsWith("/"));
    assertEquals(files.sort(), [
      "usr/bin/doapi",
      "usr/bin/doapi-droplet",
      "usr/share/bash-completion/completions/doapi",
      "usr/share/bash-completion/completions/doapi-droplet",
      "usr/share/doc/doapi/CHANGELOG.md",
      "usr/share/doc/doapi/README.md",
      "usr/share/licenses/doapi-bin/LICENSE",
      "usr/share/man/man1/doapi.1",
      "usr/share/zsh/site-functions/_doapi",
    ]);
  });
}

test("Ruby reads the formula", async (dist) => {
  assertEquals(await output("ruby", ["-c", "doapi.rb"], dist), "Syntax OK\n");
}, !await has("ruby"));

const root = Deno.build.os === "linux" && Deno.uid() === 0;

test("dpkg installs the package of Debian and removes it without a trace", async (dist) => {
  const info = await output("dpkg-deb", ["--info", "doapi_1.2.3_amd64.deb"], dist);
  for (const line of ["Version: 1.2.3", "Maintainer: Some One", "Depends: libc6 (>= 2.27), "]) {
    assertStringIncludes(info, ` ${line}`);
  }
  const at = `${dist}/root`;
  await Deno.mkdir(`${at}/var/lib/dpkg/info`, { recursive: true });
  await Deno.mkdir(`${at}/var/lib/dpkg/updates`);
  await Deno.writeTextFile(`${at}/var/lib/dpkg/status`, "");
  const dpkg = (...args: string[]) =>
    output("dpkg", [`--root=${at}`, "--force-depends", ...args], dist);
  await dpkg("--install", "doapi_1.2.3_amd64.deb");
  const files = Object.keys(await tree(`${at}/usr`)).filter((path) => !path.endsWith("/"));
  assertEquals(files.sort(), [
    "bin/doapi",
    "bin/doapi-droplet",
    "share/bash-completion/completions/doapi",
    "share/bash-completion/completions/doapi-droplet",
    "share/doc/doapi/CHANGELOG.md",
    "share/doc/doapi/README.md",
    "share/doc/doapi/copyright",
    "share/man/man1/doapi.1.gz",
    "share/zsh/vendor-completions/_doapi",
  ]);
  assertEquals(await output(`${at}/usr/bin/doapi-droplet`, [], dist), "doapi 1.2.3\n");
  const { uid, mode } = await Deno.stat(`${at}/usr/bin/doapi`);
  assertEquals([uid, (mode ?? 0) & 0o777], [0, 0o755]);
  await dpkg("--remove", "doapi");
  assertEquals(await Deno.stat(`${at}/usr`).catch(() => null), null);
}, !root);

test("rpm installs the package of Fedora and removes it without a trace", async (dist) => {
  const query = ["-qp", "--qf", "%{VERSION} %{LICENSE} %{PACKAGER} %{BUILDHOST}"];
  assertEquals(
    await output("rpm", [...query, "doapi-1.2.3-1.x86_64.rpm"], dist),
    "1.2.3 MIT Some One localhost",
  );
  const at = `${dist}/root`;
  const rpm = (...args: string[]) => output("rpm", [`--root=${at}`, "--nodeps", ...args], dist);
  await Deno.mkdir(at);
  await rpm("--install", "doapi-1.2.3-1.x86_64.rpm");
  const files = Object.keys(await tree(`${at}/usr`)).filter((path) => !path.endsWith("/"));
  assertEquals(files.filter((path) => !path.includes("rpm")).sort(), [
    "bin/doapi",
    "bin/doapi-droplet",
    "share/bash-completion/completions/doapi",
    "share/bash-completion/completions/doapi-droplet",
    "share/doc/doapi/CHANGELOG.md",
    "share/doc/doapi/README.md",
    "share/licenses/doapi/LICENSE",
    "share/man/man1/doapi.1.gz",
    "share/zsh/site-functions/_doapi",
  ]);
  assertEquals(await output(`${at}/usr/bin/doapi`, [], dist), "doapi 1.2.3\n");
  await rpm("--erase", "doapi");
  const left = await tree(at);
  assertEquals(Object.keys(left).filter((path) => /doapi/.test(path)), []);
}, !root);

test(
  "the list of what the program is made of has runtime, packages and archives",
  async (_, read) => {
    const bom = JSON.parse(await read("doapi-1.2.3.cdx.json"));
    assertEquals([bom.bomFormat, bom.specVersion], ["CycloneDX", "1.6"]);
    assertEquals(bom.components.map(({ purl }: { purl: string }) => purl), [
      `pkg:github/denoland/deno@v${Deno.version.deno}`,
      `pkg:github/v8/v8@${Deno.version.v8.replace("-rusty", "")}`,
      "pkg:npm/%40jsr/cliffy__command@1.2.1?repository_url=https%3A%2F%2Fnpm.jsr.io",
      "pkg:npm/yaml@2.9.1",
    ]);
    const { name, version, externalReferences } = bom.metadata.component;
    assertEquals([name, version, externalReferences.length], ["doapi", "1.2.3", TARGETS.length]);
    const refs = bom.components.map((part: Record<string, string>) => part["bom-ref"]);
    assertEquals(bom.dependencies, [{ ref: "doapi", dependsOn: refs }]);
  },
);

test("the installers of a release know where it is", async (_, read) => {
  assertStringIncludes(await read("install.sh"), `base_url=\${DOAPI_BASE_URL:-${BASE}}\n`);
  assertStringIncludes(await read("install.ps1"), `$ReleasedFrom = '${BASE}'\n`);
});

Deno.test({
  name: "package managers order a pre-release before its release",
  ignore,
  fn: async () => {
    const files = await everySystem("1.2.3-rc.1");
    await inDist(async (dist, read) => {
      await output("dpkg", ["--compare-versions", "1.2.3~rc.1", "lt", "1.2.3"], dist);
      const deb = ["--field", "doapi_1.2.3~rc.1_arm64.deb", "Version", "Architecture"];
      assertEquals(
        await output("dpkg-deb", deb, dist),
        "Version: 1.2.3~rc.1\nArchitecture: arm64\n",
      );
      const rpm = ["-qp", "--qf", "%{VERSION} %{ARCH}", "doapi-1.2.3~rc.1-1.aarch64.rpm"];
      assertEquals(await output("rpm", rpm, dist), "1.2.3~rc.1 aarch64");
      assertStringIncludes(await read("PKGBUILD"), "\npkgver=1.2.3rc.1\n");
    }, { files, facts: { ...FACTS, version: "1.2.3-rc.1" } });
  },
});

const REFUSED: [changes: Partial<typeof OPTIONS>, files: Files, error: string][] = [
  [{}, new Map([...RELEASE, ["SHA256SUMS", new Uint8Array()]]), "SHA256SUMS has no doapi-1.2.3-"],
  [{ baseUrl: "releases" }, RELEASE, "--base-url releases is not a URL"],
  [{ baseUrl: "https://x.example/'$(id)" }, RELEASE, "is not a URL"],
  [{ publisher: "a\nb" }, RELEASE, "has other characters than a name"],
  [{ publisher: "%{nil}" }, RELEASE, "has other characters than a name"],
];
for (const [changes, files, error] of REFUSED) {
  Deno.test(`nothing is written where ${error}: ${JSON.stringify(changes)}`, () =>
    inFolder(async (dist) => {
      for (const [file, bytes] of files) await Deno.writeFile(`${dist}/${file}`, bytes);
      const before = await tree(dist);
      const options = { ...OPTIONS, ...changes };
      await assertRejects(() => distribute(dist, options, FACTS), Error, error);
      assertEquals(await tree(dist), before);
    }));
}

for (const args of [[], ["--base-url", BASE], ["--base-url", BASE, "--publisher", "x", "--more"]]) {
  Deno.test(`distribute ${args.join(" ")} shows how it is called`, async () => {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--import-map=.packages/import_map.json",
        "--allow-all",
        "scripts/distribute.ts",
        ...args,
      ],
    }).output();
    const said = new TextDecoder().decode(stderr);
    assertEquals([code, said], [
      2,
      "Usage: deno task distribute --base-url URL --publisher NAME\n",
    ]);
  });
}
