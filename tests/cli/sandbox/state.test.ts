import { assertEquals, assertRejects } from "@std/assert";
import type { Fetch } from "@doapi/doapi";
import { createSandbox } from "@doapi/doapi/sandbox";
import type { Context } from "../../../cli/context.ts";
import { ExitError, MissingFile } from "../../../cli/errors.ts";
import { keepSaved, sandboxFetch, sandboxOptions } from "../../../cli/sandbox/state.ts";

const FILE = "state.json";
const URL = "https://api.digitalocean.com/v2/tags";

interface Disk {
  text: string | null;
  reads: number;
  writes: number;
  /** What a write waits for before it is done. */
  slow?: () => Promise<void>;
  /** What every write or lock fails with. */
  full?: ExitError;
  taken?: ExitError;
  err: string;
}

/** A context with one file that several of them can share. */
function world(disk: Disk, env: Record<string, string> = {}): Context {
  const context: Partial<Context> = {
    program: "doapi",
    env: (name) => env[name],
    envIsEmpty: (name) => env[name] === "",
    now: () => 0,
    err: (text) => Promise.resolve(void (disk.err += text)),
    readFile() {
      disk.reads++;
      if (disk.text === null) return Promise.reject(new MissingFile(FILE));
      return Promise.resolve(disk.text);
    },
    async replaceFile(_, text) {
      if (disk.full) throw disk.full;
      await disk.slow?.();
      disk.writes++;
      disk.text = text;
    },
    locked: (_, work) => disk.taken ? Promise.reject(disk.taken) : work(),
  };
  return context as Context;
}

function disk(text: string | null = null): Disk {
  return { text, reads: 0, writes: 0, err: "" };
}

const open = (shared: Disk) => sandboxFetch(world(shared), { sandboxState: FILE });

async function ask(fetch: Fetch, method: string, name?: string) {
  const body = name === undefined ? null : JSON.stringify({ name });
  const headers = { authorization: "Bearer t" };
  const response = await fetch(URL, { method, headers, body });
  return { status: response.status, json: await response.json() };
}

const tags = async (fetch: Fetch) =>
  (await ask(fetch, "GET")).json.tags.map(({ name }: { name: string }) => name);

Deno.test("a run sees what another one changes meanwhile, and adds to it", async () => {
  const shared = disk();
  const [one, two] = [await open(shared), await open(shared)];
  await ask(one, "POST", "a");
  assertEquals(await tags(two), ["a"]);
  await ask(two, "POST", "b");
  await ask(one, "POST", "c");
  assertEquals([await tags(one), await tags(two)], [["a", "b", "c"], ["a", "b", "c"]]);
});

Deno.test("changes that are asked for at once are all made", async () => {
  const shared = disk();
  const fetch = await open(shared);
  await Promise.all(["a", "b", "c"].map((name) => ask(fetch, "POST", name)));
  assertEquals(await tags(await open(shared)), ["a", "b", "c"]);
});

Deno.test("a read during a save does not bring the old state back", async () => {
  const shared = disk();
  const slow = world(shared);
  const { replaceFile } = slow;
  let release = () => {};
  const gate = new Promise<void>((resolve) => release = resolve);
  let held = false;
  slow.replaceFile = async (path, text) => {
    if (!held) {
      held = true;
      await gate;
    }
    await replaceFile(path, text);
  };
  const fetch = await sandboxFetch(slow, { sandboxState: FILE });
  const first = ask(fetch, "POST", "a");
  const read = ask(fetch, "GET");
  release();
  await Promise.all([first, read]);
  await ask(fetch, "POST", "b");
  assertEquals(await tags(fetch), ["a", "b"]);
  assertEquals(await tags(await open(shared)), ["a", "b"]);
});

Deno.test("no two requests have the same id, in one run or in several on one state", async () => {
  const shared = disk();
  const ids: (string | null)[] = [];
  const look = async (fetch: Fetch) => {
    const response = await fetch(URL, { method: "GET", headers: { authorization: "Bearer t" } });
    ids.push(response.headers.get("x-request-id"));
  };
  const [one, two] = [await open(shared), await open(shared)];
  for (const fetch of [one, one, one, two]) await look(fetch);
  // What has been changed is read anew, with the counters of the run that has changed it.
  await ask(two, "POST", "a");
  for (const fetch of [one, one, two]) await look(fetch);
  assertEquals(new Set(ids).size, 7);
});

