/** What the workflows of GitHub have in common with the rest of the project. */

import { assert, assertEquals } from "@std/assert";
import { type Document, isMap, parseDocument, visit } from "yaml";

const root = new URL("../../", import.meta.url);
const read = (path: string) => Deno.readTextFile(new URL(path, root));
const config = JSON.parse(await read("deno.json"));
const workflows = new URL(".github/workflows/", root);

/** The values of a key, wherever it is, with the comments beside them. */
function valuesOf(document: Document, key: string): [value: string, comment: string][] {
  const found: [string, string][] = [];
  visit(document, {
    Pair(_, { key: name, value }) {
      const scalar = value as { value?: unknown; comment?: string | null } | null;
      if (String(name) === key) found.push([String(scalar?.value), scalar?.comment ?? ""]);
    },
  });
  return found;
}

for await (const { name } of Deno.readDir(workflows)) {
  const document = parseDocument(await Deno.readTextFile(new URL(name, workflows)));

  Deno.test(`${name} is valid YAML with jobs that have steps`, () => {
    assertEquals(document.errors, []);
    const { jobs } = document.toJS() as { jobs: Record<string, { steps: unknown[] }> };
    assertEquals(Object.entries(jobs).filter(([, { steps }]) => !steps?.length), []);
  });

  Deno.test(`${name} runs tasks that exist`, () => {
    const tasks = valuesOf(document, "run").flatMap(([run]) =>
      [...run.matchAll(/\bdeno task (\S+)/g)].map(([, task = ""]) => task)
    );
    assert(tasks.length > 0);
    assertEquals(tasks.filter((task) => !Object.hasOwn(config.tasks, task)), []);
  });

  Deno.test(`${name} pins every action to a commit, and names its version`, () => {
    const actions = valuesOf(document, "uses");
    assert(actions.length > 0);
    const pinned = ([action, version]: [string, string]) =>
      /^\S+@[0-9a-f]{40}$/.test(action) && /^ v\d+\.\d+\.\d+$/.test(version);
    assertEquals(actions.filter((action) => !pinned(action)), []);
  });

  Deno.test(`${name} grants nothing to all jobs but reading`, () => {
    const permissions = document.get("permissions");
    assert(isMap(permissions));
    assertEquals(permissions.toJSON(), { contents: "read" });
  });

  Deno.test(`${name} has the Deno of .ci/run`, async () => {
    const [, pinned] = /deno@(\S+)/.exec(await read(".ci/run")) ?? [];
    const versions = valuesOf(document, "deno-version").map(([version]) => version);
    assertEquals(new Set(versions), new Set([pinned]));
  });
}
