import { TARGETS } from "../compile.ts";

/** An archive of a release. */
export interface Archive {
  file: string;
  url: string;
  /** SHA-256, in hexadecimal. */
  sum: string;
}

/** What packages are made of. */
export interface Release {
  version: string;
  /** The page of the releases. */
  baseUrl: string;
  /** The project's page. */
  homepage: string;
  /** Who publishes the packages. */
  publisher: string;
  license: string;
  /** By the names of systems. */
  archives: Record<string, Archive>;
}

/** What the program is, in the words of every package. */
export const SUMMARY = "Command line for the DigitalOcean API, with a simulator of it";

/**
 * Reads which archives there are from the sums beside them.
 *
 * @throws {Error} If one is missing, or the base URL or publisher cannot be in a package.
 */
export function readRelease(
  sums: string,
  { version, baseUrl, publisher, license }: Omit<Release, "archives" | "homepage">,
): Release {
  if (!/^https?:\/\/[\w.:/~-]+$/.test(baseUrl)) {
    throw new Error(`--base-url ${baseUrl} is not a URL`);
  }
  if (!/^[\p{L}\p{N}][\p{L}\p{N} .,_-]*$/u.test(publisher)) {
    throw new Error(`--publisher ${publisher} has other characters than a name`);
  }
  const base = baseUrl.replace(/\/+$/, "");
  const archives = Object.fromEntries(TARGETS.map(({ name, windows }) => {
    const file = `doapi-${version}-${name}.${windows ? "zip" : "tar.gz"}`;
    const line = sums.split("\n").find((line) => line.endsWith(`  ${file}`));
    if (!line) throw new Error(`SHA256SUMS has no ${file}: deno task compile --all makes it`);
    const [sum = ""] = line.split(" ");
    return [name, { file, url: `${base}/download/v${version}/${file}`, sum }];
  }));
  const homepage = base.replace(/\/releases$/, "");
  return { version, baseUrl: base, homepage, publisher, license, archives };
}
