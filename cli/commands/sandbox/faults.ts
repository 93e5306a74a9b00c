import { ValidationError } from "@cliffy/command";
import type { FaultRule } from "../../../lib/sandbox/mod.ts";
import { group, offering, oneOf, seconds, withColumns } from "../../args/options.ts";
import { jsonObject, textOrFile } from "../../base/files.ts";
import type { Context } from "../../context.ts";
import { printList, printObject } from "../../output/print.ts";
import { ask, controlling } from "./controls.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

const WHEN = ["before", "after"] as const;

const COLUMNS = ["id", "method", "path", "left", "status", "drop", "latency"];

/** `doapi sandbox faults` */
export function faults(ctx: Context) {
  return group("Make requests to the simulator fail.", {
    add: add(ctx),
    list: list(ctx),
    clear: clear(ctx),
  });
}

function add(ctx: Context) {
  return controlling("Make requests fail: which ones, how often and how. Prints the rule.")
    .arguments("[rule:word]")
    .group("Which requests, and how often")
    .option(
      "--method <method:string>",
      "Those with this method. (Default: every one)",
      oneOf("--method", METHODS),
    )
    .option(
      "--path <path:string>",
      "Those to this path; * stands for anything. (Default: every one)",
    )
    .option("--times <number:integer>", "Only the next so many of them. (Default: all)")
    .option("--probability <share:number>", "A share of them, from 0 to 1. (Default: all)")
    .group("What goes wrong")
    .option("--status <status:integer>", "Answer with this status, and do nothing.")
    .option("--body <body:text>", "The body of that answer, JSON or text; @FILE, @-.")
    .option("--header <header:string>", "A header of that answer, NAME:VALUE; repeatable.", {
      collect: true,
    })
    .option("--html", "Answer with a page, as a proxy would.")
    .option(
      "--drop <when:string>",
      "Lose the connection before or after the request has its effect.",
      oneOf("--drop", WHEN),
    )
    .option("--latency <time:time>", "Answer after this time.", seconds("--latency"))
    .option(
      "--truncate <characters:string>",
      "Cut the answer off after so many characters, or half.",
      offering({ value: length }, ["half"]),
    )
    .option("--bad-json", "Answer with what is not JSON.")
    .option("--error-action", "Let the actions that the request starts end errored.")
    .group(null)
    .example(
      "The next two requests fail",
      "doapi sandbox faults add --times 2 --status 503 --header retry-after:1",
    )
    .example(
      "A droplet is made, and the answer is lost",
      "doapi sandbox faults add --method POST --path /v2/droplets --times 1 --drop after",
    )
    .example("The same as JSON", `doapi sandbox faults add '{"times": 1, "drop": "after"}'`)
    .action(async (options, json) => {
      const { method, path, times, probability, status, html, drop, latency, truncate } = options;
      const rule: { [key in keyof FaultRule]: FaultRule[key] | undefined } = {
        ...await jsonObject(ctx, "The rule", json),
        ...given({ method, path, times, probability, status, html, drop, latency, truncate }),
        ...given({ badJson: options.badJson, errorAction: options.errorAction }),
        ...given({ body: options.body && jsonOrText(await textOrFile(ctx, options.body)) }),
        ...given({ headers: options.header && headersOf(options.header) }),
      };
      const answer = await ask(ctx, options, { method: "POST", path: "faults", body: rule });
      await printObject(ctx, options, (answer as { fault: unknown }).fault);
    });
}

/** Where `--truncate` cuts an answer. */
function length(text: string): number | true {
  if (text === "half") return true;
  if (/^\d+$/.test(text)) return Number(text);
  throw new ValidationError(`Option "--truncate" must be a number or half, but got "${text}".`);
}

/** An object without undefined fields. */
function given<T extends object>(options: T): Partial<T> {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}

function jsonOrText(text: string): FaultRule["body"] {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function headersOf(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(texts.map((text) => {
    const [, name, value] = /^([^:=]+)[:=]\s*(.*)$/.exec(text) ?? [];
    if (name !== undefined && value !== undefined) return [name, value];
    throw new ValidationError(`Option "--header" must be like retry-after:1, but got "${text}".`);
  }));
}

function list(ctx: Context) {
  return controlling("List the rules with their numbers.")
    .example("As a table", "doapi sandbox faults list -o table")
    .action(async (options) => {
      const { faults } = await ask(ctx, options, { path: "faults" }) as { faults: unknown[] };
      await printList(ctx, withColumns(options, COLUMNS), faults);
    });
}

function clear(ctx: Context) {
  return controlling("Remove rules, or all of them. There is no output.")
    .arguments("[id...:integer]")
    .example("One of them", "doapi sandbox faults clear 2")
    .action(async (options, ...ids) => {
      const paths = ids.length === 0 ? ["faults"] : ids.map((id) => `faults/${id}`);
      for (const path of paths) await ask(ctx, options, { method: "DELETE", path });
    });
}
