import type { Operation, Schema } from "../../../lib/api/facts.ts";
import { SCHEMAS } from "../../../lib/api/operations.ts";

/** A field of an operation's request. */
export interface Field {
  /** The name, as the API spells it. */
  readonly name: string;
  /** Where it goes. */
  readonly in: "body" | "query" | "header";
  /** Its type and bounds. */
  readonly schema: Schema;
  /** Whether the API refuses a request without it. */
  readonly required: boolean;
}

/** The fields of an object, those of all its variants merged. */
export interface Shape {
  readonly fields: Readonly<Record<string, Schema>>;
  /** What no variant can do without. */
  readonly required: readonly string[];
}

/** Follows a schema's name to what it stands for. */
export function resolved(schema: Schema): Schema {
  if (schema.ref === undefined) return schema;
  const target = resolved(SCHEMAS[schema.ref] ?? {});
  return schema.nullable && !target.nullable ? { ...target, nullable: true } : target;
}

/** The fields of an object; `null` where they have no names, or the value is not an object. */
export function shapeOf(schema: Schema): Shape | null {
  const { type, fields, required = [], anyOf = [] } = resolved(schema);
  if (type !== undefined && type !== "object") return null;
  const variants = anyOf.map(shapeOf);
  const named = fields !== undefined || required.length > 0;
  if (!named && (variants.length === 0 || variants.includes(null))) return null;
  const shapes = variants.filter((variant) => variant !== null);
  const found = new Map<string, Schema[]>();
  for (const part of [fields ?? {}, ...shapes.map(({ fields }) => fields)]) {
    for (const [name, field] of Object.entries(part)) {
      found.set(name, [...found.get(name) ?? [], field]);
    }
  }
  const [first, ...others] = shapes;
  const common = first?.required.filter((name) =>
    others.every(({ required }) => required.includes(name))
  );
  return {
    fields: Object.fromEntries([...found].map(([name, schemas]) => [name, merged(schemas)])),
    required: [...new Set([...required, ...common ?? []])],
  };
}

/** What takes the values of all of some schemas. */
function merged(schemas: readonly Schema[]): Schema {
  const distinct = new Map(schemas.map((schema) => [JSON.stringify(schema), schema]));
  const [first, ...others] = [...distinct.values()] as [Schema, ...Schema[]];
  if (others.length === 0) return first;
  const all = [first, ...others].map(resolved);
  const type = all[0]?.type;
  const words = all.flatMap((schema) => schema.enum ?? []);
  const alike = all.every((schema) => schema.type === type && schema.enum);
  return type && alike ? { type, enum: [...new Set(words)] } : { anyOf: [first, ...others] };
}

/**
 * The fields of an operation's body.
 *
 * @param fixed Fields that have one value; the variants that have another one do not count.
 */
export function bodyFields(
  { body }: Operation,
  fixed: Readonly<Record<string, unknown>> = {},
): Field[] {
  const shape = body ? shapeOf(narrowed(body.schema, fixed)) : null;
  return Object.entries(shape?.fields ?? {}).map(([name, schema]) => ({
    name,
    in: "body",
    schema: resolved(schema),
    required: shape?.required.includes(name) ?? false,
  }));
}

/** A schema without the variants that a value of a field rules out. */
function narrowed(schema: Schema, fixed: Readonly<Record<string, unknown>>): Schema {
  const own = resolved(schema);
  const fits = (variant: Schema) =>
    Object.entries(fixed).every(([name, value]) => {
      const field = resolved(variant).fields?.[name];
      const words = field && resolved(field).enum;
      return !words || words.includes(value);
    });
  return own.anyOf ? { ...own, anyOf: own.anyOf.filter(fits) } : own;
}

/** The parameters of an operation's query and headers. */
export function parameterFields({ params = [] }: Operation): Field[] {
  return params.flatMap(({ name, in: place, mandatory, ...schema }) =>
    place === "path" ? [] : [{ name, in: place, schema: resolved(schema), required: !!mandatory }]
  );
}
