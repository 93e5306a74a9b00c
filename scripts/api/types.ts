import { type Description, type RawSchema, resolve, type Route, routes } from "./description.ts";

/** Fields of a query that `list()` and the paging of the library fill in. */
const PAGING = new Set(["page", "per_page"]);

const HELPER = [
  "/** A type with some of its optional fields required. */",
  "export type With<T, K extends string> = T & { [P in K & keyof T]-?: NonNullable<T[P]> };",
];

/** Writes the types of all routes: path, query, body and answer, each schema named once. */
export function typesOf(description: Description): string {
  const writer = new TypeWriter(description);
  const lines = routes(description).map((route) => `  ${writer.route(route)}`);
  const named = [...writer.named].sort(([a], [b]) => a < b ? -1 : 1)
    .map(([name, type]) => `  ${key(name)}: ${type};`);
  return [
    ...HELPER,
    "/** Every schema of the API's description that a route refers to, by its name there. */",
    "export type Schemas = {",
    ...named,
    "};",
    "/** Every operation of the API, by its method and path. */",
    "export type Routes = {",
    ...lines,
    "};",
    "",
  ].join("\n");
}

class TypeWriter {
  readonly named = new Map<string, string>();
  readonly #description: Description;

  constructor(description: Description) {
    this.#description = description;
  }

  route({ method, path, parameters, body, answer }: Route): string {
    const query = parameters.filter((p) => p.in === "query" && !PAGING.has(p.name));
    const fields = query.map((p) => this.#field(p.name, p.schema, p.required ?? false));
    const parts = [];
    if (query.length) {
      parts.push(`query${query.some((p) => p.required) ? "" : "?"}: { ${fields.join("; ")} }`);
    }
    const headers = parameters.filter((p) => p.in === "header" && p.required);
    if (headers.length) {
      const names = headers.map((p) => this.#field(p.name, p.schema, true));
      parts.push(`headers: { ${names.join("; ")} }`);
    }
    if (body) {
      const type = this.#payload(body.type, body.schema);
      parts.push(`body${body.required ? "" : "?"}: ${type}`);
    }
    const ok = answer.type === null ? "null" : this.#payload(answer.type, answer.schema ?? {});
    parts.push(`ok: ${ok}`);
    return `"${method} ${path}": { ${parts.join("; ")} };`;
  }

  /** JSON has the schema's type; other text is a string, and anything else is bytes. */
  #payload(type: string, schema: RawSchema): string {
    if (type === "application/json") return this.#type(schema);
    return /^text\/|yaml$/.test(type) ? "string" : "Uint8Array";
  }

  #field(name: string, schema: RawSchema, required: boolean): string {
    return `${key(name)}${required ? "" : "?"}: ${this.#type(schema)}`;
  }

  #type(schema: RawSchema | undefined): string {
    if (!schema) return "unknown";
    if (schema.$ref !== undefined) return this.#reference(schema);
    const type = this.#bare(schema);
    if (!schema.nullable || type === "unknown" || / ?\bnull$/.test(type)) return type;
    return `${grouped(type)} | null`;
  }

  #reference(schema: RawSchema): string {
    const ref = schema.$ref as string;
    const target = resolve(this.#description, schema);
    const simple = target.type !== undefined && target.type !== "object" && target.type !== "array";
    if (simple && !target.enum) return this.#type(target);
    const name = ref.split("/").at(-1) as string;
    if (!this.named.has(name)) {
      this.named.set(name, "");
      this.named.set(name, this.#type(target));
    }
    return `Schemas[${JSON.stringify(name)}]`;
  }

  #bare(schema: RawSchema): string {
    if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
    if (schema.allOf) return this.#intersection(schema);
    const union = schema.oneOf ?? schema.anyOf;
    if (union) return this.#union(schema, union);
    if (schema.type === "array") return `${grouped(this.#type(schema.items))}[]`;
    if (schema.type === "integer" || schema.type === "number") return "number";
    if (schema.type === "string") return schema.format === "binary" ? "Blob" : "string";
    if (schema.type === "boolean") return "boolean";
    return schema.type === "object" || schema.properties ? this.#object(schema) : "unknown";
  }

  #union(schema: RawSchema, union: RawSchema[]): string {
    const own = schema.properties ? [this.#object(schema)] : [];
    const parts = union.map((part) => this.#type(part)).filter(isKnown);
    // Parts that only say which fields are required together have no type of their own.
    return [...new Set([...own, ...parts])].join(" | ") || "unknown";
  }

  #intersection(schema: RawSchema): string {
    const all = schema.allOf as RawSchema[];
    const parts = all.map((part) => this.#type(part)).filter(isKnown).map((part) =>
      part.includes(" | ") ? `(${part})` : part
    );
    if (schema.properties) parts.push(this.#object(schema));
    const type = [...new Set(parts)].join(" & ") || "unknown";
    const bare = all.map((part) => resolve(this.#description, part)).filter((p) => !p.properties);
    const required = [...bare, ...(schema.properties ? [] : [schema])]
      .flatMap((part) => part.required ?? []);
    if (!required.length || !parts.length) return type;
    return `With<${type}, ${[...new Set(required)].map((name) => `"${name}"`).join(" | ")}>`;
  }

  #object(schema: RawSchema): string {
    const { properties, additionalProperties, required = [] } = schema;
    const fields = Object.entries(properties ?? {});
    if (!fields.length) {
      const values = typeof additionalProperties === "object"
        ? this.#type(additionalProperties)
        : "";
      return `Record<string, ${values || "unknown"}>`;
    }
    const texts = fields.map(([name, field]) => this.#field(name, field, required.includes(name)));
    return `{ ${texts.join("; ")} }`;
  }
}

function isKnown(type: string): boolean {
  return type !== "unknown" && type !== "Record<string, unknown>";
}

function grouped(type: string): string {
  return / [|&] /.test(type) ? `(${type})` : type;
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
