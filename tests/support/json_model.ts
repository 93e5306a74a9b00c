import fc from "fast-check";

/** JSON as it is written: numbers by their text, objects by their entries. */
export type Model =
  | { word: "null" | "true" | "false" }
  | { number: string }
  | { string: string }
  | { list: Model[] }
  | { entries: [string, Model][] };

/** Writes a model: in its own order on one line, or sorted with four spaces a level. */
export function render(model: Model, pretty: boolean, margin = ""): string {
  if ("word" in model) return model.word;
  if ("number" in model) return model.number;
  if ("string" in model) return JSON.stringify(model.string);
  const inner = `${margin}    `;
  const parts = "list" in model
    ? model.list.map((item) => render(item, pretty, inner))
    : (pretty ? model.entries.toSorted(([a], [b]) => a < b ? -1 : 1) : model.entries)
      .map(([name, value]) =>
        `${JSON.stringify(name)}:${pretty ? " " : ""}${render(value, pretty, inner)}`
      );
  const [left, right] = "list" in model ? "[]" : "{}";
  if (!pretty || parts.length === 0) return `${left}${parts.join(",")}${right}`;
  return `${left}\n${inner}${parts.join(`,\n${inner}`)}\n${margin}${right}`;
}

const digits = fc.stringMatching(/^(0|[1-9]\d{0,24})$/);
const fraction = fc.stringMatching(/^\.\d{1,20}$/);
const exponent = fc.stringMatching(/^[eE][+-]?\d{1,3}$/);

/** Numbers in all the ways that JSON has of writing them. */
const number = fc.tuple(
  fc.constantFrom("", "-"),
  digits,
  fc.option(fraction, { nil: "" }),
  fc.option(exponent, { nil: "" }),
).map((parts) => ({ number: parts.join("") }));

/** Whatever JSON can be; names of fields are sometimes ones that mean something. */
export function models(names: readonly string[] = []): fc.Arbitrary<Model> {
  const text = fc.string({ unit: "binary", maxLength: 8 });
  const odd = ["__proto__", "constructor", "toJSON", "fields", "client", "2", "1", ""];
  const name = fc.oneof(fc.constantFrom(...odd, ...names), text);
  const date = fc.constantFrom(
    "2016-01-01T00:01:45Z",
    "2016-01-01T00:01:45.5Z",
    "2016-01-01T01:01:45+01:00",
    "2016-01-01",
    "2016-02-30T00:00:00Z",
  );
  return fc.letrec<{ any: Model }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      fc.constantFrom<Model>({ word: "null" }, { word: "true" }, { word: "false" }),
      number,
      fc.oneof(text, date).map((string) => ({ string })),
      fc.array(tie("any"), { maxLength: 4 }).map((list) => ({ list })),
      fc.uniqueArray(fc.tuple(name, tie("any")), { maxLength: 5, selector: ([name]) => name })
        .map((entries) => ({ entries })),
    ),
  })).any;
}

/** JSON objects, most of whose fields have the given names. */
export function objects(names: readonly string[]): fc.Arbitrary<Model> {
  const entry = fc.tuple(fc.constantFrom(...names), models(names));
  return fc.uniqueArray(entry, { maxLength: 8, selector: ([name]) => name })
    .map((entries) => ({ entries }));
}
