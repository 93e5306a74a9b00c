/** What the workflows of GitHub have in common with the rest of the project. */

import { assert, assertEquals } from "@std/assert";

const root = new URL("../../", import.meta.url);
const read = (path: string) => Deno.readTextFile(new URL(path, root));
const config = JSON.parse(await read("deno.json"));
const workflows = new URL(".github/workflows/", root);
const files = await Array.fromAsync(
  Deno.readDir(workflows),
  async ({ name }) => [name, await Deno.readTextFile(new URL(name, workflows))] as const,
);

for (const [name, text] of files) {
  Deno.test(`${name} runs tasks that there are`, () => {
    const tasks = [...text.matchAll(/deno task (\S+)/g)].map(([, task = ""]) => task);
    assertEquals(tasks.filter((task) => !(task in config.tasks)), []);
  });

  Deno.test(`${name} pins every action to a commit, and says which version that is`, () => {
    const actions = [...text.matchAll(/uses: (.*)/g)].map(([, action = ""]) => action);
    assert(actions.length > 0);
    assertEquals(
      actions.filter((action) => !/^\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action)),
      [],
    );
  });

  Deno.test(`${name} grants nothing to all jobs but reading`, () => {
    assert(text.includes("\npermissions:\n  contents: read\n\n"));
  });

  Deno.test(`${name} has the Deno of .ci/run`, async () => {
    const [, pinned] = /deno@(\S+)/.exec(await read(".ci/run")) ?? [];
    const versions = [...text.matchAll(/deno-version: (\S+)/g)].map(([, version]) => version);
    assertEquals(new Set(versions), new Set([pinned]));
  });
}
