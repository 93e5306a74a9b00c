/** Releases to install from: archives with a program that stands in for doapi, served to this machine. */

import { type Entry, tarGz, zip } from "../../scripts/compile/archive.ts";

/** The system that the tests run on, as archives are named after it. */
export const SYSTEM = `${Deno.build.os === "darwin" ? "macos" : Deno.build.os}-${
  Deno.build.arch === "aarch64" ? "arm64" : "x64"
}`;

const bytes = (text: string) => new TextEncoder().encode(text);

/** What an archive has besides the program, laid out as `scripts/compile.ts` does it. */
const COMPANIONS: Entry[] = [
  { path: "bin/doapi-droplet", link: "doapi" },
  { path: "LICENSE", bytes: bytes("Do as you like.\n") },
  { path: "README.md", bytes: bytes("# doapi\n") },
  { path: "CHANGELOG.md", bytes: bytes("# Changelog\n") },
  { path: "share/man/man1/doapi.1", bytes: bytes(".TH DOAPI 1\n") },
  { path: "share/bash-completion/completions/doapi", bytes: bytes("complete doapi\n") },
  { path: "share/bash-completion/completions/doapi-droplet", link: "doapi" },
  { path: "share/zsh/site-functions/_doapi", bytes: bytes("#compdef doapi\n") },
];

/** A program that says its version, as much of doapi as installing asks for. */
export function standIn(version: string): Uint8Array {
  return bytes(`#!/bin/sh\necho "doapi ${version}"\n`);
}

/** The files of a release by name, `SHA256SUMS` among them. */
export type Files = Map<string, Uint8Array<ArrayBuffer>>;

/** Packs a release for one system, of a program that stands in for doapi. */
export function release(
  version: string,
  { program = standIn(version), more = [], system = SYSTEM }: {
    program?: Uint8Array;
    more?: Entry[];
    system?: string;
  } = {},
): Promise<Files> {
  return packed(version, program, [...COMPANIONS, ...more], system);
}

/** Packs a program and what belongs to it. */
export async function packed(
  version: string,
  program: Uint8Array,
  companions: Entry[],
  system = SYSTEM,
): Promise<Files> {
  const name = `doapi-${version}-${system}`;
  const windows = system.startsWith("windows");
  const entries: Entry[] = [
    { path: windows ? "bin/doapi.exe" : "bin/doapi", bytes: program, program: true },
    ...companions,
  ].map((entry) => ({ ...entry, path: `${name}/${entry.path}` }));
  const file = windows ? `${name}.zip` : `${name}.tar.gz`;
  return await summed(new Map([[file, (windows ? zip : tarGz)(entries, 1451606400)]]));
}

/** Adds `SHA256SUMS` to files. */
export async function summed(files: Files): Promise<Files> {
  const lines = await Array.fromAsync(files, async ([file, content]) => {
    const digest = await crypto.subtle.digest("SHA-256", content);
    return `${new Uint8Array(digest).toHex()}  ${file}\n`;
  });
  return new Map([...files, ["SHA256SUMS", bytes(lines.join("")) as Uint8Array<ArrayBuffer>]]);
}

/** Answers in place of a file, such as with half of it. */
export type Instead = (path: string) => Response | Promise<Response> | undefined;

/** Serves releases at the paths that GitHub has for them; the last one is the latest. */
export async function serving(
  releases: Record<string, Files>,
  work: (url: string, asked: string[]) => Promise<void>,
  instead: Instead = () => undefined,
): Promise<void> {
  const asked: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const { pathname } = new URL(request.url);
    asked.push(pathname);
    const [, version, file = ""] = /^\/releases\/(?:latest\/download|download\/v([^/]+))\/(.*)$/
      .exec(pathname) ?? [];
    const content = releases[version ?? Object.keys(releases).at(-1) ?? ""]?.get(file);
    return instead(pathname) ??
      (content ? new Response(content) : new Response("Not Found", { status: 404 }));
  });
  try {
    await work(`http://127.0.0.1:${server.addr.port}/releases`, asked);
  } finally {
    await server.shutdown();
  }
}
