/**
 * A point in time as the API sent it: a `Date` that remembers its text, so that it is written back
 * exactly as it came.
 */
export class Timestamp extends Date {
  readonly #text: string;
  readonly #time: number;

  /** Reads an ISO 8601 / RFC 3339 text such as `"2016-01-01T00:01:45Z"`. */
  constructor(text: string) {
    super(text);
    this.#text = text;
    this.#time = this.getTime();
  }

  /** The API's own text, or, once the date was changed, whole seconds in the API's form. */
  override toJSON(): string {
    return this.getTime() === this.#time ? this.#text : isoSeconds(this);
  }
}

/** Formats a date in the API's form: UTC, no fraction unless there is one. */
export function isoSeconds(date: Date): string {
  return date.toISOString().replace(".000Z", "Z");
}

/** Turns a timestamp text into a {@linkcode Timestamp}; leaves what is not one as it is. */
export function timestamp(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const date = new Timestamp(value);
  return Number.isNaN(date.getTime()) ? value : date;
}
