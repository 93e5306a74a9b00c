import { assertEquals } from "@std/assert";
import { EventQueue } from "../../../../lib/sandbox/state/events.ts";
import { Groups, SortedList } from "../../../../lib/sandbox/state/sorted.ts";

const ids = (items: readonly { id: number }[]): number[] => items.map(({ id }) => id);

Deno.test("a sorted list is in order whatever order things are added in", () => {
  const list = new SortedList<{ id: number }>();
  for (const id of [5, 1, 9, 3]) list.add({ id });
  assertEquals(ids(list.items), [1, 3, 5, 9]);
  assertEquals(list.find(3)?.id, 3);
  assertEquals(list.find(4), undefined);
  assertEquals(list.remove({ id: 4 }), false);
  assertEquals(list.remove({ id: 3 }), true);
  assertEquals(ids(list.items), [1, 5, 9]);
});

Deno.test("pages go from either end and are empty behind the other", () => {
  const list = new SortedList([1, 2, 3, 4, 5].map((id) => ({ id })));
  assertEquals(ids(list.page(3, 2)), [4, 5]);
  assertEquals(ids(list.page(9, 2)), []);
  assertEquals(ids(list.pageNewest(0, 2)), [5, 4]);
  assertEquals(ids(list.pageNewest(4, 2)), [1]);
  assertEquals(ids(list.pageNewest(9, 2)), []);
});

Deno.test("a group that has become empty is gone", () => {
  const groups = new Groups<string, { id: number }>();
  const item = { id: 1 };
  groups.add("a", item);
  groups.remove("b", item);
  assertEquals(ids(groups.get("a").items), [1]);
  groups.remove("a", item);
  assertEquals([...groups.values()], []);
});

Deno.test("events come off the queue by time, then by kind and id, and not early", () => {
  const queue = new EventQueue();
  const events = [];
  for (let i = 0; i < 200; i++) {
    const kind = i % 3 === 0 ? "backup" as const : "action" as const;
    events.push({ at: (i * 7919) % 50, kind, id: (i * 31) % 200 });
  }
  for (const event of events) queue.push(event);
  const taken = [];
  for (let now = 0; now < 50; now++) {
    for (let e = queue.popDue(now); e; e = queue.popDue(now)) {
      assertEquals(e.at, now);
      taken.push(e);
    }
  }
  const expected = events.toSorted((a, b) =>
    a.at - b.at || a.kind.localeCompare(b.kind) || a.id - b.id
  );
  assertEquals(taken, expected);
});
