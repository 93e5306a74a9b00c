import { ValidationError } from "@cliffy/command";
import type { Context } from "../context.ts";
import { EXIT, ExitError } from "../errors.ts";
import { isSafe } from "./download.ts";

/** What an archive is named after; `scripts/compile.ts` has all there are. */
export function systemName({ os, arch }: { os: string; arch: string }): string {
  return `${os === "darwin" ? "macos" : os}-${arch === "aarch64" ? "arm64" : "x64"}`;
}

/** Whether a version comes after another one; a pre-release comes before what it leads to. */
export function isNewer(version: string, than: string): boolean {
  const parts = (text: string) => /^([^-+]*)(?:-([^+]*))?/.exec(text) ?? [];
  const [, a = "", aPre] = parts(version);
  const [, b = "", bPre] = parts(than);
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  const order = compare(a, b);
  if (order !== 0 || aPre === bPre) return order > 0;
  return aPre === undefined || (bPre !== undefined && compare(aPre, bPre) > 0);
}

/** How much is read at most, so that nothing without an end is. */
const LIMITS = { sums: 1 << 20, archive: 1 << 29 };

/** The releases below a URL, with archives for one system, and their checksums. */
export class Releases {
  /** Where they are. */
  readonly base: string;
  readonly #ctx: Context;
  readonly #system: string;

  /** @param base Checked here. */
  constructor(ctx: Context, base: string | undefined, system: string) {
    this.#ctx = ctx;
    this.#system = system;
    this.base = checkedBase(base);
  }

  /** The name of a version's archive. */
  file(version: string): string {
    if (!/^\d[0-9A-Za-z.+-]*$/.test(version)) {
      throw new ValidationError(`A version is a number such as 0.1.0, not "${version}".`);
    }
    const kind = this.#system.startsWith("windows") ? "zip" : "tar.gz";
    return `doapi-${version}-${this.#system}.${kind}`;
  }

  /** The version of the latest release. */
  async latest(): Promise<string> {
    const sums = await this.#sums("latest/download");
    const [before = "", after = ""] = this.file("0").split("-0-");
    const names = [...sums.keys()].filter((name) => name.endsWith(`-${after}`));
    const version = names[0]?.slice(before.length + 1, -after.length - 1);
    if (version === undefined) {
      throw new ExitError(`The latest release at ${this.base} has no archive for ${this.#system}`);
    }
    this.file(version);
    return version;
  }

  /** A version's archive, whose checksum is the one that the release says. */
  async archive(version: string): Promise<Uint8Array<ArrayBuffer>> {
    const file = this.file(version);
    const expected = (await this.#sums(`download/v${version}`)).get(file);
    const kept = "nothing was changed";
    if (!expected) throw new ExitError(`SHA256SUMS has no checksum of ${file}: ${kept}`);
    const bytes = await this.#read(`download/v${version}/${file}`, LIMITS.archive);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
    if (digest === expected) return bytes;
    throw new ExitError(`${file} does not have the checksum in SHA256SUMS: ${kept}`);
  }

  async #sums(folder: string): Promise<Map<string, string>> {
    const text = new TextDecoder().decode(await this.#read(`${folder}/SHA256SUMS`, LIMITS.sums));
    const lines = text.matchAll(/^([0-9a-f]{64}) [ *](\S+)$/gm);
    return new Map(Array.from(lines, ([, sum = "", name = ""]) => [name, sum]));
  }

  async #read(path: string, limit: number): Promise<Uint8Array<ArrayBuffer>> {
    const url = `${this.base}/${path}`;
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    for await (const bytes of this.#ctx.download(url, "public")) {
      parts.push(new Uint8Array(bytes));
      size += bytes.length;
      if (size > limit) throw new ExitError(`Cannot read ${url}: it is too large`);
    }
    return await new Blob(parts).bytes();
  }
}

/** What is fetched in clear could be anybody's, its checksums too. */
function checkedBase(base: string | undefined): string {
  if (base === undefined) {
    throw new ExitError(
      "Say where the releases are: --base-url URL, or DOAPI_BASE_URL",
      EXIT.usage,
    );
  }
  const url = URL.parse(base);
  if (url?.username || url?.password) {
    throw new ExitError("The base URL must not have a password in it", EXIT.usage);
  }
  if (!url || !isSafe(url)) {
    throw new ExitError(`The base URL must begin with https://, but is ${base}`, EXIT.usage);
  }
  return base.replace(/\/+$/, "");
}
