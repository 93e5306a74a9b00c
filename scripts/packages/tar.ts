/** One file of a tar archive. */
export interface TarFile {
  path: string;
  bytes: Uint8Array;
}

const BLOCK = 512;

/** Yields the regular files of an npm tarball (gzipped ustar, long names by prefix or pax). */
export async function* readTarball(gzipped: Uint8Array<ArrayBuffer>): AsyncGenerator<TarFile> {
  const stream = new Blob([gzipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  const tar = new Uint8Array(await new Response(stream).arrayBuffer());
  let paxPath: string | null = null;
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const text = (from: number, length: number) =>
      new TextDecoder().decode(tar.subarray(at + from, at + from + length)).replace(/\0.*$/s, "");
    const size = parseInt(text(124, 12), 8) || 0;
    const type = text(156, 1);
    const prefix = text(345, 155);
    const path: string = paxPath ?? (prefix ? `${prefix}/${text(0, 100)}` : text(0, 100));
    const bytes = tar.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    paxPath = null;
    if (type === "x") paxPath = / path=(.*)\n/.exec(new TextDecoder().decode(bytes))?.[1] ?? null;
    else if (type === "" || type === "0") yield { path, bytes };
  }
}
