import { assert, assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { onePublicKey } from "../../cli/base/public_key.ts";
import { ExitError } from "../../cli/errors.ts";
import { cli } from "../support/cli.ts";
import { objects, render } from "../support/json_model.ts";
import { property } from "../support/property.ts";
import { TOKEN } from "../support/secret.ts";

/** Text of all kinds, and often what ends a line or a cell, or what a terminal obeys. */
const risky = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({
    unit: fc.constantFrom(
      ..."ab \\nrtu\"'\n\r\t\x1b\x07\x9b\x7f\u2028\u2029\u202e\u200e\u200f\u061c",
    ),
  }),
);

const answering = (body: string, headers: Record<string, string> = {}) => () =>
  Promise.resolve(
    new Response(body, { headers: { "content-type": "application/json", ...headers } }),
  );

const LIST = "request --paginate a /v2/a";

const items = fc.oneof(objects(["id", "name"]), risky.map((string) => ({ string })));

property("a printed list is the list, whatever is in it", [fc.array(items)], async (items) => {
  const list = items.map((item) => render(item, false)).join(",");
  const { code, out } = await cli(LIST, { fetch: answering(`{"a":[${list}]}`) });
  assertEquals([code, JSON.parse(out)], [0, JSON.parse(`[${list}]`)]);
  // Indented by four, and nothing else is done to it.
  const written = items.map((item) => render(item, true, "    "));
  if (!/[\\\x7f-\uffff]/.test(written.join(""))) {
    assertEquals(out, items.length ? `[\n    ${written.join(",\n    ")}\n]\n` : "[]\n");
  }
}, 200);

/** What stood in a cell. */
const unescaped = (cell: string): unknown => JSON.parse(`"${cell.replaceAll('"', '\\"')}"`);

property("every cell of tab-separated values can be read back", [
  fc.array(fc.tuple(risky, risky), { minLength: 1, maxLength: 5 }),
], async (rows) => {
  const a = rows.map(([x, y]) => ({ x, y }));
  const line = `${LIST} -o tsv --columns x,y`;
  const { code, out } = await cli(line, { fetch: answering(JSON.stringify({ a })) });
  const lines = out.split("\n");
  assertEquals([code, lines.pop()], [0, ""]);
  assertEquals(lines.map((line) => line.split("\t").map(unescaped)), rows);
});

property("columns are aligned, whatever a terminal would obey in them", [
  fc.array(fc.string({ unit: fc.constantFrom(..."ab\\\n\t\x1b\x9b\u202e\u200e") }), {
    minLength: 1,
    maxLength: 5,
  }),
], async (names) => {
  const a = names.map((x, i) => ({ x, y: `<${i}>` }));
  const line = `${LIST} -o table --columns x,y`;
  const { out } = await cli(line, { fetch: answering(JSON.stringify({ a })) });
  const [head = "", ...lines] = out.split("\n").slice(0, -1);
  assertEquals(lines.map((line) => line.indexOf("<")), names.map(() => head.lastIndexOf("y")));
});

property("no answer that repeats the token shows it", [
  fc.array(fc.oneof(fc.constant(TOKEN), fc.constantFrom('"', "\\", "é", "a b"), risky), {
    maxLength: 4,
  }),
  fc.constantFrom("json", "tsv", "table"),
  fc.boolean(),
], async (parts, output, asText) => {
  const text = parts.join("");
  const headers = asText ? { "content-type": "text/plain", "x-a": TOKEN } : { "x-a": TOKEN };
  const body = asText ? `text ${text}` : JSON.stringify({ [text]: [text, { text }] });
  // The runner fails where a token is shown.
  const line = `request -D - -o ${output} /v2/a`;
  assertEquals((await cli(line, { fetch: answering(body, headers) })).code, 0);
});

const KEY_LINES = [
  "ssh-ed25519 AAAAC3Nza me",
  "ecdsa-sha2-nistp256 AAAAE2Vj",
  "# a comment",
  'no-pty,command="a b" ssh-rsa AAAAB3Nz x',
  "something else",
  "",
  "  \t",
];

property("of a file with keys, one line is taken and no other is lost", [
  fc.array(fc.constantFrom(...KEY_LINES), { maxLength: 5 }),
  fc.constantFrom("\n", "\r\n", "\r"),
], (lines, newline) => {
  const full = lines.filter((line) => line.trim() !== "");
  try {
    assertEquals(onePublicKey(lines.join(newline), "file"), full.join());
    assert(full.length <= 1);
  } catch (error) {
    if (!(error instanceof ExitError)) throw error;
    assertMatch(error.message, /^file: line [1-5] /);
    assert(full.length > 1 || /^#|^no-pty/.test(full[0] ?? ""));
  }
});
