import { gzipSync } from "fflate";
import { dirname, join } from "node:path";
import type { Entry } from "../../cli/upgrade/tar.ts";

/** Where a system's packages have what an archive has elsewhere. */
export type Places = [from: RegExp, to: string][];

/** Writes what an archive has as a package has it; gives the paths of all files, and their size. */
export async function writeTree(
  folder: string,
  entries: AsyncIterable<Entry>,
  places: Places,
): Promise<{ paths: string[]; size: number }> {
  const paths: string[] = [];
  let size = 0;
  for await (const entry of entries) {
    const inside = entry.path.replace(/^[^/]*\//, "");
    const isPage = inside.startsWith("share/man/");
    const whole = /^(bin|share)\//.test(inside) ? `usr/${inside}` : `usr/share/doc/doapi/${inside}`;
    const path = places.reduce((path, [from, to]) => path.replace(from, to), whole) +
      (isPage ? ".gz" : "");
    const file = join(folder, path);
    await Deno.mkdir(dirname(file), { recursive: true });
    if ("link" in entry) await Deno.symlink(entry.link, file);
    else {
      size += entry.bytes.length;
      await Deno.writeFile(file, isPage ? gzipSync(entry.bytes, { mtime: 0 }) : entry.bytes);
      await Deno.chmod(file, entry.program ? 0o755 : 0o644);
    }
    paths.push(path);
  }
  return { paths, size };
}
