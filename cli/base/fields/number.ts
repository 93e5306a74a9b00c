/** Numbers as they were written: `12345678901234567890` and `5.0` are sent to the digit. */

/** A number whose text JavaScript would write in another way. */
export interface RawNumber {
  readonly rawJSON: string;
}

// TypeScript does not know these yet.
const { rawJSON, isRawJSON } = JSON as unknown as {
  rawJSON(text: string): RawNumber;
  isRawJSON(value: unknown): value is RawNumber;
};

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Reads a number; `null` if the text is none that JSON has. */
export function toNumber(text: string): number | RawNumber | null {
  if (!NUMBER.test(text)) return null;
  return String(Number(text)) === text ? Number(text) : rawJSON(text);
}

/** The value of a number in either form; `null` of anything else. */
export function valueOf(number: unknown): number | null {
  if (typeof number === "number") return number;
  return isRawJSON(number) ? Number(number.rawJSON) : null;
}

/**
 * Parses JSON text.
 *
 * @throws {SyntaxError} If it is none.
 */
export function parseJSON(text: string): unknown {
  const reviver = (_: string, value: unknown, context?: { source?: string }) =>
    typeof value === "number" && context?.source ? toNumber(context.source) : value;
  return JSON.parse(text, reviver);
}

/** A value as the text of a parameter. */
export function queryText(value: unknown): string {
  return isRawJSON(value) ? value.rawJSON : String(value);
}
