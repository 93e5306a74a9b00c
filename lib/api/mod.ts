/**
 * Facts about every operation of the API, for programs that are about the API itself: its
 * parameters, the fields of its body and of its answer, and its scopes.
 *
 * ```text
 *   OPERATIONS[id] ---> method, path, parameters, scopes
 *        | body                                  | answer
 *        v                                       v
 *   SCHEMAS[name], of requests          ANSWERS[id], ANSWER_SCHEMAS[name]
 * ```
 *
 * @example
 * ```ts
 * import { OPERATIONS } from "@doapi/doapi/api";
 *
 * const { method, path, scopes } = OPERATIONS["volumes_list"]!;
 * console.log(method, path, scopes); // GET /v2/volumes [ "block_storage:read" ]
 * ```
 *
 * @see https://docs.digitalocean.com/reference/api/
 *
 * @module
 */

export { ANSWER_SCHEMAS, ANSWERS } from "./answers.ts";
export type { Operation, Parameter, Schema } from "./facts.ts";
export { OPERATIONS, SCHEMAS } from "./operations.ts";
export { fillPath } from "./path.ts";
