/** Keeps phrases that read like a translation out of the texts; CONTRIBUTING.md has the list. */
import { assertEquals } from "@std/assert";

/** The phrases, as patterns. */
const AVOIDED = [
  /\b(tell(s|ing)?|told) of\b/i,
  /(?<!\bthere )\b(is|are) no (?!longer\b|more\b|less\b)[a-z]/i,
  /\bwhat (is|was) (given|asked|said)\b/i,
  /\bas it stands\b/i,
  /\bwho(so)?ever\b/i,
  /\bone's own\b/i,
  /\bthough (the|it|they|a) \w+ be\b|, be it\b/i,
];

/** Texts of the vendor, what is made from them, and the patterns above. */
const LEFT_OUT = [
  /^lib\/api\/(answers|operations|routes)\.ts$/,
  /^lib\/sandbox\/OPERATIONS\.md$/,
  /^cli\/reference\//,
  /^tests\/docs\/words\.test\.ts$/,
];

/** The files with texts in a folder and those below, without what git leaves out. */
async function textsIn(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder || ".")) {
    if (/^(\.git|\.packages|dist|node_modules)$/.test(name)) continue;
    const path = `${folder}${name}`;
    if (isDirectory) files.push(...await textsIn(`${path}/`));
    else if (/\.(ts|md|sh|ps1|yml)$/.test(name)) files.push(path);
  }
  return files;
}

/** The lines of a text that have an avoided phrase; a comment that is wrapped counts as one line. */
function found(text: string): string[] {
  const joined = text.replace(/\n\s*(\*|\/\/|#) (?=\S)/g, " ").split("\n");
  return joined.flatMap((line) => {
    const phrases = AVOIDED.flatMap((pattern) => pattern.exec(line)?.[0] ?? []);
    return phrases.map((phrase) => `${phrase}: ${line.trim().slice(0, 100)}`);
  });
}

/** The first and the second column of the word list. */
async function wordList(): Promise<[string, string][]> {
  const text = await Deno.readTextFile("CONTRIBUTING.md");
  const [, rows = ""] = /^\| Avoid .*\n\|.*\n((?:\|.*\n)+)/m.exec(text) ?? [];
  return [...rows.matchAll(/^\| (.*?) +\| (.*?) +\|$/gm)].map(([, avoid = "", write = ""]) => [
    avoid,
    write,
  ]);
}

Deno.test("every row of the word list has a phrase that is found, and a better one", async () => {
  const rows = await wordList();
  assertEquals(rows.length, AVOIDED.length);
  for (const [avoid, write] of rows) {
    assertEquals([found(avoid).length, found(write).length], [1, 0], avoid);
  }
});

Deno.test("plain uses of the same words are not found", () => {
  assertEquals(found("There is no token. The action is no longer there. She told us."), []);
});

Deno.test("a phrase is found across the lines of a comment", () => {
  assertEquals(found("/**\n * A wait tells\n * of failures.\n */").length, 1);
});

Deno.test("no text of the project has a phrase of the word list", async () => {
  const wrong: string[] = [];
  for (const file of await textsIn("")) {
    if (LEFT_OUT.some((pattern) => pattern.test(file))) continue;
    const text = await Deno.readTextFile(file);
    // The word list itself.
    const prose = file === "CONTRIBUTING.md" ? text.replace(/^\|.*$/gm, "") : text;
    wrong.push(...found(prose).map((line) => `${file}: ${line}`));
  }
  assertEquals(wrong, []);
});
