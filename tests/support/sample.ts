/** Values that a schema of the vendor's description takes, made of nothing but the schema. */
import type { Schema } from "../../lib/api/facts.ts";
import { SCHEMAS } from "../../lib/api/operations.ts";

type Body = Record<string, unknown>;

function resolve(schema: Schema): Schema {
  let found = schema;
  while (found.ref !== undefined) found = SCHEMAS[found.ref] ?? {};
  return found;
}

const UUID = "4de7ac8b-495b-4884-9a69-1050c6793cd6";

const FORMATS: Readonly<Record<string, string>> = {
  uuid: UUID,
  "date-time": "2026-01-01T00:00:00Z",
  date: "2026-01-01",
  uri: "https://example.com/",
  url: "https://example.com/",
  email: "sammy@example.com",
  hostname: "www.example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  cidr: "10.10.0.0/16",
  byte: "ZXhhbXBsZQ==",
  int64: "1",
  uint64: "1",
};

const TEXTS = ["example", UUID, "www.example.com", "https://example.com/", "example.jsonl"];
const MORE = ["KEY", "a/b", "default", "do:droplet:3164001", "do:kubernetes:1", "192.0.2.1", "1"];

function text({ format, pattern, minLength = 0, maxLength = Infinity }: Schema, name: string) {
  const plain = /name$/.test(name) ? name.replaceAll("_", "-") : "example";
  const texts = [FORMATS[format ?? ""] ?? plain, ...TEXTS, ...MORE];
  const found = texts.find((one) =>
    one.length >= minLength && one.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern).test(one))
  );
  if (found === undefined) throw new Error(`No text for ${name} fits ${pattern}`);
  return found;
}

/**
 * A value for a field.
 *
 * @param deep In how many levels of objects optional fields have values too.
 */
export function sample(given: Schema, name = "", deep = 0): unknown {
  const schema = resolve(given);
  const { type, anyOf, minimum = 1, items, minItems = 0 } = schema;
  if (schema.enum) return schema.enum[0];
  if (anyOf) {
    const first = resolve(anyOf[0] as Schema);
    if (type !== "object" && !schema.fields) return sample(first, name, deep);
    const fields = { ...schema.fields, ...first.fields };
    const required = [...schema.required ?? [], ...first.required ?? []];
    return sampleFields({ fields, required }, deep);
  }
  switch (type) {
    case "string":
      return text(schema, name);
    case "integer":
    case "number":
      return Math.min(Math.max(minimum, 1), schema.maximum ?? Infinity);
    case "boolean":
      return false;
    case "array":
      return Array.from({ length: Math.max(minItems, 1) }, () => sample(items ?? {}, name, deep));
    default:
      return sampleFields(schema, deep);
  }
}

function sampleFields({ fields = {}, required = [], values }: Schema, deep: number): Body {
  const names = deep > 0 ? Object.keys(fields) : required;
  const inner = Math.max(deep - 1, 0);
  const body = Object.fromEntries(
    names.map((name) => [name, sample(fields[name] ?? {}, name, inner)]),
  );
  return deep > 0 && values ? { ...body, key: sample(values, "key", inner) } : body;
}

/** A body that a request may have; one that needs nothing has a value for every field. */
export function sampleBody(schema: Schema): Body {
  const body = sample(schema) as Body;
  return Object.keys(body).length > 0 ? body : sample(schema, "", 1) as Body;
}
