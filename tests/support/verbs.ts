import { assertEquals } from "@std/assert";
import { DOAPI } from "@doapi/doapi";
import { type Exchange, fakeClock, script } from "./script.ts";

/** One call of the library: what it sends, and what it gives for what is answered. */
export interface Verb {
  name: string;
  call: (doapi: DOAPI) => unknown;
  sends: Exchange | Exchange[];
  /** What comes back, as JSON; generators as lists. Not checked where absent. */
  gives?: unknown;
}

/** Makes a test of each verb, with the exact requests. */
export function verbs(...all: Verb[]): void {
  for (const { name, call, sends, gives } of all) {
    Deno.test(name, async () => {
      const { fetch, done } = script(...[sends].flat());
      const doapi = new DOAPI("t", { fetch, ...fakeClock() });
      const result = await call(doapi);
      const value = result && typeof result === "object" && Symbol.asyncIterator in result
        ? await Array.fromAsync(result as AsyncIterable<unknown>)
        : result;
      if (gives !== undefined) assertEquals(JSON.parse(JSON.stringify(value ?? null)), gives);
      done();
    });
  }
}
