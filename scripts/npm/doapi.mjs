#!/usr/bin/env node
// The command line runs in Deno alone: this finds one, from npm or in PATH, or says what is needed.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";
import { fileURLToPath } from "node:url";

const NEEDED = "doapi: The command line runs in Deno, which npm has, too: npm install deno\n";

/** The program and its first arguments. */
function deno() {
  try {
    return [process.execPath, createRequire(import.meta.url).resolve("deno/bin.cjs")];
  } catch {
    return ["deno"];
  }
}

const file = (name) => fileURLToPath(new URL(name, import.meta.url));
const [program, ...first] = deno();
const flags = JSON.parse(readFileSync(file("flags.json"), "utf8"));
const args = [...first, "run", ...flags, file("main.js"), ...process.argv.slice(2)];
const child = spawn(program, args, {
  stdio: "inherit",
  env: { ...process.env, DENO_NO_UPDATE_CHECK: "1" },
});
// At a terminal they reach the child by themselves, and it decides what they mean.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("error", (error) => {
  process.stderr.write(error.code === "ENOENT" ? NEEDED : `doapi: ${error.message}\n`);
  process.exitCode = 1;
});
child.on("exit", (code, signal) => {
  if (signal) process.kill(process.pid, signal);
  else process.exitCode = code;
});
