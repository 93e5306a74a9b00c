/** A schema of an OpenAPI 3.0 description, as far as it is read here. */
export interface RawSchema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  default?: unknown;
  nullable?: boolean;
  readOnly?: boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  items?: RawSchema;
  properties?: Record<string, RawSchema>;
  required?: string[];
  additionalProperties?: boolean | RawSchema;
  allOf?: RawSchema[];
  oneOf?: RawSchema[];
  anyOf?: RawSchema[];
}

interface Referable {
  $ref?: string;
}

/** A parameter of a path, a query or a header. */
export interface RawParameter extends Referable {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  schema: RawSchema;
}

interface RawBody extends Referable {
  required?: boolean;
  content?: Record<string, { schema?: RawSchema }>;
}

/** One operation. */
export interface RawOperation {
  operationId: string;
  tags?: string[];
  deprecated?: boolean;
  parameters?: RawParameter[];
  requestBody?: RawBody;
  responses: Record<string, RawBody>;
  security?: Record<string, string[]>[];
  servers?: { url: string }[];
}

/** An OpenAPI description. */
export interface Description {
  paths: Record<string, Record<string, unknown> & { parameters?: RawParameter[] }>;
  components: Record<string, Record<string, unknown>>;
}

/** An operation with everything that belongs to it in one place. */
export interface Route {
  method: string;
  path: string;
  operation: RawOperation;
  parameters: RawParameter[];
  /** The body's content type and schema, if there may be one. */
  body: { type: string; schema: RawSchema; required: boolean } | null;
  /** The first answer with a success status; the schema is `null` where it has no body. */
  answer: { status: number; type: string | null; schema: RawSchema | null };
}

const METHODS = ["get", "post", "put", "patch", "delete"];

const JSON_TYPE = "application/json";

/** What a reference such as `#/components/schemas/volume` stands for, through further references. */
export function resolve<T extends Referable>(description: Description, value: T): T {
  let found = value;
  while (found.$ref !== undefined) {
    const [, , kind = "", name = ""] = found.$ref.split("/");
    const target = description.components[kind]?.[name];
    if (target === undefined) throw new Error(`The description has no ${found.$ref}`);
    found = target as T;
  }
  return found;
}

/** All operations, sorted by path and method. */
export function routes(description: Description): Route[] {
  const found: Route[] = [];
  for (const path of Object.keys(description.paths).sort()) {
    const item = description.paths[path] ?? {};
    for (const method of METHODS) {
      const operation = item[method] as RawOperation | undefined;
      if (!operation) continue;
      const parameters = [...item.parameters ?? [], ...operation.parameters ?? []]
        .map((parameter) => resolve(description, parameter));
      found.push({
        method: method.toUpperCase(),
        path,
        operation,
        parameters,
        body: bodyOf(description, operation),
        answer: answerOf(description, operation),
      });
    }
  }
  return found;
}

/** A content type and its schema: JSON where there is a choice. */
function content(raw: RawBody): [type: string, schema: RawSchema] | null {
  const types = Object.keys(raw.content ?? {});
  const type = types.includes(JSON_TYPE) ? JSON_TYPE : types[0];
  return type === undefined ? null : [type, raw.content?.[type]?.schema ?? {}];
}

function bodyOf(description: Description, operation: RawOperation): Route["body"] {
  if (!operation.requestBody) return null;
  const raw = resolve(description, operation.requestBody);
  const found = content(raw);
  return found && { type: found[0], schema: found[1], required: raw.required ?? false };
}

function answerOf(description: Description, operation: RawOperation): Route["answer"] {
  const status = Object.keys(operation.responses).filter((code) => code.startsWith("2")).sort()[0];
  // An operation that was retired has error answers alone.
  if (status === undefined) return { status: 410, type: null, schema: null };
  const raw = resolve(description, operation.responses[status] as RawBody);
  const found = content(raw);
  return { status: Number(status), type: found?.[0] ?? null, schema: found?.[1] ?? null };
}
