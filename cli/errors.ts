import { ValidationError } from "@cliffy/command";
import {
  ConnectionError,
  DOAPIError,
  OriginError,
  RateLimited,
  Unauthorized,
  WaitTimeoutError,
} from "../mod.ts";

/** The program's exit codes, as `doapi help exit-codes` tells them. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  errored: 3,
  token: 4,
  timeout: 5,
  interrupted: 130,
} as const;

/** Ends the program with a message and an exit code other than 1. */
export class ExitError extends Error {
  override readonly name = "ExitError";
  /** The exit code. */
  readonly code: number;

  /** @param message What is said on standard error; empty if everything was said already. */
  constructor(message: string, code: number = EXIT.failed) {
    super(message);
    this.code = code;
  }
}

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

/** A file that was to be read and is not there. */
export class MissingFile extends ExitError {
  /** @param path The file. */
  constructor(path: string) {
    super(`Cannot read ${path}: no such file or directory`);
  }
}

/** What the user is told of an error, and the exit code. */
export interface Report {
  message: string;
  hint?: string;
  code: number;
}

const TOKEN_HINT =
  "Create a token in the API section of DigitalOcean's control panel and pass it " +
  "with --api-token or --api-token-file, in DO_API_TOKEN, or in ~/.doapi; or try --sandbox";

const LITERAL_HINT = "If it is no option, write -- before the arguments";

/** What is said first where an action of 2016 has failed that there is no longer. */
const RETIRED = /^Cannot (perform )?(upgrade|enable_private_networking|change_kernel) /;

/** Hints for answers of the API, by what was requested. */
const ANSWERS: [test: (error: DOAPIError) => boolean, hint: string][] = [
  [(e) => e instanceof Unauthorized, TOKEN_HINT],
  [
    (e) => e.status === 404 && /droplet_upgrades|droplet_neighbors/.test(e.url),
    "DigitalOcean has retired this report",
  ],
  [
    (e) => e.status === 404 && /\/kernels/.test(e.url),
    "Droplets manage their kernels themselves by now",
  ],
  [
    (e) => e.status === 422 && e.method === "POST" && /pending event/i.test(e.apiMessage),
    "Wait for what is in progress first: doapi action wait",
  ],
  [
    (e) => e.status !== 401 && RETIRED.test(e.message),
    "DigitalOcean has retired this action",
  ],
  [(e) => e.status === 422 && /invalid size/i.test(e.apiMessage), "See doapi size"],
  [(e) => e.status === 422 && /invalid region/i.test(e.apiMessage), "See doapi region"],
  [(e) => e instanceof RateLimited, "See doapi account --rate-limit"],
];

/** Hints for what is not sent at all. */
const REFUSALS: [test: (error: Error) => boolean, hint: string][] = [
  [(e) => e instanceof OriginError && /^The URL/.test(e.message), "See --allow-other-host"],
  [(e) => e instanceof TypeError && /is not encrypted/.test(e.message), "See --allow-http"],
];

/** Turns any error into one line for people, several for `Problems`, and an exit code. */
export function report(error: unknown, interrupted: boolean): Report {
  const { message, ...rest } = classify(error, interrupted);
  return { message: error instanceof Problems ? message : oneLine(message), ...rest };
}

/** Text in one line: names and messages of the API may have line breaks in them. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}

function classify(error: unknown, interrupted: boolean): Report {
  if (interrupted) return { message: "interrupted", code: EXIT.interrupted };
  // The simulator's requests fail where its file does.
  if (error instanceof ConnectionError && error.cause instanceof ExitError) {
    return classify(error.cause, interrupted);
  }
  if (error instanceof ExitError) {
    return error.code === EXIT.token
      ? { message: error.message, hint: TOKEN_HINT, code: error.code }
      : { message: error.message, code: error.code };
  }
  if (error instanceof Problems) {
    return {
      message: error.message,
      code: EXIT.usage,
      ...(error.hint ? { hint: error.hint } : {}),
    };
  }
  if (error instanceof ValidationError) {
    const hint = /^Unknown option "-[^-]/.test(error.message) ? { hint: LITERAL_HINT } : {};
    return { message: error.message, code: EXIT.usage, ...hint };
  }
  if (!(error instanceof Error)) return { message: String(error), code: EXIT.failed };
  const hint = error instanceof DOAPIError
    ? ANSWERS.find(([test]) => test(error))?.[1]
    : REFUSALS.find(([test]) => test(error))?.[1];
  const code = error instanceof Unauthorized
    ? EXIT.token
    : error instanceof WaitTimeoutError
    ? EXIT.timeout
    : EXIT.failed;
  return { message: error.message || error.name, code, ...(hint ? { hint } : {}) };
}
