import type { Operation, Schema } from "../../api/facts.ts";
import { unprocessable } from "../http/errors.ts";
import type { Context } from "../http/router.ts";
import { REQUESTS, resolve, wrong } from "./schema.ts";

/** A value of a query as its schema wants it. */
function queryValue(schema: Schema, text: string): unknown {
  const { type } = resolve(schema, REQUESTS);
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  if (type === "array") return text.split(",");
  return text;
}

// Nonsense in these is left out, as everywhere.
const PAGING = new Set(["page", "per_page"]);

/**
 * Holds a request against the description.
 *
 * @throws {ApiError} 422 if a field or parameter is missing or of the wrong kind.
 */
export function checkRequest(
  c: Context,
  { params = [], body }: Operation,
  lenient?: ReadonlySet<string>,
): void {
  for (const parameter of params) {
    const { name, mandatory } = parameter;
    if (parameter.in !== "query" || PAGING.has(name)) continue;
    const text = c.query.get(name);
    if (text === null && mandatory) throw unprocessable(`${name} is required`);
    if (text === null) continue;
    const complaint = wrong(parameter, queryValue(parameter, text), REQUESTS, name);
    if (complaint !== undefined) throw unprocessable(complaint);
  }
  const complaint = body && body.type === undefined &&
    wrong(body.schema, c.body, REQUESTS, "", lenient);
  if (complaint) throw unprocessable(complaint);
}
