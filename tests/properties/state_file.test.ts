import { assertEquals } from "@std/assert";
import fc, { type Scheduler } from "fast-check";
import type { Fetch } from "@doapi/doapi";
import type { Context } from "../../cli/context.ts";
import { ExitError, MissingFile } from "../../cli/errors.ts";
import { sandboxFetch } from "../../cli/sandbox/state.ts";
import { property } from "../support/property.ts";

/** A file that several programs share, whose system takes them in any order and may be full. */
function disk(order: Scheduler, full: Iterator<boolean>) {
  let text: string | null = null;
  let lock: Promise<unknown> = Promise.resolve();
  const turn = (what: string) => order.schedule(Promise.resolve(), what);
  const context: Partial<Context> = {
    program: "doapi",
    env: () => undefined,
    envIsEmpty: () => false,
    now: () => 0,
    async readFile(file) {
      await turn("read");
      if (text === null) throw new MissingFile(file);
      return text;
    },
    async replaceFile(_, written) {
      await turn("write");
      if (full.next().value) throw new ExitError("no space");
      text = written;
    },
    locked<T>(_: string, work: () => Promise<T>) {
      const mine = lock.then(work);
      lock = mine.catch(() => {});
      return mine;
    },
  };
  return () => sandboxFetch(context as Context, { sandboxState: "state.json" });
}

function send(fetch: Fetch, init: { method: string; body: string | null }): Promise<Response> {
  return fetch("https://api.digitalocean.com/v2/tags?per_page=200", {
    ...init,
    headers: { authorization: "Bearer any" },
  });
}

async function tags(fetch: Fetch): Promise<string[]> {
  const { tags } = await (await send(fetch, { method: "GET", body: null })).json();
  return tags.map(({ name }: { name: string }) => name);
}

const step = fc.record({ program: fc.nat(2), reads: fc.boolean(), waits: fc.boolean() });

property(
  "programs that share a state see and keep every change that was made, and none that failed",
  [fc.array(step, { maxLength: 12 }), fc.scheduler(), fc.infiniteStream(fc.boolean())],
  async (steps, order, full) => {
    const made = new Set<string>();
    const failed = new Set<string>();
    const open = disk(order, full);
    const opened = Promise.all([open(), open(), open()]);
    await order.waitFor(opened);
    const programs = await opened;
    const running: Promise<void>[] = [];
    for (const [number, { program, reads, waits }] of steps.entries()) {
      const fetch = programs[program] as Fetch;
      const name = `t${number}`;
      const work = async () => {
        if (reads) {
          const before = [...made];
          const seen = await tags(fetch);
          assertEquals(before.filter((tag) => !seen.includes(tag)), []);
          assertEquals(seen.filter((tag) => failed.has(tag)), []);
          return;
        }
        try {
          await send(fetch, { method: "POST", body: JSON.stringify({ name }) });
          made.add(name);
        } catch (error) {
          if (!(error instanceof ExitError)) throw error;
          failed.add(name);
        }
      };
      const done = work();
      running.push(done);
      if (waits) await order.waitFor(done);
    }
    await order.waitFor(Promise.all(running));
    const last = open().then(tags);
    await order.waitFor(last);
    assertEquals((await last).toSorted(), [...made].toSorted());
  },
  300,
);
