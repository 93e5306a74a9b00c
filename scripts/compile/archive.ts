/**
 * Archives whose bytes depend on nothing but their content: the order is the caller's, the time is
 * given, and everything belongs to root.
 *
 * @module
 */

import { gzipSync, type Zippable, zipSync } from "fflate";

/** A file, or a symbolic link. */
export type Entry = { path: string; bytes: Uint8Array; program?: boolean } | {
  path: string;
  link: string;
};

const BLOCK = 512;

/** A gzipped tar archive; `date` is that of all files, in epoch seconds. */
export function tarGz(entries: Entry[], date: number): Uint8Array<ArrayBuffer> {
  // The time in gzip's own header says nothing that matters.
  return gzipSync(concat(entries.flatMap((entry) => tarBlocks(entry, date))), { mtime: 0 });
}

/** A zip archive; symbolic links are left out, as not every system has them. */
export function zip(entries: Entry[], date: number): Uint8Array<ArrayBuffer> {
  const day = new Date(date * 1000);
  // Zip has the local time, of wherever this runs: noon is the same day in all of them.
  const mtime = new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 12);
  const files: Zippable = {};
  for (const entry of entries) if ("bytes" in entry) files[entry.path] = entry.bytes;
  return zipSync(files, { mtime });
}

/** The header of an entry, and its content filled up to whole blocks. */
function tarBlocks(entry: Entry, date: number): Uint8Array[] {
  const { path } = entry;
  const bytes = "bytes" in entry ? entry.bytes : new Uint8Array();
  const link = "link" in entry ? entry.link : "";
  const runs = "link" in entry || entry.program;
  const header = new Uint8Array(BLOCK);
  const put = (at: number, length: number, text: string) => {
    const encoded = new TextEncoder().encode(text);
    if (encoded.length > length) throw new Error(`Too long for a tar archive: ${text}`);
    header.set(encoded, at);
  };
  const number = (at: number, length: number, value: number) =>
    put(at, length, value.toString(8).padStart(length - 1, "0"));
  put(0, 100, path);
  number(100, 8, runs ? 0o755 : 0o644);
  number(108, 8, 0); // owner
  number(116, 8, 0); // group
  number(124, 12, bytes.length);
  number(136, 12, date);
  put(148, 8, " ".repeat(8)); // the checksum counts as spaces in itself
  put(156, 1, link ? "2" : "0");
  put(157, 100, link);
  put(257, 8, "ustar\x0000");
  put(265, 32, "root");
  put(297, 32, "root");
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, 8, `${sum.toString(8).padStart(6, "0")}\0 `);
  return [header, bytes, new Uint8Array(-bytes.length & (BLOCK - 1))];
}

/** The blocks of an archive, and the two empty ones that end it. */
function concat(blocks: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, 2 * BLOCK));
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}
