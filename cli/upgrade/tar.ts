/** A file of an archive, or a symbolic link. */
export type Entry = { path: string; bytes: Uint8Array; program: boolean } | {
  path: string;
  link: string;
};

const BLOCK = 512;

/** Yields what is in a gzipped ustar archive, without folders; long names by prefix or pax. */
export async function* readTarball(gzipped: Uint8Array<ArrayBuffer>): AsyncGenerator<Entry> {
  const stream = new Blob([gzipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  const tar = new Uint8Array(await new Response(stream).arrayBuffer());
  let paxPath: string | null = null;
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const text = (from: number, length: number) =>
      new TextDecoder().decode(tar.subarray(at + from, at + from + length)).replace(/\0.*$/s, "");
    const number = (from: number, length: number) => parseInt(text(from, length), 8) || 0;
    const size = number(124, 12);
    const type = text(156, 1);
    const prefix = text(345, 155);
    const path: string = paxPath ?? (prefix ? `${prefix}/${text(0, 100)}` : text(0, 100));
    const program = (number(100, 8) & 0o100) !== 0;
    const link = text(157, 100);
    const bytes = tar.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    paxPath = null;
    if (type === "x") paxPath = / path=(.*)\n/.exec(new TextDecoder().decode(bytes))?.[1] ?? null;
    else if (type === "" || type === "0") yield { path, bytes, program };
    else if (type === "2") yield { path, link };
  }
}
