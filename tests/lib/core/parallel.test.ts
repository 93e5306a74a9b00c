import { assertEquals, assertRejects } from "@std/assert";
import { inParallel } from "../../../lib/core/parallel.ts";

Deno.test("results are in the order of the items", async () => {
  const late = (n: number) => new Promise<number>((resolve) => setTimeout(() => resolve(n), 5 - n));
  assertEquals(await Array.fromAsync(inParallel([1, 2, 3, 4, 5], late)), [1, 2, 3, 4, 5]);
});

Deno.test("after the first failure, nothing more is begun", async () => {
  let begun = 0;
  const items = Array.from({ length: 200 }, (_, i) => i);
  const work = async (i: number) => {
    begun++;
    await Promise.resolve();
    if (i === 3) throw new Error("the fourth");
  };
  await assertRejects(() => Array.fromAsync(inParallel(items, work)), Error, "the fourth");
  await new Promise((resolve) => setTimeout(resolve, 1));
  assertEquals(begun <= 16, true, `${begun}`);
});
