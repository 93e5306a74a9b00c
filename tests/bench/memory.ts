/**
 * Measures the most memory that the compiled program has in use while it lists droplets from a
 * simulator: it should not grow with the list. On Linux only. `deno task bench:memory`
 *
 * @module
 */

import { findBinary } from "../binary/support.ts";

const SIZES = [1000, 10_000, 100_000];

/** The peak of a running process's resident memory, in bytes. */
async function peak(pid: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1]) * 1024;
}

/** Reads a list to its end; gives the program's peak and how long it took. */
async function measure(program: string, url: string) {
  const begun = performance.now();
  const args = ["--endpoint", url, "--api-token", "any", "droplet", "show"];
  const child = new Deno.Command(program, { args, stdout: "piped" }).spawn();
  let bytes = 0;
  let most = 0;
  let chunks = 0;
  for await (const chunk of child.stdout) {
    bytes += chunk.length;
    // It may have ended by now, since what it wrote last can wait to be read.
    if (chunks++ % 50 === 0) most = await peak(child.pid) || most;
  }
  if (!(await child.status).success) throw new Error("The list failed");
  return { bytes, most, seconds: (performance.now() - begun) / 1000 };
}

const binary = await findBinary();
if ("reason" in binary) throw new Error(`There is ${binary.reason}`);
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed()} MB`.padStart(8);
console.log("| droplets |   output |   memory |     time |");
console.log("| -------: | -------: | -------: | -------: |");
for (const droplets of SIZES) {
  const seed = JSON.stringify({ account: { droplet_limit: 1e9 }, droplets });
  const serve = [
    "sandbox",
    "serve",
    "--port",
    "0",
    "--rate-limit",
    "off",
    "--quiet",
    "--seed",
    seed,
  ];
  const server = new Deno.Command(binary.path, { args: serve, stdout: "piped" }).spawn();
  try {
    const lines = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const url = ((await lines.read()).value ?? "").trim();
    const { bytes, most, seconds } = await measure(binary.path, url);
    const cells = [megabytes(bytes), megabytes(most), `${seconds.toFixed(1)} s`.padStart(8)];
    console.log(`| ${droplets.toLocaleString("en").padStart(8)} | ${cells.join(" | ")} |`);
    await lines.cancel();
  } finally {
    server.kill("SIGTERM");
    await server.status;
  }
}
