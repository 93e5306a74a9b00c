/**
 * JSON without loss: numbers that JavaScript would write differently from how they came (`5.0`,
 * integers beyond 2^53) keep their text as long as nobody changes them.
 */

/** The text of a number, beside the value it was read as. */
interface NumberText {
  value: number;
  text: string;
}

/** Keyed by the object or array that holds the number, so that the texts die with it. */
const texts = new WeakMap<object, Map<string, NumberText>>();

/** Whether there has been any. */
let areThereTexts = false;

// Zeros at the end of a fraction or many at its beginning, an exponent, more digits than a number
// keeps, or a minus before zero.
const UNUSUAL = String
  .raw`-0(?=\s*[,\]}])|-?(?:\d+\.(?:\d*0(?=\s*[,\]}])|0{6})|\d+(?:\.\d+)?[eE]|\d{16}|[\d.]{17})`;

/** Finds whether a text may have such numbers: few have. */
const UNUSUAL_NUMBER = new RegExp(String.raw`[:,[]\s*(?:${UNUSUAL})`);

/** The same with the whole of the number, to put something in its place. */
const UNUSUAL_NUMBERS = new RegExp(String.raw`([:,[]\s*)((?:${UNUSUAL})[\d.eE+-]*)`, "g");

/** A number of JSON. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Text that may be a single number. */
const SCALAR = /^\s*[-\d]/;

/** The field of an object that stands for an unusual number. Its first character is rare. */
const STANDS_FOR = "\0number";

/** What `JSON.parse` hands to a reviver where source text access is implemented. */
type Reviver = (
  this: object,
  key: string,
  value: unknown,
  context?: { source?: string },
) => unknown;

/**
 * Parses JSON text and remembers how unusual numbers were written.
 *
 * @throws {SyntaxError} If the text is not JSON.
 */
export function parseJSON(text: string): unknown {
  if (SCALAR.test(text)) return parseWithReviver(text);
  if (!UNUSUAL_NUMBER.test(text)) return JSON.parse(text);
  return parseMarked(text) ?? parseWithReviver(text);
}

/**
 * Parses text with objects in the place of unusual numbers, and takes them out again: several times
 * faster than a reviver, which is called for everything. Gives null where that does not work: what
 * looks like a number is part of a string, which ends where the object begins, or there is an error.
 */
function parseMarked(text: string): object | null {
  if (text.includes("\\u0000")) return null;
  const marked = text.replace(
    UNUSUAL_NUMBERS,
    (whole, before: string, number: string) =>
      NUMBER.test(number) ? `${before}{"\\u0000number":"${number}"}` : whole,
  );
  let value: object;
  try {
    value = JSON.parse(marked);
  } catch {
    return null;
  }
  unmark(value);
  return value;
}

/** Puts numbers in the place of the objects that stand for them. */
function unmark(holder: object): void {
  eachObject(holder, (item, key) => {
    const text = (item as { [STANDS_FOR]?: string })[STANDS_FOR];
    if (text === undefined) return unmark(item);
    const value = Number(text);
    (holder as Record<string, unknown>)[key] = value;
    if (String(value) !== text) hold(holder, String(key), { value, text });
  });
}

/** Calls a function with each object and list that is directly in another. */
function eachObject(holder: object, use: (item: object, key: string | number) => void): void {
  if (Array.isArray(holder)) {
    for (let i = 0; i < holder.length; i++) {
      const item = holder[i];
      if (typeof item === "object" && item !== null) use(item, i);
    }
  } else {
    for (const key in holder) {
      const item = (holder as Record<string, unknown>)[key];
      if (typeof item === "object" && item !== null) use(item, key);
    }
  }
}

function parseWithReviver(text: string): unknown {
  const reviver: Reviver = function (key, value, context) {
    const { source } = context ?? {};
    if (typeof value === "number" && source && String(value) !== source) {
      hold(this, key, { value, text: source });
    }
    return value;
  };
  return JSON.parse(text, reviver);
}

function hold(holder: object, key: string, number: NumberText): void {
  const held = texts.get(holder) ?? new Map<string, NumberText>();
  texts.set(holder, held.set(key, number));
  areThereTexts = true;
}

/** How a number of a field was written; undefined if it was written as JavaScript does. */
export function numberText(holder: object, key: string): string | undefined {
  const held = texts.get(holder)?.get(key);
  return held && Object.is(held.value, (holder as Record<string, unknown>)[key])
    ? held.text
    : undefined;
}

/** How all unusual numbers in plain JSON were written, in a text that is the same for the same. */
export function numberTexts(value: object): string {
  if (!areThereTexts) return "";
  let all = "";
  for (const [key, { text }] of texts.get(value) ?? []) all += `${JSON.stringify(key)}${text}`;
  eachObject(value, (item, key) => {
    const inside = numberTexts(item);
    if (inside !== "") all += `${JSON.stringify(key)}{${inside}}`;
  });
  return all;
}

/** Makes `copy` write its numbers as `original` does. */
export function keepNumberTexts(original: object, copy: object): void {
  const held = texts.get(original);
  if (held) texts.set(copy, new Map(held));
}

/**
 * The value of a field, an integer that a number cannot hold as a bigint: what was read as
 * 9007199254740992 may have been 9007199254740993, which is another id.
 */
export function exactValue(holder: object, key: string): unknown {
  const value = (holder as Record<string, unknown>)[key];
  const held = texts.get(holder)?.get(key);
  const rounded = held !== undefined && Object.is(held.value, value) &&
    !Number.isSafeInteger(value) && /^-?\d+$/.test(held.text);
  return rounded ? BigInt(held.text) : value;
}
