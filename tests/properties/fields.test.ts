// What options of fields come to, whatever the values are.
import { assertEquals } from "@std/assert";
import { encode } from "@doapi/doapi";
import { OPERATIONS } from "@doapi/doapi/api";
import fc from "fast-check";
import { readLine } from "../../cli/args/argv.ts";
import { Form } from "../../cli/base/fields.ts";
import { parseDocument } from "../../cli/base/fields/document.ts";
import { split } from "../../cli/base/fields/text.ts";
import type { Context } from "../../cli/context.ts";
import { command, root } from "../../cli/args/options.ts";
import { models, render } from "../support/json_model.ts";
import { property } from "../support/property.ts";

/** The body that options make. */
async function body(id: string, ...args: string[]): Promise<unknown> {
  const ctx = {} as Context;
  const form = new Form(ctx, OPERATIONS[id]!);
  let made: unknown;
  const child = form.addTo(command("test")).action(async (options: object) => {
    made = (await form.read(options, (_, texts) => Promise.resolve([...texts]))).body;
  });
  const tree = root(ctx);
  tree.command("test", child).reset();
  await tree.throwErrors().parse(readLine(tree, ["test", ...args]).words);
  return made;
}

/** How models are rendered. */
const FORM = { indent: 4, sortKeys: true };

// An argument of a program has no zero byte.
const text = fc.string({ unit: "binary", maxLength: 12 }).filter((text) => !text.includes("\0"));
const awkward = fc.stringMatching(/^[-"\\,+:{}[\]@=a. ]{0,8}$/);
const any = fc.oneof(text, awkward);

/** Text as the value of an option: what begins with an @ would be a file. */
const literal = (value: string) => /^@./s.test(value) ? `@${value}` : value;

property("an option of text is what was typed", [any], async (value) => {
  const made = await body("projects_patch_default", `--purpose=${literal(value)}`);
  assertEquals(made, { purpose: value });
});

property("every item of a list of texts is what was typed", [fc.array(any)], async (values) => {
  const args = ["--name=n", "--image=1", "--size=s"];
  const tags = values.map((value) => `--tag=${literal(value)}`);
  const made = await body("droplets_create", ...args, ...tags) as { tags?: unknown };
  assertEquals(made.tags ?? [], values);
});

property(
  "quotes hold anything together within an object",
  [fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/), any, { minKeys: 1 })],
  async (labels) => {
    const pairs = Object.entries(labels).map(([key, value]) => `${key}:${JSON.stringify(value)}`);
    const args = ["--size=s", "--name=n", "--count=1", `--labels=${pairs.join(",")}`];
    const made = await body("kubernetes_add_nodePool", ...args) as { labels: unknown };
    assertEquals(made.labels, { ...labels });
  },
);

property(
  "quotes hold anything together within a list of an object",
  [fc.array(any, { minLength: 1 })],
  async (values) => {
    const tags = values.map((value) => JSON.stringify(value)).join("+");
    const rule = `--inbound-rule=protocol:tcp,ports:1,sources.tags:${tags}`;
    const made = await body("firewalls_add_rules", rule) as {
      inbound_rules: { sources: { tags: unknown } }[];
    };
    assertEquals(made.inbound_rules[0]?.sources.tags, values);
  },
);

property("splitting loses nothing", [any, fc.constantFrom(",", "+")], (value, separator) => {
  assertEquals(split(value, separator).join(separator), value);
});

property("--set takes any JSON, to the digit", [models()], async (model) => {
  const made = await body(
    "kubernetes_add_nodePool",
    "--unchecked",
    `--set=labels=${render(model, false)}`,
  ) as { labels: unknown };
  assertEquals(await encode([made.labels], FORM), render({ list: [model] }, true));
});

property("a document that is JSON is read as it is, to the digit", [models()], async (model) => {
  const json = render(model, true);
  assertEquals(await encode(await parseDocument(json), FORM), json);
});
