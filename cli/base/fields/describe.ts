import type { Schema } from "../../../lib/api/facts.ts";
import { nounOf, withArticle } from "../../../lib/api/words.ts";
import { type Field, resolved, shapeOf } from "./schema.ts";
import { isList, isNested, takes } from "./text.ts";

/** How many words a help text lists. */
const WORDS = 12;

/** What the formats of text are called. */
const FORMATS: Readonly<Record<string, string>> = {
  uuid: "A UUID",
  "date-time": "A time such as 2026-01-31T12:00:00Z",
  email: "An email address",
  hostname: "A host name",
  cidr: "A network such as 10.10.0.0/16",
  uri: "A URL",
  url: "A URL",
};

/** The help of a field: its type, its bounds, its default. */
export function described({ schema, required }: Field, thing: string | null): string {
  const list = isList(schema);
  const item = resolved(list ? schema.items ?? {} : schema);
  const main = thing === null ? valueText(item) : `Id or name of ${withArticle(nounOf(thing))}`;
  const ending = !required && isDefault(schema) ? ` (Default: ${shortly(schema.default)})` : "";
  const sentence = main && `${main}${list ? "; repeatable" : ""}.`;
  return `${sentence}${required ? " Required." : ""}${ending}`;
}

/** Whether a schema has a default that says something: `..._UNSPECIFIED` and `[]` do not. */
function isDefault(schema: Schema): boolean {
  if (!("default" in schema) || schema.default === null) return false;
  return !/^\[\]$|_(UNKNOWN|UNSPECIFIED)"$|^"(UNKNOWN|UNSPECIFIED)"$/.test(
    JSON.stringify(schema.default),
  );
}

function valueText(schema: Schema): string {
  const { enum: words, minimum, maximum, maxLength, format = "" } = schema;
  if (words) return `One of ${some(words.map(String))}`;
  // That depends on what the option is called.
  if (takes(schema, "boolean") && !takes(schema, "string")) return "";
  const shape = isNested(schema) ? shapeOf(schema) : null;
  if (shape) return `Values of ${some(Object.keys(shape.fields))}`;
  if (isNested(schema)) return "Values by their keys";
  const number = takes(schema, "integer")
    ? "A whole number"
    : takes(schema, "number") && "A number";
  if (number && schema.type) {
    if (minimum !== undefined && maximum !== undefined) {
      return `${number}, ${minimum} to ${maximum}`;
    }
    if (minimum !== undefined) return `${number}, ${minimum} or more`;
    return maximum !== undefined ? `${number}, ${maximum} or less` : number;
  }
  if (!schema.type && !schema.anyOf) return "JSON, or else text";
  const text = FORMATS[format] ?? "Text";
  return maxLength === undefined ? text : `${text} of at most ${maxLength} characters`;
}

function some(words: readonly string[]): string {
  const more = words.length > WORDS ? ` and ${words.length - WORDS} more` : "";
  return words.slice(0, WORDS).map((word) => word || '""').join(", ") + more;
}

function shortly(value: unknown): string {
  return typeof value === "string" ? value || '""' : JSON.stringify(value);
}

/** What the value of a field's option is called. */
export function placeholder({ schema }: Field, thing: string | null): string {
  const list = isList(schema);
  const item = resolved(list ? schema.items ?? {} : schema);
  if (thing !== null) return thing.replaceAll("_", "-");
  if (isNested(item)) return "values";
  if (item.enum) return "word";
  return takes(item, "integer") || takes(item, "number") ? "number" : "text";
}
