/** A request that the sandbox has had, for assertions. */
export interface LoggedRequest {
  /** The `x-request-id` of the answer. */
  readonly id: string;
  /** When it came in, by the sandbox's clock, in epoch milliseconds. */
  readonly time: number;
  /** The method in capitals. */
  readonly method: string;
  /** The path with the query. */
  readonly path: string;
  /** The body of the request as text; empty if it had none, or one that was too long. */
  readonly body: string;
  /** The status of the answer; null if the connection was dropped. */
  readonly status: number | null;
  /** The body of the answer as text, unless it is longer than 4,096 characters. */
  readonly answer?: string;
  /** The number of the fault rule that hit it. */
  readonly fault?: number;
}

const CAPACITY = 1000;

/** How many characters the paths, bodies and answers in the log have together, at most. */
const MAX_TEXT = 8 * 1024 * 1024;

function textOf({ path, body, answer = "" }: LoggedRequest): number {
  return path.length + body.length + answer.length;
}

/** The latest requests: a thousand, or fewer where they are long. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  /** Where the log begins; what is before it is cut off seldom, since that moves the whole log. */
  #first = 0;
  #text = 0;

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    this.#text += textOf(entry);
    while (this.#entries.length - this.#first > CAPACITY || this.#text > MAX_TEXT) this.#drop();
    if (this.#first >= CAPACITY) {
      this.#entries = this.#entries.slice(this.#first);
      this.#first = 0;
    }
  }

  list(): LoggedRequest[] {
    return this.#entries.slice(this.#first);
  }

  clear(): void {
    this.#entries = [];
    this.#first = 0;
    this.#text = 0;
  }

  #drop(): void {
    const entry = this.#entries[this.#first] as LoggedRequest;
    this.#text -= textOf(entry);
    // What is dropped and not cut off yet holds no text.
    this.#entries[this.#first++] = { ...entry, path: "", body: "", answer: "" };
  }
}
