import { assertEquals, assertRejects } from "@std/assert";
import { type Tarball, unpackNpm } from "../../../scripts/packages/npm.ts";
import { PackagesError } from "../../../scripts/packages/world.ts";
import { inFolder, world } from "../support.ts";
import { tarball } from "../tarball.ts";

const archive = await tarball({
  "package/package.json": "{}",
  "package/a.js": "export const a = 1;\n",
  "package/a.d.ts": "export declare const a: number;\n",
  "package/b.js": "export const b = 2;\n",
  "package/../../../escape.js": "",
});
const digest = new Uint8Array(await crypto.subtle.digest("SHA-512", archive));
const pinned: Tarball = {
  spec: "letters@1.0.0",
  integrity: `sha512-${digest.toBase64()}`,
  files: /^package\/(.*\.(?:js|d\.ts))$/,
  folder: "letters",
};

async function names(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.map((entry) => entry.name).sort();
}

Deno.test("the needed files are unpacked, each module naming its declarations", () =>
  inFolder(async (root) => {
    const npmPack = () => Promise.resolve(archive);
    const folder = `${root}/${await unpackNpm(root, "", world({ npmPack }), [pinned])}/letters`;
    assertEquals(await names(folder), ["a.d.ts", "a.js", "b.js"]);
    assertEquals(
      await Deno.readTextFile(`${folder}/a.js`),
      '// @ts-self-types="./a.d.ts"\nexport const a = 1;\n',
    );
    assertEquals(await Deno.readTextFile(`${folder}/b.js`), "export const b = 2;\n");
  }));

Deno.test("what is unpacked is not fetched again", () =>
  inFolder(async (root) => {
    const asked: string[] = [];
    const said: string[] = [];
    const npmPack = (spec: string) => {
      asked.push(spec);
      return Promise.resolve(archive);
    };
    const once = world({ npmPack, say: (line) => said.push(line) });
    assertEquals(
      await unpackNpm(root, "", once, [pinned]),
      await unpackNpm(root, "", once, [pinned]),
    );
    assertEquals(asked, ["letters@1.0.0"]);
    assertEquals(said, ["JSR does not answer: took Cliffy and std from npm, once"]);
  }));

Deno.test("two that unpack at the same time end with one whole folder and no other", () =>
  inFolder(async (root) => {
    const both = Promise.withResolvers<void>();
    let waiting = 0;
    const npmPack = async () => {
      if (++waiting === 2) both.resolve();
      await both.promise;
      return archive;
    };
    const run = () => unpackNpm(root, "", world({ npmPack }), [pinned]);
    const [one, other] = await Promise.all([run(), run()]);
    assertEquals(one, other);
    assertEquals(await names(root), [one]);
    assertEquals(await names(`${root}/${one}/letters`), ["a.d.ts", "a.js", "b.js"]);
  }));

Deno.test("a package with other content than the pinned one is refused and leaves nothing", () =>
  inFolder(async (root) => {
    const npmPack = () => Promise.resolve(new Uint8Array([1, 2, 3]));
    const run = () => unpackNpm(root, "", world({ npmPack }), [pinned]);
    await assertRejects(run, PackagesError, "letters@1.0.0 from npm is not what it is known to be");
    assertEquals(await names(root), []);
  }));
