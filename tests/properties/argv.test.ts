// What a command is given for a command line, against a model: every option of every command, in
// every spelling, with every value, around any arguments.
import { ValidationError } from "@cliffy/command";
import { assertEquals, assertInstanceOf } from "@std/assert";
import fc from "fast-check";
import { app } from "../../cli/app.ts";
import { readLine } from "../../cli/args/argv.ts";
import { readFilter, readSort } from "../../cli/args/selection.ts";
import type { Context } from "../../cli/context.ts";
import type { AnyCommand } from "../../cli/args/options.ts";
import { property } from "../support/property.ts";

type Option = ReturnType<AnyCommand["getOptions"]>[number];

const tree = await app({} as Context);

/** What the action of a command was given last. */
let seen: { options: object; args: unknown[] } | null = null;

const LEAVES = leaves(tree, []);

function leaves(command: AnyCommand, path: string[]): [path: string, command: AnyCommand][] {
  const children = command.getCommands(true) as AnyCommand[];
  if (children.length > 0) return children.flatMap((c) => leaves(c, [...path, c.getName()]));
  command.action((options: object, ...args: unknown[]) => void (seen = { options, args }));
  return [[path.join(" "), command]];
}

/** Values that some options are particular about. */
const VALID: Record<string, string[]> = {
  output: ["json", "tsv"],
  errors: ["text", "json"],
  "if-exists": ["reuse", "fail", "warn"],
  "wait-for": ["active", "ssh"],
  columns: ["id", "region"],
  filter: ["id=3", "name!=x*"],
  sort: ["id", "name:desc"],
  color: ["always", "never"],
  status: ["active", "off"],
  request: ["GET", "PUT"],
  "rate-limit": ["on", "off"],
  limits: ["on", "off"],
};
const NUMBERS = ["1", "7", "1e3"];
const TEXTS = ["x", "a=b", "=", "=x", "-", "show", "web 1", "-Bx", "-q", "--", "--quiet=x"];

const isOfNumbers = (type: string) => /^(number|integer|time)$/.test(type);
const isNumber = ({ args: [arg] }: Option) => isOfNumbers(arg?.type ?? "");

/** Texts for an option's value, the empty one among them; `null` if it takes none. */
function valuesOf(option: Option): (string | null)[] {
  if (option.args.length === 0) return [null];
  const { words } = option as { words?: readonly string[] };
  const one = words?.length ? words : isNumber(option) ? NUMBERS : TEXTS;
  return ["", ...VALID[option.name] ?? one];
}

/** The value as the command is to be given it; `undefined` if it is to be refused. */
function meant(option: Option, value: string | null): unknown {
  if (value === null) return !option.name.startsWith("no-");
  if (value === "" && option.args[0]?.type !== "text") return undefined;
  if (option.name === "columns") return [value];
  if (option.name === "filter") return readFilter(value);
  if (option.name === "sort") return readSort(value);
  return isNumber(option) ? Number(value) : value;
}

const SPELLINGS = ["long", "long=", "short", "short=", "cluster"] as const;

/** The words of an option with a value; as long as it has no letter, only the long ones are there. */
function typed({ flags }: Option, value: string | null, spelling: string): string[] {
  const long = flags.at(-1) as string;
  const short = flags.find((flag) => /^-[^-]$/.test(flag));
  if (value === null) return [short && spelling === "short" ? short : long];
  if (short && spelling === "short=") return [`${short}=${value}`];
  if (short && spelling === "cluster") return [`-q${short[1]}=${value}`];
  if (short && spelling === "short") return /^[^=]/.test(value) ? [short + value] : [short, value];
  return spelling === "long" ? [long, value] : [`${long}=${value}`];
}

const picks = fc.array(
  fc.record({ option: fc.nat(99), value: fc.nat(99), spelling: fc.constantFrom(...SPELLINGS) }),
  { maxLength: 5 },
);
const words = fc.array(fc.constantFrom("web", "a=b", "-", "show", "droplet", "="), {
  maxLength: 3,
});
const literal = fc.array(fc.constantFrom("-q", "--help", "--", "", "x"), { maxLength: 2 });

const isNotShow = (word: string) => word !== "show";

