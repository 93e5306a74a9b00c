import type { SandboxState } from "./state.ts";

// Later than this, years have more digits than the API's timestamps have.
const END_OF_TIME = Date.UTC(9999, 11, 31);

/**
 * The sandbox's own time: the time it was given, plus what was advanced by hand, or a standstill.
 * Its two numbers live in the state, so that a restored sandbox goes on at its own time.
 */
export class Clock {
  readonly #base: () => number;
  readonly #state: () => SandboxState;

  constructor(base: () => number, state: () => SandboxState) {
    this.#base = base;
    this.#state = state;
  }

  /** Epoch milliseconds. */
  now(): number {
    const { offset, frozen } = this.#state().clock;
    return frozen ?? this.#base() + offset;
  }

  get frozen(): boolean {
    return this.#state().clock.frozen !== null;
  }

  advance(seconds: number): void {
    if (!Number.isFinite(seconds) || seconds < 0) {
      throw new RangeError(`Cannot advance the clock by ${seconds} seconds`);
    }
    if (this.now() + seconds * 1000 > END_OF_TIME) {
      throw new RangeError(`Cannot advance the clock by ${seconds} seconds: that is after 9999`);
    }
    const clock = this.#state().clock;
    if (clock.frozen !== null) clock.frozen += seconds * 1000;
    else clock.offset += seconds * 1000;
  }

  freeze(): void {
    this.#state().clock.frozen = this.now();
  }

  /** Lets the time run on from where it stood. */
  thaw(): void {
    const clock = this.#state().clock;
    if (clock.frozen === null) return;
    clock.offset = clock.frozen - this.#base();
    clock.frozen = null;
  }
}

/** A time as the API writes it: UTC, to the second. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19) + "Z";
}
