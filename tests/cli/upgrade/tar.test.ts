import { assertEquals } from "@std/assert";
import { readTarball } from "../../../cli/upgrade/tar.ts";
import { gzip, header, padded, tarball } from "../../scripts/tarball.ts";

async function read(archive: Uint8Array<ArrayBuffer>): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const entry of readTarball(archive)) {
    files[entry.path] = "link" in entry
      ? `-> ${entry.link}`
      : new TextDecoder().decode(entry.bytes);
  }
  return files;
}

Deno.test("files of any length come out as they went in", async () => {
  const files = { "a.txt": "", "b/c.txt": "é".repeat(300), "d.txt": "x".repeat(512) };
  assertEquals(await read(await tarball(files)), files);
});

Deno.test("folders are passed over", async () => {
  const archive = await gzip([header("folder/", "", "5"), header("a", "1"), padded("1")]);
  assertEquals(await read(archive), { a: "1" });
});

Deno.test("a name that is too long for the header comes from the attributes before it", async () => {
  const long = `${"deep/".repeat(40)}file.js`;
  const attributes = `${String(long.length + 10)} path=${long}\n`;
  const archive = await gzip([
    header("PaxHeader/file.js", attributes, "x"),
    padded(attributes),
    header("cut-off", "1"),
    padded("1"),
    header("next", "2"),
    padded("2"),
  ]);
  assertEquals(await read(archive), { [long]: "1", next: "2" });
});
