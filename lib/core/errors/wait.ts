import { exactValue } from "../json.ts";
import { inWords } from "../../api/words.ts";
import { DOAPIBaseError } from "./base.ts";

/**
 * An action ended with another status than "completed".
 *
 * @example
 * ```ts
 * import { ActionError, DOAPI } from "@doapi/doapi";
 *
 * const action = new DOAPI("a-token").action({ id: 1 });
 * action.status = "errored";
 * try {
 *   action.throwIfErrored();
 * } catch (error) {
 *   console.log(error instanceof ActionError); // true
 * }
 * ```
 */
export class ActionError<A = unknown> extends DOAPIBaseError {
  /** The name of the class. */
  override readonly name = "ActionError";
  /** The action as the API last described it. */
  readonly action: A;

  /**
   * Describes the failure.
   *
   * @param action The action, named in the message by its `type` and `id`.
   */
  constructor(
    action: A & {
      id: number;
      type: string;
      status?: string;
      resource_type: string;
      resource_id: number;
      fields?: object;
    },
  ) {
    const { type, status = "errored", resource_type, fields = action } = action;
    const what = `${inWords(String(resource_type))} ${exactValue(fields, "resource_id")}`;
    const end = status === "errored" ? status : `ended with the status ${JSON.stringify(status)}`;
    super(`Action ${exactValue(fields, "id")} (${type} of ${what}) ${end}`);
    this.action = action;
  }
}

/**
 * A wait that ended before everything was done: the base of the two below.
 *
 * @example
 * ```ts
 * import { DOAPI, WaitError } from "@doapi/doapi";
 * import { createSandbox } from "@doapi/doapi/sandbox";
 *
 * const doapi = new DOAPI("a-token", { fetch: createSandbox().fetch });
 * const droplet = await doapi.createDroplet("web", "debian-12-x64", "s-1vcpu-1gb", "fra1");
 * const wait = doapi.waitEachDroplet([droplet], { status: "active", waitTime: 0 });
 * const error = await wait.next().catch((error) => error);
 * console.log(error instanceof WaitError, error.remaining.length); // true 1
 * ```
 */
export class WaitError<T = unknown> extends DOAPIBaseError {
  /** The name of the class. */
  override readonly name: string = "WaitError";
  /** What had finished, in the order of finishing. */
  readonly finished: readonly T[];
  /** What had not, each as last seen, in the order given. */
  readonly remaining: readonly T[];

  /**
   * Describes the failure.
   *
   * @param message The whole sentence.
   */
  constructor(message: string, finished: readonly T[], remaining: readonly T[], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.finished = finished;
    this.remaining = remaining;
  }
}

/** `waitTime` ran out. */
export class WaitTimeoutError<T = unknown> extends WaitError<T> {
  /** The name of the class. */
  override readonly name = "WaitTimeoutError";
}

/** The wait's `signal` was aborted; `cause` is the signal's reason. */
export class WaitAbortedError<T = unknown> extends WaitError<T> {
  /** The name of the class. */
  override readonly name = "WaitAbortedError";
}