Deno.test("a file that another program has is waited for once, and not for each change", async () => {
  const shared = disk();
  const fetch = await open(shared);
  shared.taken = new ExitError("state.json is in use");
  await assertRejects(() => ask(fetch, "POST", "a"), ExitError, "state.json is in use");
  delete shared.taken;
  await assertRejects(() => ask(fetch, "POST", "b"), ExitError, "state.json is in use");
  assertEquals(await tags(fetch), []);
});

for (const there of [["a"], []]) {
  Deno.test(`a change that cannot be written has not happened, with ${there.length} before it`, async () => {
    const shared = disk();
    const fetch = await open(shared);
    for (const name of there) await ask(fetch, "POST", name);
    shared.full = new ExitError("Cannot write state.json: no space");
    await assertRejects(() => ask(fetch, "POST", "b"), ExitError, "no space");
    assertEquals(await tags(fetch), there);
  });
}

Deno.test("a file that is gone while a program runs leaves nothing behind", async () => {
  const shared = disk();
  const fetch = await open(shared);
  await ask(fetch, "POST", "a");
  shared.text = null;
  assertEquals(await tags(fetch), []);
  await ask(fetch, "POST", "b");
  assertEquals(await tags(await open(shared)), ["b"]);
});

Deno.test("a connection that a fault drops afterwards has had its effect in the file too", async () => {
  const sandbox = createSandbox();
  sandbox.faults.add({ method: "POST", times: 1, drop: "after" });
  const shared = disk(JSON.stringify(sandbox));
  const fetch = await open(shared);
  await assertRejects(() => ask(fetch, "POST", "a"), TypeError, "Connection lost");
  assertEquals(await tags(await open(shared)), ["a"]);
});

Deno.test("a file that breaks while a program runs is an error and stays as it is", async () => {
  const shared = disk();
  const fetch = await open(shared);
  shared.text = "{";
  await assertRejects(() => ask(fetch, "GET"), ExitError, "The simulator's state in state.json");
  assertEquals(shared.text, "{");
});

Deno.test("a served sandbox is saved when it has changed, and whole at the end", async () => {
  const shared = disk();
  const sandbox = createSandbox();
  const saver = keepSaved(world(shared), sandbox, FILE);
  sandbox.seed({ tags: ["a"] });
  saver.changed();
  sandbox.seed({ tags: ["b"] });
  await saver.close();
  const saved = createSandbox({ state: JSON.parse(shared.text ?? "") });
  assertEquals(saved.snapshot(), sandbox.snapshot());
});

Deno.test("a change in the moment in which saving ends is saved, too", async () => {
  const shared = disk();
  const sandbox = createSandbox();
  const saved = Promise.withResolvers<void>();
  let late = () => {
    sandbox.seed({ tags: ["b"] });
    shared.slow = () => Promise.resolve(saved.resolve());
    saver.changed();
    late = () => {};
  };
  // The pause is over, and before whatever hears of the end there is another change.
  const saver = keepSaved(world(shared), sandbox, FILE, (done) => {
    done();
    queueMicrotask(() => late());
    return undefined;
  });
  sandbox.seed({ tags: ["a"] });
  saver.changed();
  await saved.promise;
  delete shared.slow;
  await saver.close();
  assertEquals(shared.text?.includes('"name":"b"'), true);
});

Deno.test("a server that ends does not wait for the next time to save", async () => {
  const shared = disk();
  let now = 0;
  const slow = { ...world(shared), now: () => now };
  const saver = keepSaved(slow, createSandbox(), FILE);
  const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  shared.slow = () => (begun.resolve(), end.promise);
  saver.changed();
  await begun.promise;
  now = 1e8;
  const closed = saver.close();
  end.resolve();
  await closed;
  assertEquals(shared.writes, 2);
});

Deno.test("that a served sandbox cannot be saved is said once, and the end fails", async () => {
  const shared = disk("old");
  shared.full = new ExitError("Cannot write state.json: no space");
  const saver = keepSaved(world(shared), createSandbox(), FILE);
  for (let i = 0; i < 3; i++) {
    saver.changed();
    await new Promise((resolve) => setTimeout(resolve));
  }
  await assertRejects(() => saver.close(), ExitError, "no space");
  assertEquals([shared.err, shared.text], [
    "doapi: Cannot write state.json: no space\n",
    "old",
  ]);
});

Deno.test("an action time that is not a number of seconds is refused", () => {
  for (const text of ["soon", "-1"]) {
    try {
      sandboxOptions(world(disk(), { DOAPI_SANDBOX_ACTION_TIME: text }));
    } catch (error) {
      assertEquals(
        (error as Error).message,
        `DOAPI_SANDBOX_ACTION_TIME must be a number of seconds, but is "${text}"`,
      );
      continue;
    }
    throw new Error(`${text} was taken`);
  }
});
