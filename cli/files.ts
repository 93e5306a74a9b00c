/** Files and streams, for the one program that really runs; tests have others. */

import { dirname, resolve } from "node:path";
import { ExitError, MissingFile } from "./errors.ts";

/** Short words for the system's errors. */
const REASONS = [
  [Deno.errors.NotFound, "no such file or directory"],
  [Deno.errors.PermissionDenied, "permission denied"],
  [Deno.errors.NotCapable, "permission denied"],
  [Deno.errors.AlreadyExists, "there is a file of that name"],
  [Deno.errors.AddrInUse, "the address is in use"],
] as const;

/** The reason of a system error in a few words. */
export function reason(error: unknown): string {
  const known = REASONS.find(([kind]) => error instanceof kind);
  if (known) return known[1];
  // Node's server throws its own kind.
  if ((error as { code?: unknown }).code === "EADDRINUSE") return "the address is in use";
  const { message } = error as Error;
  // Deno's own words: "Is a directory (os error 21): readfile '/tmp'".
  return message.replace(/ \(os error \d+\).*/s, "").replace(
    /^[A-Z](?=[a-z])/,
    (c) => c.toLowerCase(),
  );
}

/** Writes text or bytes to their end. */
export async function writeAll(
  stream: typeof Deno.stdout,
  result: string | Uint8Array,
): Promise<void> {
  let bytes = typeof result === "string" ? new TextEncoder().encode(result) : result;
  while (bytes.length) bytes = bytes.subarray(await stream.write(bytes));
}

/** Why nothing more can be written to standard output; `null` as long as it can. */
let closed: "unread" | "failed" | null = null;

/** Whether nothing more can be written to standard output, so that a list need not go on. */
export function isStdoutClosed(): boolean {
  return closed !== null;
}

/** Whether a write to standard output failed. */
export function hasStdoutFailed(): boolean {
  return closed === "failed";
}

/**
 * Writes to standard output. If it is closed, the caller continues: what is still under way
 * decides about the exit code.
 */
export async function toStdout(result: string | Uint8Array): Promise<void> {
  // The reader has what it wanted, as `head` does.
  if (closed === "unread") return;
  if (closed === null) {
    try {
      return await writeAll(Deno.stdout, result);
    } catch (error) {
      closed = error instanceof Deno.errors.BrokenPipe ? "unread" : "failed";
      if (closed === "unread") return;
      const message = `doapi: Cannot write to standard output: ${reason(error)}\n`;
      await writeAll(Deno.stderr, message).catch(() => {});
    }
  }
  // The rest may name changes that nothing else reports.
  await writeAll(Deno.stderr, result).catch(() => {});
}

let stdinRead = false;

/** Reads standard input, which can be done once. */
export async function readStdin(): Promise<string> {
  if (stdinRead) throw new ExitError("Standard input can be read once: only one thing can be -");
  stdinRead = true;
  return decode(await new Response(Deno.stdin.readable).bytes(), "Standard input");
}

/** Files that Deno does not open, and what they stand for. */
const DEVICES: Record<string, { read: () => Promise<string>; write: typeof toStdout }> = {
  "/dev/stdin": { read: readStdin, write: toStdout },
  "/dev/stdout": { read: readStdin, write: toStdout },
  "/dev/stderr": { read: readStdin, write: (text) => writeAll(Deno.stderr, text) },
  "/dev/null": { read: () => Promise.resolve(""), write: () => Promise.resolve() },
};

/** Reads a text file; one that is not there is a `MissingFile`. */
export async function readFile(path: string): Promise<string> {
  if (Object.hasOwn(DEVICES, path)) return await DEVICES[path]!.read();
  let bytes: Uint8Array;
  try {
    // What a file has is there at once; a pipe has to be waited for.
    bytes = Deno.statSync(path).isFile ? Deno.readFileSync(path) : await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new MissingFile(path);
    throw new ExitError(`Cannot read ${path}: ${reason(error)}`);
  }
  return decode(bytes, path);
}

function decode(bytes: Uint8Array, source: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ExitError(`${source} is not text in UTF-8`);
  }
}

/** Whether every user of the machine can read a file. */
export async function isForAll(path: string): Promise<boolean> {
  if (Object.hasOwn(DEVICES, path)) return false;
  const { isFile, mode } = await Deno.stat(path);
  return isFile && mode !== null && (mode & 0o004) !== 0;
}

/** How many links in a row are followed, as the system does. */
const MAX_LINKS = 40;

/** The file that a path stands for, through symbolic links; the last one may lead to nothing yet. */
async function target(path: string): Promise<string> {
  let found = path;
  for (let links = 0; links < MAX_LINKS; links++) {
    const info = await Deno.lstat(found).catch(() => null);
    if (!info?.isSymlink) return found;
    // The folder may be reached by a link itself: ".." leads up from where it is.
    found = resolve(await Deno.realPath(dirname(found)), await Deno.readLink(found));
  }
  throw new ExitError(`Cannot write ${path}: too many levels of symbolic links`);
}

/** Replaces a file of the program's own, whole or not at all; makes the folders on the way. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const file = await target(path);
  const temporary = `${file}.${Deno.pid}.tmp`;
  try {
    await Deno.mkdir(dirname(file), { recursive: true });
    // A rename leaves either the old file or the whole new one.
    await Deno.writeTextFile(temporary, text, { mode: 0o600 });
    await Deno.rename(temporary, file);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw new ExitError(`Cannot write ${path}: ${reason(error)}`);
  }
}

/** Empties a file that the user has named, whatever kind of file it is; gives what writes to it. */
export async function openFile(path: string): Promise<(text: string) => Promise<void>> {
  if (Object.hasOwn(DEVICES, path)) return DEVICES[path]!.write;
  const write = async (text: string) => {
    try {
      await Deno.writeTextFile(path, text);
    } catch (error) {
      throw new ExitError(`Cannot write ${path}: ${reason(error)}`);
    }
  };
  // A pipe would wait for its reader now, and take this for everything there is.
  const there = await Deno.stat(path).catch(() => null);
  if (!there?.isFifo) await write("");
  return write;
}

/** Does something while it holds a lock on the file. */
export async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
  // Beside the file itself, which has one lock by whatever links it is reached.
  const lock = `${await target(path)}.lock`;
  let file: Deno.FsFile;
  try {
    await Deno.mkdir(dirname(lock), { recursive: true });
    file = await Deno.open(lock, { create: true, write: true });
  } catch (error) {
    throw new ExitError(`Cannot write ${lock}: ${reason(error)}`);
  }
  // The lock ends with the process that has it, however that ends.
  let timer;
  const patience = new Promise<never>((_, reject) => {
    const message = `${path} is in use by another program, perhaps doapi sandbox serve`;
    timer = setTimeout(() => reject(new ExitError(message)), 5000);
  });
  try {
    await Promise.race([file.lock(true), patience]);
    return await work();
  } finally {
    clearTimeout(timer);
    file.close();
  }
}
