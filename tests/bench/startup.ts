/**
 * Measures how long the compiled program takes from its start to its end, as a multiple of the time
 * of an empty compiled program: the part that is ours. `deno task bench:startup`
 *
 * @module
 */

import { findBinary } from "../binary/support.ts";

const RUNS = 30;

/** Compiles a program of one line. */
async function compile(folder: string, name: string, code: string): Promise<string> {
  const source = `${folder}/${name}.ts`;
  const output = `${folder}/${name}${Deno.build.os === "windows" ? ".exe" : ""}`;
  await Deno.writeTextFile(source, code);
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["compile", "--quiet", "--no-config", "--allow-net", "--output", output, source],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`Cannot compile ${name}`);
  return output;
}

/** Milliseconds from start to end. */
async function time(program: string, args: string[]): Promise<number> {
  const start = performance.now();
  const { success, stderr } = await new Deno.Command(program, { args, stdin: "null" }).output();
  const taken = performance.now() - start;
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return taken;
}

/** What a program itself takes: longer runs were kept waiting by others. */
function least(values: number[]): number {
  return Math.min(...values);
}

const binary = await findBinary();
if ("reason" in binary) throw new Error(`There is ${binary.reason}`);
const folder = await Deno.makeTempDir();
const server = Deno.serve(
  { hostname: "127.0.0.1", port: 0, onListen() {} },
  () => Response.json({ sizes: [{ slug: "s-1vcpu-1gb" }] }),
);
try {
  const url = `http://127.0.0.1:${server.addr.port}`;
  const empty = await compile(folder, "empty", "console.log(1);");
  const fetching = await compile(
    folder,
    "fetch",
    `console.log(await (await fetch("${url}")).text());`,
  );
  const programs: [name: string, program: string, args: string[]][] = [
    ["an empty program", empty, []],
    ["doapi --version", binary.path, ["--version"]],
    ["a program of one fetch()", fetching, []],
    ["doapi size", binary.path, ["--endpoint", url, "--api-token", "t", "size"]],
  ];
  const times: number[][] = programs.map(() => []);
  // In turns, so that whatever else the machine does is shared fairly; the first turn does not count.
  for (let turn = 0; turn <= RUNS; turn++) {
    for (const [at, [, program, args]] of programs.entries()) {
      const taken = await time(program, args);
      if (turn > 0) times[at]?.push(taken);
    }
  }
  const base = least(times[0] ?? []);
  for (const [at, [name]] of programs.entries()) {
    const found = least(times[at] ?? []);
    console.log(`${(found / base).toFixed(2)} x  ${found.toFixed(1).padStart(6)} ms  ${name}`);
  }
} finally {
  await server.shutdown();
  await Deno.remove(folder, { recursive: true });
}
