/**
 * Measures whole processes beside other programs, in one run: the compiled program, a floor (an
 * empty compiled program that fetches the same pages at once and prints them), and of doctl and the
 * Python program of 2016 those that are in PATH. `deno task bench:compare`
 *
 * @module
 */

import { createSandbox } from "@doapi/doapi/sandbox";
import { findBinary } from "../binary/support.ts";

const RUNS = 15;
const SIZES = [10, 1000, 10_000];

/** Milliseconds that every answer takes. */
const LATENCY = 50;

/** What fetches all pages as fast as a program can, and prints them. */
const FLOOR = `
const headers = { authorization: "Bearer t" };
const page = async (n) =>
  await (await fetch(Deno.args[0] + "/v2/droplets?per_page=200&page=" + n, { headers })).json();
const first = await page(1);
const pages = Math.ceil(first.meta.total / 200);
const rest = await Promise.all(Array.from({ length: pages - 1 }, (_, i) => page(i + 2)));
console.log(JSON.stringify([first, ...rest].flatMap(({ droplets }) => droplets), null, 4));
`;

/** A program, and the command line that lists droplets, or shows one by its name. */
interface Program {
  name: string;
  path: string;
  list: (url: string) => string[];
  named?: (url: string) => string[];
}

async function compileFloor(folder: string): Promise<string> {
  const source = `${folder}/floor.js`;
  await Deno.writeTextFile(source, FLOOR);
  const output = `${folder}/floor`;
  const args = ["compile", "--quiet", "--no-config", "--no-check", "--allow-net"];
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: [...args, "--output", output, source],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error("Cannot compile the floor");
  return output;
}

/** Where a program is, if it is in PATH. */
async function inPath(name: string): Promise<string | null> {
  for (const folder of (Deno.env.get("PATH") ?? "").split(":")) {
    const path = `${folder}/${name}`;
    if (await Deno.stat(path).then(({ isFile }) => isFile, () => false)) return path;
  }
  return null;
}

/** The programs that there are to compare. */
async function programs(folder: string): Promise<Program[]> {
  const binary = await findBinary();
  if ("reason" in binary) throw new Error(`There is ${binary.reason}`);
  const ours = (url: string) => ["--endpoint", url, "--api-token", "t", "droplet", "show"];
  const found: Program[] = [
    { name: "doapi", path: binary.path, list: ours, named: (url) => [...ours(url), "droplet-5"] },
    { name: "floor", path: await compileFloor(folder), list: (url) => [url] },
  ];
  const doctl = await inPath("doctl");
  if (doctl !== null) {
    const config = `${folder}/doctl.yaml`;
    await Deno.writeTextFile(config, "");
    const compute = (
      url: string,
    ) => ["--api-url", url, "-t", "t", "--config", config, "-o", "json", "compute", "droplet"];
    found.push({
      name: "doctl",
      path: doctl,
      list: (url) => [...compute(url), "list"],
      named: (url) => [...compute(url), "get", "droplet-5"],
    });
  }
  const python = await inPath("doapi-droplet");
  if (python !== null && (await Deno.readTextFile(python)).startsWith("#!")) {
    const old = (url: string) => ["--endpoint", url, "--api-token", "t", "show"];
    found.push({
      name: "2016",
      path: python,
      list: old,
      named: (url) => [...old(url), "droplet-5"],
    });
  }
  return found;
}

async function time(path: string, args: string[]): Promise<number> {
  const start = performance.now();
  const { success, stderr } = await new Deno.Command(path, { args, stdin: "null" }).output();
  if (!success) throw new Error(`${path}: ${new TextDecoder().decode(stderr)}`);
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}

/** Times each of the programs in turn, and prints their medians and our part of each. */
async function compare(what: string, rows: [name: string, path: string, args: string[]][]) {
  const times = rows.map((): number[] => []);
  for (let turn = 0; turn <= RUNS; turn++) {
    for (const [i, [, path, args]] of rows.entries()) {
      const taken = await time(path, args);
      // The first turn reads the files from the disk.
      if (turn > 0) times[i]?.push(taken);
    }
  }
  const ours = median(times[0] as number[]);
  const cells = rows.map(([name], i) => {
    const taken = median(times[i] as number[]);
    return `${name} ${(taken / 1000).toFixed(3)} s (${(ours / taken).toFixed(2)} x)`;
  });
  console.log(`${what}: ${cells.join(", ")}`);
}

const folder = await Deno.makeTempDir();
try {
  const all = await programs(folder);
  for (const size of SIZES) {
    const sandbox = createSandbox({ limits: false, rateLimit: false, seed: { droplets: size } });
    const server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {} },
      async (request) => {
        await new Promise((resolve) => setTimeout(resolve, LATENCY));
        return await sandbox.fetch(request);
      },
    );
    try {
      const url = `http://127.0.0.1:${server.addr.port}`;
      await compare(`list ${size}`, all.map(({ name, path, list }) => [name, path, list(url)]));
      if (size !== 1000) continue;
      const named = all.flatMap(({ name, path, named }): [string, string, string[]][] =>
        named ? [[name, path, named(url)]] : []
      );
      await compare(`one of ${size} by name`, named);
    } finally {
      await server.shutdown();
    }
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
