import { assertEquals, assertMatch } from "@std/assert";
import type { SandboxSeed } from "@doapi/doapi/sandbox";
import { cli, sandboxWorld, type World } from "./cli.ts";
import { type Exchange, fakeClock, script } from "./script.ts";

/** The key whose file tests use; its fingerprint is the one of the account's key "laptop". */
export const PUBLIC_KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEXsshA1LwVUwhzlLkiIuzv7t3+ZoHhnC55xCxfifH0R me@laptop";

/** An account with a bit of everything. */
const ACCOUNT: SandboxSeed = {
  keys: [{ name: "laptop", public_key: PUBLIC_KEY }],
  droplets: [
    { name: "web-1", snapshots: ["snap"], backups_taken: 1 },
    { name: "web-2", tags: ["web"] },
    { name: "twin", count: 1, tags: ["web"] },
    { name: "twin", count: 1 },
    { name: "105", status: "off" },
    { name: "brain", size: "gpu-l40sx1-48gb", region: "tor1" },
  ],
  images: [{ name: "golden" }, { name: "pair" }, { name: "pair" }],
  domains: [{
    name: "example.com",
    records: [
      { type: "A", name: "www", data: "203.0.113.2" },
      { type: "MX", name: "@", data: "mail.example.com.", priority: 10 },
      { type: "CNAME", name: "ftp", data: "example.com." },
    ],
  }],
  floating_ips: [{ droplet: "web-1" }, { region: "nyc3" }],
};

/** A key that the account does not have. */
export const OTHER_KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID/27NOe3eBJT2YUE28jHd/gIfE9BB2Lr/rl1gK1aNXU new@host";

/** Files that command lines name. */
const FILES = {
  "known.pub": PUBLIC_KEY,
  "key.pub": `${OTHER_KEY}\n`,
  "nameless.pub": OTHER_KEY.replace(" new@host", ""),
  "data.json": '{"name":"from-file"}',
  "notes.txt": "hello",
  "two.pub": `${PUBLIC_KEY}\n\n${OTHER_KEY}\n`,
  "two-nameless.pub": `${OTHER_KEY.replace(" new@host", "")}\n${PUBLIC_KEY}\n`,
  "comment.pub": `# laptop\n${OTHER_KEY}\n`,
  "options.pub": `\ncommand="echo hi",no-pty ${OTHER_KEY}\n`,
  "wrapped.pub": OTHER_KEY.replace("/", "\n"),
  "ssh2.pub": "---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----\n",
  "private": "-----BEGIN OPENSSH PRIVATE KEY-----\n",
};

/** A world with that account and those files; what differs can be given. */
export function account(others: Partial<World> = {}, actionTime = 2) {
  const world = sandboxWorld(actionTime, ACCOUNT);
  const stdin = '{"name":"piped"}';
  return { ...world, files: { ...FILES }, closed: ["/closed"], stdin, ...others };
}

/**
 * Makes a test of each command line: it succeeds, and sends exactly these requests to an account
 * with a bit of everything.
 */
export function sends(rows: Record<string, string[]>): void {
  for (const [line, requests] of Object.entries(rows)) {
    const count = requests.length === 1 ? "1 request" : `${requests.length} requests`;
    Deno.test(`doapi ${line} sends ${count}`, async () => {
      const ran = await cli(line, account());
      assertEquals([ran.code, ran.requests], [0, requests], ran.err);
    });
  }
}

/**
 * Makes a test of each command line: it changes nothing, prints nothing, and says why, in a line of
 * its own or, as a pattern, in one of Cliffy's below the usage.
 */
export function refuses(rows: Record<string, [code: number, why: string | RegExp]>): void {
  for (const [line, [code, why]] of Object.entries(rows)) {
    Deno.test(`doapi ${line} changes nothing and exits ${code}`, async () => {
      const ran = await cli(line, account());
      const changes = ran.requests.filter((request) => !request.startsWith("GET "));
      assertEquals([ran.code, ran.out, changes], [code, "", []]);
      const err = ran.err.replace(/ \[request id \S+\]/, "");
      if (typeof why === "string") assertEquals(err, `doapi: ${why}\n`);
      else assertMatch(err, why);
    });
  }
}

/** What is printed for what is answered. */
export interface Printed {
  line: string;
  answers: Exchange | Exchange[];
  out: string;
  /** 0 if left out. */
  code?: number;
  /** The text on standard error where that is not a terminal; nothing if left out. */
  err?: string;
  /** The same in a terminal; as elsewhere if left out. */
  terminal?: string;
}

/** Makes two tests of each row: once with standard error as a pipe, once as a terminal. */
export function prints(...rows: Printed[]): void {
  for (const { line, answers, out, code = 0, err = "", terminal = err } of rows) {
    for (const isTerminal of [false, true]) {
      const where = isTerminal ? "in a terminal" : "for a pipe";
      Deno.test(`doapi ${line} prints what was answered, ${where}`, async () => {
        const { fetch, done } = script(...[answers].flat());
        const ran = await cli(line, { fetch, clock: fakeClock(), isTerminal });
        assertEquals([ran.code, ran.out, ran.err], [code, out, isTerminal ? terminal : err]);
        done();
      });
    }
  }
}
