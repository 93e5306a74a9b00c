import { basename, dirname, join } from "node:path";

/** What install.sh has noted of what it did. */
export interface Receipt {
  /** Where the releases are. */
  baseUrl: string;
  /** Folders that were made, below the root. */
  folders: string[];
  /** Files that were put there, below the root. */
  files: string[];
}

/** The program where it is installed. */
export interface Installation {
  /** Its file, without links. */
  program: string;
  /** What paths are below: the folder with the program's, if that one is called bin. */
  root: string;
  /** Where what an archive has in bin/ goes, below the root. */
  programs: string;
  /** `null` where install.sh has not put it there. */
  receipt: Receipt | null;
}

/** Where the receipt is, below the root. */
export const RECEIPT = "share/doapi/installed";

/** Who owns a program, by a part of its path, and what to do in place of `doapi upgrade`. */
const OWNERS: [path: RegExp, owner: string, instead: string][] = [
  [/\/nix\/store\//, "Nix", "upgrade it there"],
  [/\/Cellar\/|\/homebrew\//, "Homebrew", "brew upgrade doapi"],
  [/\/snap\//, "Snap", "snap refresh doapi"],
  [/\/scoop\/apps\//i, "Scoop", "scoop update doapi"],
  [/\/WinGet\//i, "winget", "winget upgrade doapi"],
  [/\/node_modules\//, "npm", "npm update doapi"],
  [/^\/(usr\/(?!local\/)|bin\/|sbin\/)/, "the system's packages", "upgrade it with those"],
];

/** The owner of a program that install.sh has not put there, and what to do in its place. */
export function owner(program: string): [owner: string, instead: string] | null {
  const path = program.replaceAll("\\", "/");
  const found = OWNERS.find(([pattern]) => pattern.test(path));
  return found ? [found[1], found[2]] : null;
}

/** Looks up where a program is installed, and what with it. */
export async function findInstallation(path: string): Promise<Installation> {
  const program = await Deno.realPath(path);
  const folder = dirname(program);
  const programs = basename(folder) === "bin" ? "bin/" : "";
  const root = programs ? dirname(folder) : folder;
  const text = await Deno.readTextFile(join(root, RECEIPT)).catch(() => "");
  const receipt = readReceipt(text);
  const own = receipt?.files.includes(programs + basename(program));
  return { program, root, programs, receipt: own ? receipt : null };
}

/** Reads a receipt; lines of it that lead elsewhere are left out. */
function readReceipt(text: string): Receipt | null {
  const noted = (kind: string) =>
    [...text.matchAll(new RegExp(`^${kind} (\\S+)$`, "gm"))].map(([, value = ""]) => value);
  const paths = (kind: string) => noted(kind).filter((path) => !/^\/|\.\.|[\\:]/.test(path));
  const [baseUrl] = noted("base-url");
  if (!baseUrl) return null;
  return { baseUrl, folders: paths("folder"), files: paths("file") };
}

/** A receipt as install.sh writes it. */
export function receiptText(version: string, { baseUrl, folders, files }: Receipt): string {
  return [
    "# What install.sh has put here; doapi upgrade and install.sh --uninstall read it.",
    `version ${version}`,
    `base-url ${baseUrl}`,
    ...[...new Set(folders)].sort().map((path) => `folder ${path}`),
    ...files.map((path) => `file ${path}`),
    "",
  ].join("\n");
}
