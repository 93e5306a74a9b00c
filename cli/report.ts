/** How errors are reported; loaded when there is one. */

import { ValidationError } from "@cliffy/command";
import {
  ConnectionError,
  DOAPIError,
  encode,
  OriginError,
  RateLimitError,
  RequestError,
  UnauthorizedError,
  WaitTimeoutError,
} from "../mod.ts";
import { unmarked } from "./args/argv.ts";
import { type Context, note } from "./context.ts";
import { EXIT, ExitError, hintOf, Missing, oneLine, Summary } from "./errors.ts";
import { Problems } from "./problems.ts";

/** The message for an error, and the exit code. */
export interface Report {
  message: string;
  hint?: string;
  code: number;
}

const TOKEN_HINT =
  "Create a token in the API section of DigitalOcean's control panel and pass it " +
  "with --api-token or --api-token-file, in DO_API_TOKEN, or in ~/.doapi, or keep it with " +
  "doapi auth login; or try --sandbox";

const LITERAL_HINT = "If it is an argument, write -- before the arguments.";

/** The first line where an action of 2016 fails that the API no longer has. */
const RETIRED =
  /^Cannot (perform )?(upgrade|enable_private_networking|change_kernel) (on |of )?droplet /;

/** Hints for answers of the API, by what was requested. */
const ANSWERS: [test: (error: DOAPIError) => boolean, hint: string][] = [
  [(e) => e instanceof UnauthorizedError, TOKEN_HINT],
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
  [(e) => e instanceof RateLimitError, "See doapi account --rate-limit"],
];

/** Hints for requests that are not sent. */
const REFUSALS: [test: (error: Error) => boolean, hint: string][] = [
  [(e) => e instanceof OriginError && /^The URL/.test(e.message), "See --allow-other-host"],
  [(e) => e instanceof TypeError && /is not encrypted/.test(e.message), "See --allow-http"],
];

const AUTHORITY_HINT =
  "A proxy on the way may have an authority of its own: DENO_CERT names the file of its " +
  "certificate, and DENO_TLS_CA_STORE=system trusts those that the system does";

/** Hints for failed connections, by the runtime's words. */
const CONNECTIONS: [words: RegExp, hint: string][] = [
  [/peer certificate: UnknownIssuer/, AUTHORITY_HINT],
  [/Failed opening CA file/, "DENO_CERT, or else NODE_EXTRA_CA_CERTS, names the file"],
  [/Unknown certificate store/, "DENO_TLS_CA_STORE is mozilla, system or mozilla,system"],
];

/** Turns any error into one line for people, several for `Problems`, and an exit code. */
export function report(error: unknown, interrupted: boolean): Report {
  const { message, ...rest } = classify(error, interrupted);
  const isList = error instanceof Problems || error instanceof Missing;
  return { message: isList ? message : oneLine(message), ...rest };
}

/** What a failure is about, where a command does the same to many things. */
export interface About {
  name?: unknown;
  id?: unknown;
}

/**
 * Reports a failure on standard error: in lines for people, or in a line of JSON.
 *
 * @returns The exit code that it comes to.
 */
export async function tell(ctx: Context, error: unknown, about: About = {}): Promise<number> {
  const reported = report(error, ctx.signal.aborted);
  const { message, hint, code } = reported;
  if (ctx.errorsAs === "json") {
    if (message === "" || error instanceof Summary) return code;
    const all = error instanceof Problems
      ? message.split("\n").map((line) => ({ ...reported, message: line, about }))
      : error instanceof Missing
      ? error.things.map(({ name, line }) => ({ ...reported, message: line, about: { name } }))
      : [{ ...reported, about }];
    for (const { about, ...one } of all) await ctx.err(`${await failure(error, one, about)}\n`);
    return code;
  }
  for (const line of message ? unmarked(message).split("\n") : []) await complain(ctx, line);
  if (hint) await complain(ctx, hint);
  return code;
}

/** Reports a problem in a line of its own. */
export function complain(ctx: Context, message: string): Promise<void> {
  return note(ctx, message, "error");
}

/** A failure as a line of JSON. */
function failure(error: unknown, reported: Report, about: About): Promise<string> {
  const { message, hint, code } = reported;
  const request = error instanceof RequestError ? error : null;
  const answer = error instanceof DOAPIError ? error : null;
  return encode({
    level: "error",
    what: request?.doing ?? null,
    name: about.name ?? null,
    id: about.id ?? null,
    status: answer?.status ?? null,
    error: answer?.id || null,
    message: answer?.apiMessage || unmarked(message),
    request_id: answer?.requestId ?? null,
    may_have_happened: request?.mayHaveHappened ?? false,
    ...(hint ? { hint } : {}),
    code,
  });
}

function classify(error: unknown, interrupted: boolean): Report {
  if (interrupted) return { message: "interrupted", code: EXIT.interrupted };
  // The simulator's requests fail where its file does.
  if (error instanceof ConnectionError && error.cause instanceof ExitError) {
    return classify(error.cause, interrupted);
  }
  if (error instanceof ExitError) {
    const hint = error.code === EXIT.token ? TOKEN_HINT : hintOf(error) ?? connectionHint(error);
    return { message: error.message, code: error.code, ...(hint ? { hint } : {}) };
  }
  if (error instanceof ValidationError) {
    const own = error instanceof Problems ? error.hint : null;
    const literal = /^Unknown option "-[^-][^"]*"\.$/m.test(error.message) ? LITERAL_HINT : null;
    const hint = own ?? hintOf(error) ?? literal;
    return { message: error.message, code: EXIT.usage, ...(hint ? { hint } : {}) };
  }
  if (!(error instanceof Error)) return { message: String(error), code: EXIT.failed };
  const hint = error instanceof DOAPIError
    ? hintOf(error) ?? ANSWERS.find(([test]) => test(error))?.[1]
    : REFUSALS.find(([test]) => test(error))?.[1] ?? connectionHint(error);
  const code = error instanceof UnauthorizedError
    ? EXIT.token
    : error instanceof WaitTimeoutError
    ? EXIT.timeout
    : EXIT.failed;
  return { message: error.message || error.name, code, ...(hint ? { hint } : {}) };
}

function connectionHint({ message }: Error): string | undefined {
  return CONNECTIONS.find(([words]) => words.test(message))?.[1];
}
