import { assertEquals, assertRejects } from "@std/assert";
import { ExitError, MissingFile } from "../../cli/errors.ts";
import { isForAll, openFile, readFile, replaceFile } from "../../cli/files.ts";

/** A test in a folder of its own. */
function test(name: string, work: (folder: string) => Promise<void>) {
  Deno.test(name, async () => {
    const folder = await Deno.makeTempDir();
    try {
      await work(folder);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

test("a file that is not there, a folder, and bytes that are no text are told apart", async (folder) => {
  await Deno.writeFile(`${folder}/image`, new Uint8Array([0x1f, 0x8b, 0xff]));
  await assertRejects(() => readFile(`${folder}/none`), MissingFile);
  await assertRejects(() => readFile(`${folder}/image`), ExitError, "is not text in UTF-8");
  await assertRejects(() => readFile(folder), ExitError, `Cannot read ${folder}: `);
});

test("a file that the user has named is emptied and written, and stays what it is", async (folder) => {
  await Deno.writeTextFile(`${folder}/target`, "old");
  await Deno.symlink(`${folder}/target`, `${folder}/link`);
  const write = await openFile(`${folder}/link`);
  assertEquals(await Deno.readTextFile(`${folder}/target`), "");
  await write("new");
  assertEquals(await Deno.readTextFile(`${folder}/target`), "new");
  assertEquals((await Deno.lstat(`${folder}/link`)).isSymlink, true);
});

test("a file in a folder that is not there is refused, and no folder is made", async (folder) => {
  await assertRejects(() => openFile(`${folder}/none/file`), ExitError, "Cannot write");
  await assertRejects(() => openFile(folder), ExitError, "Cannot write");
  assertEquals(await Array.fromAsync(Deno.readDir(folder)), []);
});

test("a file of the program's own is replaced, with the folders on the way, for the user alone", async (folder) => {
  const path = `${folder}/deep/state`;
  await replaceFile(path, "one");
  await replaceFile(path, "two");
  assertEquals([await Deno.readTextFile(path), await isForAll(path)], ["two", false]);
  assertEquals((await Array.fromAsync(Deno.readDir(`${folder}/deep`))).length, 1);
});

Deno.test("devices that Deno does not open can be named", async () => {
  assertEquals(await readFile("/dev/null"), "");
  assertEquals(await isForAll("/dev/stdin"), false);
  await (await openFile("/dev/null"))("nothing");
});
