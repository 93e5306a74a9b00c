import type { Context } from "../context.ts";

/** How many characters are written at once. */
const ENOUGH = 2 ** 16;

/**
 * Writes text in a few large pieces: when there is enough of it, and when the program waits for the
 * network. A piece never ends within a text, since the token must not be in two pieces. The first text
 * is a piece of its own, which shows at once whether anybody reads.
 */
export class Batches {
  readonly #ctx: Context;
  #text = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #written: Promise<void> = Promise.resolve();
  #isFirst = true;

  /** Writes to the result of a command. */
  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** Adds text; a promise is to be waited for, as the reader may be slower than what comes. */
  add(text: string): Promise<void> | undefined {
    this.#text += text;
    if (this.#isFirst || this.#text.length >= ENOUGH) {
      this.#isFirst = false;
      return this.end();
    }
    // Runs when the program has nothing else to do; what fails then is thrown by the next write.
    this.#timer ??= setTimeout(() => this.#write().catch(() => {}), 0);
    return undefined;
  }

  /** Writes what is left. */
  end(): Promise<void> {
    return this.#write();
  }

  #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = this.#text;
    this.#text = "";
    return this.#written = this.#written.then(() => text ? this.#ctx.out(text) : undefined);
  }
}
