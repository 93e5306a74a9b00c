/**
 * What people and programs see of the answers of each area. The rows are in `areas/*.txt`: a command
 * line, the requests with their answers, and the text of each form.
 */

import { assert, assertEquals } from "@std/assert";
import { app } from "../../../cli/app.ts";
import type { Context } from "../../../cli/context.ts";
import { cli, type World } from "../../support/cli.ts";
import { type Row, rowsIn } from "../../support/rows.ts";
import { TOKEN } from "../../support/secret.ts";

const DIRECTORY = new URL("areas/", import.meta.url);
const ROWS: Row[] = [];
for (const { name } of [...Deno.readDirSync(DIRECTORY)].sort((a, b) => a.name < b.name ? -1 : 1)) {
  ROWS.push(...rowsIn(await Deno.readTextFile(new URL(name, DIRECTORY))));
}

const COLORS: Readonly<Record<string, string>> = { 2: "dim", 31: "red", 32: "green", 33: "yellow" };
// deno-lint-ignore no-control-regex -- colours are control characters
const COLORED = /\x1b\[(\d+)m([^\x1b]*)\x1b\[(?:39|22)m/g;

/** Runs a command line on the answers of a row; anything else that it asks for is not there. */
async function ran(line: string, answers: Row["answers"], world: Partial<World> = {}) {
  const missing: string[] = [];
  const env = { DO_API_TOKEN: TOKEN, TERM: "xterm" };
  const fetch: World["fetch"] = (url, init) => {
    const { pathname, search } = new URL(url);
    const answer = answers[`${init.method} ${pathname}${search}`];
    if (answer !== undefined) return Promise.resolve(Response.json(answer));
    missing.push(`${init.method} ${pathname}${search}`);
    return Promise.resolve(Response.json({ id: "not_found", message: "" }, { status: 404 }));
  };
  const { code, out, err } = await cli(line, { fetch, env, ...world });
  const isKnown = Object.hasOwn(answers, "*");
  assertEquals([code, isKnown ? "" : err, isKnown ? [] : missing], [0, "", []], line);
  return out;
}

/** The manual's form of JSON. */
function json(value: unknown): string {
  const sorted = (_: string, inner: unknown): unknown =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a < b ? -1 : 1))
      : inner;
  return `${JSON.stringify(value, sorted, 4)}\n`;
}

for (const row of ROWS) {
  const { line, answers, field, table, tsv, terminal } = row;
  const last = Object.keys(answers).filter((request) => request !== "*").at(-1) ?? "";
  const answer = answers[last] as Record<string, unknown>;

  Deno.test(`doapi ${line} prints a table, and values with tabs, in a pipe`, async () => {
    assertEquals(await ran(`${line} -o table`, answers), table);
    assertEquals(await ran(`${line} -o tsv`, answers), tsv);
  });

  Deno.test(`doapi ${line} prints a table that fits a terminal`, async () => {
    const { columns, text, colors } = terminal;
    const world = { outIsTerminal: true, isTerminal: true, columns };
    const list = line.replace(/(?<= )show(?= |$)/, "list");
    const out = await ran(list === line ? `${line} -o auto` : list, answers, world);
    const plain = out.replace(COLORED, "$2");
    assertEquals(plain, text);
    const found = [...out.matchAll(COLORED)].map(([, code = "", word = ""]) =>
      `${word.trim()} ${COLORS[code]}`
    );
    assertEquals(found, colors);
  });

  if (field === undefined) continue;
  Deno.test(`doapi ${line} prints JSON as the API sent it`, async () => {
    const value = field === "." ? answer : answer[field];
    assertEquals(await ran(`${line} -o json`, answers), json(value));
    assertEquals(await ran(`${line} -o auto`, answers), json(value));
  });

  if (!Array.isArray(answer[field])) continue;
  Deno.test(`doapi ${line} prints the names of the columns where there is nothing`, async () => {
    const none = { ...answers, [last]: { ...answer, [field]: [], meta: { total: 0 } } };
    const names = table.split("\n")[0]!.trim().split(/ {2,}/);
    assertEquals(await ran(`${line} -o table`, none), `${names.join("  ")}\n`);
    assertEquals(await ran(`${line} -o tsv --headers`, none), `${names.join("\t")}\n`);
    assertEquals(await ran(`${line} -o json`, none), "[]\n");
  });
}

Deno.test("every area has a row", async () => {
  const ctx = { env: () => undefined, envIsEmpty: () => false } as unknown as Context;
  const areas: string[] = (await app(ctx)).getCommands().map((child) => child.getName());
  const TOOLS = /^(auth|completions|config|help|install-links|open|sandbox|upgrade)$/;
  const shown = new Set(ROWS.map(({ line }) => line.split(" ")[0]));
  assertEquals(areas.filter((area) => !TOOLS.test(area) && !shown.has(area)), []);
});

Deno.test("no row shows what is secret in a table", () => {
  for (const { line, table, tsv, terminal } of ROWS) {
    assert(!/SECRET/.test(table + tsv + terminal.text), line);
  }
});