property(
  "a command is given each value and argument as it was typed, or the line is refused",
  [fc.nat(LEAVES.length - 1), picks, fc.nat(5), words, fc.option(literal)],
  async (leaf, picks, before, words, literal) => {
    const [path, command] = LEAVES[leaf]!;
    const options = (command.getOptions(true) as Option[]).filter(({ name, hidden, standalone }) =>
      // Where there is no status to wait for, none fits.
      !standalone && !(hidden && name === "status")
    );
    const quiet = options.find(({ name }) => name === "quiet")!;
    const required = options.filter(({ required }) => required)
      .map((option) => ({ option, value: "x", spelling: "long" as string }));
    const given = [
      ...required,
      ...picks.map(({ option, value, spelling }) => {
        const picked = options[option % options.length]!;
        const values = valuesOf(picked);
        return { option: picked, value: values[value % values.length]!, spelling };
      }),
    ];

    // The line, and what it means.
    const line = path.split(" ");
    const key = (name: string) =>
      name.replace(/^no-/, "").replace(/-(.)/g, (_, c) => c.toUpperCase());
    const values = new Map<string, unknown>();
    const names = new Set<string>();
    let missing = false;
    for (const [i, { option, value, spelling }] of given.entries()) {
      // What another program is given comes after all options.
      if (i === before && path !== "sandbox exec") line.push(...words);
      const spelled = typed(option, value, spelling);
      line.push(...spelled);
      missing ||= spelled.length === 2 && ["-q", "--", "--quiet=x"].includes(value!);
      if (spelled[0]?.startsWith("-q") && option !== quiet) {
        names.add("quiet");
        values.set("quiet", true);
      }
      names.add(option.name);
      const earlier = option.collect ? values.get(key(option.name)) ?? [] : [];
      const now = meant(option, value);
      values.set(key(option.name), option.collect ? [...earlier as unknown[], now] : now);
    }
    // What can only be turned off is on until it is.
    const all = new Set(options.map(({ name }) => name));
    for (const name of all) {
      const isSwitch = name.startsWith("no-") && !all.has(name.slice("no-".length));
      if (isSwitch && !values.has(key(name))) values.set(key(name), true);
    }
    if (before >= given.length || path === "sandbox exec") line.push(...words);
    if (literal) line.push("--", ...literal);
    // From its first word on, another program's line is its own.
    const passed = literal && path === "sandbox exec" && words.length > 0 ? ["--"] : [];
    const defined = command.getArguments();
    // What only shows something may be asked to show it.
    const shows = !path.includes(" ") && defined.length === 0 ? words.findIndex(isNotShow) : 0;
    const args = [...shows < 0 ? [] : words.slice(shows), ...passed, ...literal ?? []];

    const most = defined.at(-1)?.variadic ? Infinity : defined.length;
    const least = defined.filter(({ optional }) => !optional).length;
    const forbidden = options.some(({ name, conflicts = [] }) =>
      names.has(name) && [...conflicts, `no-${name}`].some((other) => names.has(other))
    );
    const wrong = missing || forbidden || args.length < least || args.length > most ||
      [...values.values()].flat().includes(undefined) ||
      args.some((arg, i) => {
        const type = defined[Math.min(i, defined.length - 1)]?.type ?? "";
        // No word is a number.
        return isOfNumbers(type) || (arg === "" && type !== "text");
      });

    seen = null;
    let error: Error | null = null;
    try {
      const { words, problems } = readLine(tree, line);
      if (problems) throw problems;
      await tree.parse(words);
    } catch (thrown) {
      error = thrown as Error;
    }
    if (wrong) {
      assertInstanceOf(error, ValidationError, `${JSON.stringify(line)} is not refused`);
      assertEquals(seen, null);
    } else {
      // What can only be turned off is on.
      const on = options.filter(({ name }) =>
        name.startsWith("no-") && !options.some((other) => `no-${other.name}` === name)
      ).map(({ name }) => [key(name), true]);
      const expected = { options: Object.fromEntries([...on, ...values]), args };
      assertEquals([error?.message, seen], [undefined, expected], JSON.stringify(line));
    }
  },
  3000,
);
