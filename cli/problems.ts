import { ValidationError } from "@cliffy/command";
import { oneLine } from "./errors.ts";

/** Several things that are wrong with one command line. */
export class Problems extends ValidationError {
  /** What can be done about them, if anything. */
  readonly hint: string | null;

  /** @param lines A sentence for each. */
  constructor(lines: readonly string[], hint: string | null = null) {
    super(lines.map(oneLine).join("\n"));
    // Cliffy's errors make themselves of their own class.
    Object.setPrototypeOf(this, Problems.prototype);
    this.hint = hint;
  }
}
