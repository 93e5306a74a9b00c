/**
 * Master files of DNS zones, in the form of RFC 1035 with the times of BIND (`1h30m`). The parsers
 * on npm leave out lines that they cannot read, and a zone must not lose records silently.
 */

/** A value of an entry, without the quotes around it and the escapes in it. */
export type Values = readonly string[];

/** A record as it is in the file. */
export interface Entry {
  /** The line that it begins in. */
  readonly line: number;
  /** The whole name, with a dot at its end. */
  readonly name: string;
  /** Seconds; `null` where the file has no time for it. */
  readonly ttl: number | null;
  readonly type: string;
  readonly values: Values;
  /** What relative names in the values end in. */
  readonly origin: string;
}

/** A zone that has been read. */
export interface Zone {
  readonly entries: readonly Entry[];
  /** What cannot be read. */
  readonly problems: readonly Problem[];
}

/** What is wrong in a line. */
export interface Problem {
  readonly line: number;
  readonly text: string;
}

/** A line, or several that parentheses hold together. */
interface Line {
  number: number;
  /** Whether it begins with a blank, and so has the name of the record before it. */
  isIndented: boolean;
  words: string[];
}

/** A comment, a string, an end of a line, a parenthesis, blanks, a word, or what is none of that. */
const TOKEN =
  /;[^\n]*|"((?:[^"\\\n]|\\[^\n])*)"|\n|[()]|[^\S\n]+|((?:[^\s;"()\\]|\\[^\n])+)|[\s\S]/g;

/** Reads a zone; `origin` is its name, with a dot at its end. */
export function parseZone(text: string, origin: string): Zone {
  const problems: Problem[] = [];
  const entries: Entry[] = [];
  const state: State = { origin, owner: null, ttl: null };
  for (const line of lines(text, problems)) {
    const entry = read(line, state);
    if (typeof entry === "string") problems.push({ line: line.number, text: entry });
    else if (entry) entries.push(entry);
  }
  return { entries, problems };
}

/** What lines have from those before them. */
interface State {
  origin: string;
  owner: string | null;
  ttl: number | null;
}

function* lines(text: string, problems: Problem[]): Generator<Line> {
  let number = 1;
  let depth = 0;
  let line: Line = { number, isIndented: false, words: [] };
  const wrong = (text: string, line = number) => problems.push({ line, text });
  let isStart = true;
  for (const [token, quoted, plain] of text.matchAll(TOKEN)) {
    if (token === "\n" && depth === 0) {
      if (line.words.length > 0) yield line;
      line = { number: number + 1, isIndented: false, words: [] };
    } else if (token === "(") depth++;
    else if (token === ")" && depth > 0) depth--;
    else if (quoted !== undefined || plain !== undefined) {
      line.words.push(unescaped(quoted ?? plain ?? ""));
    } else if (/^[^\S\n]/.test(token)) line.isIndented ||= isStart;
    else if (token === '"') wrong("a quotation mark is not closed");
    else if (!/^[;\n]/.test(token)) wrong(`unexpected ${token}`);
    if (token === "\n") number++;
    isStart = token === "\n" && depth === 0;
  }
  if (depth > 0) wrong("a parenthesis is not closed", line.number);
  if (line.words.length > 0) yield line;
}

/** Text without escapes: `\"` is a quotation mark, and `\195\188` a letter in UTF-8. */
function unescaped(text: string): string {
  const bytes = [...text.matchAll(/\\(\d{3})|\\([\s\S])|([^\\]+)/g)].flatMap(
    ([, code, escaped, plain]) =>
      code === undefined ? [...new TextEncoder().encode(escaped ?? plain)] : Number(code),
  );
  return new TextDecoder().decode(new Uint8Array(bytes));
}

/** Reads a line: an entry, nothing of a directive, or what is wrong. */
function read({ number, isIndented, words }: Line, state: State): Entry | string | null {
  const [first = "", second, ...more] = words;
  if (/^\$/.test(first)) return direct(first.toUpperCase(), second, more.length, state);
  const name = isIndented ? state.owner : absolute(first, state.origin);
  if (name === null) return "there is no record before it whose name it could have";
  const rest = isIndented ? [...words] : words.slice(1);
  let { ttl } = state;
  for (let word = rest[0] ?? "";; word = rest[0] ?? "") {
    const time = seconds(word);
    if (/^(CH|CS|HS)$/i.test(word)) return `the class ${word} is not IN`;
    if (time === null && !/^IN$/i.test(word)) break;
    ttl = time ?? ttl;
    rest.shift();
  }
  const [type, ...values] = rest;
  if (type === undefined || values.length === 0) return "there is no type and value of a record";
  state.owner = name;
  return { line: number, name, ttl, type: type.toUpperCase(), values, origin: state.origin };
}

function direct(
  directive: string,
  value: string | undefined,
  more: number,
  state: State,
): string | null {
  if (value === undefined || more > 0) return `${directive} has one value`;
  if (directive === "$ORIGIN") state.origin = absolute(value, state.origin);
  else if (directive === "$TTL") {
    state.ttl = seconds(value);
    if (state.ttl === null) return `${value} is not a time`;
  } else return `${directive} is not supported: put all records in one file`;
  return null;
}

/** A name as a whole, with a dot at its end. */
export function absolute(name: string, origin: string): string {
  if (name === "@") return origin;
  return name.endsWith(".") ? name : `${name}.${origin}`;
}

const UNITS: Readonly<Record<string, number>> = { w: 604800, d: 86400, h: 3600, m: 60, s: 1 };

/** A time in seconds; `null` if the text is not one. */
function seconds(text: string): number | null {
  if (!/^(\d+|(\d+[wdhms])+)$/i.test(text)) return null;
  const parts = [...text.matchAll(/(\d+)([wdhms]?)/gi)];
  return parts.reduce(
    (sum, [, n, unit = ""]) => sum + Number(n) * (UNITS[unit.toLowerCase()] ?? 1),
    0,
  );
}
