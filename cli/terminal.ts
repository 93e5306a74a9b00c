/** The terminal, other programs and other machines, for the one program that really runs. */

import type { Keyboard } from "./context.ts";
import { EXIT, ExitError } from "./errors.ts";

const CTRL_C = 3;
const CTRL_D = 4;
const BACKSPACE = [8, 127];

/** The bytes that a terminal sends, one after another, until there are no more. */
async function* typed(): AsyncGenerator<number, void> {
  const buffer = new Uint8Array(256);
  for (let read = await Deno.stdin.read(buffer); read; read = await Deno.stdin.read(buffer)) {
    yield* buffer.slice(0, read);
  }
}

/** A line, without its end, out of what is typed; `null` if there is none. */
async function line(isSecret: boolean): Promise<string | null> {
  const bytes: number[] = [];
  const text = () => new TextDecoder().decode(new Uint8Array(bytes)).trim();
  for await (const byte of typed()) {
    if (byte === 10 || byte === 13) return text();
    if (!isSecret) bytes.push(byte);
    else if (byte === CTRL_C) throw new ExitError("interrupted", EXIT.interrupted);
    else if (byte === CTRL_D) break;
    else if (BACKSPACE.includes(byte)) bytes.pop();
    else bytes.push(byte);
  }
  return bytes.length > 0 ? text() : null;
}

/** Reads a line from the terminal; what is secret is not shown while it is typed. */
export async function readLine(signal: AbortSignal, isSecret: boolean): Promise<string | null> {
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  if (!isSecret) return await Promise.race([line(false), ended]);
  Deno.stdin.setRaw(true);
  try {
    return await Promise.race([line(true), ended]);
  } finally {
    Deno.stdin.setRaw(false);
  }
}

/** Takes over standard input: at a terminal key by key, Ctrl-C being one of the keys. */
export function keyboard(): Keyboard {
  const isTerminal = Deno.stdin.isTerminal();
  if (isTerminal) Deno.stdin.setRaw(true);
  let resized = () => {};
  // Windows has no such signal.
  const canChange = isTerminal && Deno.build.os !== "windows";
  const changed = () => resized();
  if (canChange) Deno.addSignalListener("SIGWINCH", changed);
  return {
    keys: Deno.stdin.readable,
    onResize(callback) {
      resized = () => {
        const { columns, rows } = Deno.consoleSize();
        // Some terminals do not know, and say 0.
        if (columns > 0 && rows > 0) callback(columns, rows);
      };
      if (isTerminal) resized();
    },
    close() {
      if (canChange) Deno.removeSignalListener("SIGWINCH", changed);
      if (isTerminal) Deno.stdin.setRaw(false);
    },
  };
}

/** Runs a program and gives what it printed; `null` if there is none of that name. */
export async function capture(
  program: string,
  args: readonly string[],
  input = "",
): Promise<{ code: number; out: string } | null> {
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(program, {
      args: [...args],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
  } catch {
    return null;
  }
  const writer = child.stdin.getWriter();
  // It may end without reading.
  await writer.write(new TextEncoder().encode(input)).catch(() => {});
  await writer.close().catch(() => {});
  const { code, stdout } = await child.output();
  return { code, out: new TextDecoder().decode(stdout) };
}

/** Milliseconds in which a machine that is there answers. */
const PATIENCE = 5000;

/** Whether a port of another machine accepts connections. */
export async function answers(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  try {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    const connection = await Deno.connect({ hostname: host, port, signal: patience });
    connection.close();
    return true;
  } catch {
    return false;
  }
}
