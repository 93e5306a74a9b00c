/** Packs files as npm does: a gzipped ustar archive. */
export function tarball(files: Record<string, string>): Promise<Uint8Array<ArrayBuffer>> {
  return gzip(Object.entries(files).flatMap(([path, text]) => [header(path, text), padded(text)]));
}

/** Compresses the blocks of an archive, and the two empty ones that end it. */
export async function gzip(blocks: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array<ArrayBuffer>> {
  const tar = new Blob([...blocks, new Uint8Array(1024)]).stream();
  const stream = tar.pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A header block; `type` is "0" for a file, "5" for a folder, "x" for attributes of what follows. */
export function header(path: string, text: string, type = "0"): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(512);
  const put = (at: number, value: string) => block.set(new TextEncoder().encode(value), at);
  put(0, path);
  put(124, new TextEncoder().encode(text).length.toString(8).padStart(11, "0"));
  put(156, type);
  put(257, "ustar\x0000");
  return block;
}

/** The content of a file, filled up to whole blocks. */
export function padded(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text);
  const block = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
  block.set(bytes);
  return block;
}
