import { dirname, join } from "node:path";
import { ExitError } from "../errors.ts";
import { reason } from "../files.ts";
import { readArchive } from "./archive.ts";
import type { Entry } from "./tar.ts";
import { type Installation, RECEIPT, receiptText } from "./installation.ts";

/** What an upgrade is to. */
export interface Target {
  version: string;
  baseUrl: string;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

/**
 * Puts what an archive has in the place of what is installed. All of it is unpacked and tried in a
 * folder of its own first; what is installed changes by renames alone, at once.
 */
export async function replace(
  installation: Installation,
  archive: Uint8Array<ArrayBuffer>,
  { version, baseUrl, signal }: Target,
): Promise<void> {
  const { root, receipt, program } = installation;
  const known = receipt?.files ?? [relative(program, root)];
  const made: string[] = [];
  let stage: string | null = null;
  try {
    stage = await Deno.makeTempDir({ dir: root, prefix: ".doapi." });
    const files = await unpack(archive, stage, installation);
    await tryOut(join(stage, relative(program, root)), version);
    await checkConflicts(root, files.filter((path) => !known.includes(path)));
    for (const path of files) await makeFolder(dirname(join(root, path)), made);
    if (receipt) {
      const folders = [...receipt.folders, ...made.map((path) => relative(path, root))];
      const text = receiptText(version, { baseUrl, folders, files });
      await Deno.writeTextFile(join(stage, RECEIPT), text);
    }
    signal.throwIfAborted();
    // Without a pause in which a signal could end it.
    for (const path of files) moveSync(join(stage, path), join(root, path));
    made.length = 0;
    for (const path of known.filter((path) => !files.includes(path))) {
      await Deno.remove(join(root, path)).catch(() => {});
    }
  } catch (error) {
    if (error instanceof ExitError || signal.aborted) throw error;
    throw new ExitError(`Cannot replace ${program}: ${reason(error)}`);
  } finally {
    if (stage) await Deno.remove(stage, { recursive: true }).catch(() => {});
    for (const folder of made.reverse()) await Deno.remove(folder).catch(() => {});
  }
}

function relative(path: string, root: string): string {
  return path.slice(root.length + 1).replaceAll("\\", "/");
}

/** Unpacks what is to be put in place, as below the root; gives the paths, the program's last. */
async function unpack(
  archive: Uint8Array<ArrayBuffer>,
  stage: string,
  { root, program, programs, receipt }: Installation,
): Promise<string[]> {
  const own = relative(program, root);
  const files: string[] = [];
  const put = async (path: string, write: (file: string) => Promise<void>) => {
    await Deno.mkdir(dirname(join(stage, path)), { recursive: true });
    await write(join(stage, path));
    files.push(path);
  };
  for await (const entry of readArchive(archive)) {
    const inside = entry.path.replace(/^[^/]*\//, "");
    if (inside.split("/").includes("..")) throw new Error(`the archive has ${entry.path}`);
    const isProgram = /^bin\/doapi(\.exe)?$/.test(inside);
    // Where install.sh was not, nothing but the program is known to be there.
    if (!receipt && !isProgram) continue;
    await put(isProgram ? own : placeOf(inside, programs), (file) => writeEntry(entry, file));
  }
  for (const path of receipt?.files ?? []) {
    // Archives for Windows have no links; these are hard ones.
    if (!/doapi-[^/]*\.exe$/.test(path)) continue;
    await put(path, (file) => Deno.link(join(stage, own), file));
  }
  if (receipt) await put(RECEIPT, (file) => Deno.writeTextFile(file, ""));
  return [...files.filter((path) => path !== own), own];
}

/** Where below the root what is in an archive goes. */
function placeOf(path: string, programs: string): string {
  if (path.startsWith("bin/")) return programs + path.slice("bin/".length);
  return path.startsWith("share/") ? path : `share/doc/doapi/${path}`;
}

async function writeEntry(entry: Entry, file: string): Promise<void> {
  if ("link" in entry) return await Deno.symlink(entry.link, file);
  await Deno.writeFile(file, entry.bytes);
  // Whatever the user's mask is: others may run it, too.
  if (Deno.build.os !== "windows") await Deno.chmod(file, entry.program ? 0o755 : 0o644);
}

/** Makes sure that the new program runs here, before the old one goes. */
async function tryOut(program: string, version: string): Promise<void> {
  let said: string;
  try {
    const { stdout, stderr } = await new Deno.Command(program, { args: ["--version"] }).output();
    const text = new TextDecoder();
    said = (text.decode(stdout) + text.decode(stderr)).trim();
  } catch (error) {
    said = reason(error);
  }
  if (said === `doapi ${version}`) return;
  throw new ExitError(`doapi ${version} does not start on this system: ${said.split("\n")[0]}`);
}

/** What somebody else has put there stays. */
async function checkConflicts(root: string, files: string[]): Promise<void> {
  for (const path of files) {
    const file = join(root, path);
    if (await Deno.lstat(file).catch(() => null)) {
      throw new ExitError(`${file} is there, but not from the installer: remove it first`);
    }
  }
}

/** Makes a folder and notes those on the way that were not there. */
async function makeFolder(folder: string, made: string[]): Promise<void> {
  if (await Deno.stat(folder).catch(() => null)) return;
  await makeFolder(dirname(folder), made);
  await Deno.mkdir(folder);
  made.push(folder);
}

function moveSync(from: string, to: string): void {
  try {
    Deno.renameSync(from, to);
  } catch {
    // Windows replaces no program that runs, but renames it; the next upgrade removes it.
    Deno.renameSync(to, `${to}.old`);
    Deno.renameSync(from, to);
  }
}
