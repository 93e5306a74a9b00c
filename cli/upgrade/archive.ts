import { type Entry, readTarball } from "./tar.ts";

/** Yields what is in an archive: gzipped tar, or zip. */
export async function* readArchive(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Entry> {
  if (bytes[0] === 0x1f) return yield* readTarball(bytes);
  const { unzipSync } = await import("fflate");
  for (const [path, content] of Object.entries(unzipSync(bytes))) {
    yield { path, bytes: content, program: path.endsWith(".exe") };
  }
}
