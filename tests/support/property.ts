import fc from "fast-check";

/**
 * A test of something that holds for all values: tries many, the same ones on every machine, and
 * shows the smallest that it does not hold for.
 */
export function property<T extends [unknown, ...unknown[]]>(
  name: string,
  values: { [I in keyof T]: fc.Arbitrary<T[I]> },
  holds: (...values: T) => unknown,
  runs = 500,
): void {
  Deno.test(name, async () => {
    const tested = fc.asyncProperty<T>(...values, async (...given) => void await holds(...given));
    await fc.assert(tested, { seed: 20261125, numRuns: runs });
  });
}
