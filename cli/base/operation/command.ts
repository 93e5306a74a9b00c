import type { Operation } from "../../../lib/api/facts.ts";
import { fillPath } from "../../../lib/api/path.ts";
import type { DOAPI } from "../../../mod.ts";
import { type Context, warn } from "../../context.ts";
import { Problems } from "../../problems.ts";
import { type AnyCommand, command, WATCH } from "../../args/options.ts";
import { type Find, Form } from "../fields.ts";
import { check } from "../fields/check.ts";
import { toNumber } from "../fields/number.ts";
import { shapeOf } from "../fields/schema.ts";
import { parseDocument, Unreadable } from "../fields/document.ts";
import { textOrFile } from "../files.ts";
import { IGNORE_MISSING, ignoringMissing } from "../missing.ts";
import { asId, isLookedUp, LookUp } from "../lookup.ts";
import type { Named } from "./named.ts";
import { printAnswer, printPages, type Request } from "./print.ts";
import type { Result } from "../../args/result.ts";

/** The help of `--data` if the body has a field of that name. */
const DATA_FIELD = " The field data is --set data=VALUE.";

/** The values of the options that are not fields. */
export interface Given {
  data?: string;
  agentUrl?: string;
  uploadUrl?: string;
  allowOtherHost?: boolean;
  set?: string[];
}

/** Makes the command of an operation: its parameters and fields out of the API's description. */
export function operationCommand(ctx: Context, named: Named): AnyCommand {
  const { operation, byPath, given } = named;
  const open = parameters(operation).filter((name) => !Object.hasOwn(given, name));
  const args = [...(byPath ? ["<path:word>"] : []), ...open.map((name) => `<${short(name)}:word>`)];
  const child: AnyCommand = command(about(operation), resultOf(operation));
  if (args.length) child.arguments(args.join(" "));
  const form = new Form(ctx, operation);
  if (operation.body) {
    const field = shapeOf(operation.body.schema)?.fields.data ? DATA_FIELD : "";
    child.option(
      "-d, --data <body:text>",
      `The body, as JSON or YAML; @FILE, @- for standard input.${field}`,
    );
  }
  if (operation.server) addServerOptions(child, operation.server);
  if (operation.method === "GET") child.option(...WATCH);
  if (operation.method === "DELETE") child.option(...IGNORE_MISSING);
  form.addTo(child);
  return child.action(async (options: Given, ...words: string[]) => {
    const values = words.slice(byPath ? 1 : 0);
    const path = {
      ...given,
      ...Object.fromEntries(open.map((name, i) => [name, values[i] ?? ""])),
    };
    const set = [...named.query, ...options.set ?? []];
    await ignoringMissing(ctx, options, () => run(ctx, operation, form, { ...options, set }, path));
  });
}

/** The answer of an operation, as far as its description tells. */
export function resultOf(
  { id, method, list }: Operation,
  columns?: readonly string[],
): Result {
  const isList = method === "GET" && list !== undefined;
  return {
    of: id,
    list: isList,
    ...(isList ? { key: list.key } : {}),
    ...(columns ? { columns } : {}),
  };
}

async function run(
  ctx: Context,
  operation: Operation,
  form: Form,
  options: Given,
  path: Record<string, string>,
): Promise<void> {
  const base = await bodyOf(ctx, options.data, operation.body?.type);
  const { client, request } = await prepared(ctx, operation, form, options, path, base);
  await printed(ctx, options, client, operation, request);
}

/** A request that is ready to be sent. */
export interface Prepared {
  client: DOAPI;
  request: Request;
}

/**
 * Makes the request of an operation: checked, and with ids in the places of names.
 *
 * @param path What the parameters of the path are, as ids or names.
 * @param base The body to begin with.
 * @param words Fields that are arguments, by their names.
 */
export async function prepared(
  ctx: Context,
  operation: Operation,
  form: Form,
  options: Given,
  path: Record<string, string>,
  base: unknown,
  words: Readonly<Record<string, string>> = {},
): Promise<Prepared> {
  const { id, method, body: { type } = {} } = operation;
  let client: DOAPI | undefined;
  let look: LookUp | undefined;
  const connected = async () => client ??= await ctx.client(options);
  const lookUp = async () => look ??= new LookUp(ctx, await connected());
  const find: Find = async (list, texts) => await (await lookUp()).find(list, texts);
  const wrong = await problemsOf(operation, path);
  const { query, body, headers } = await form.read(options, find, base, wrong, words);
  // No list of the account has things of another server.
  const ids = operation.server ? mapped(path, asId) : await (await lookUp()).path(operation, path);
  const request: Request = {
    url: urlOf(operation, options, ids),
    method,
    params: query,
    data: body,
    headers: { ...(type ? { "content-type": type } : {}), ...headers as Record<string, string> },
    doing: `call ${id}`,
    allowOtherOrigin: options.allowOtherHost,
    // The URL is signed, and its server refuses a token beside that.
    anonymous: operation.server === PRESIGNED,
    // Other servers answer with streams of events, and some headers ask for YAML.
    bytes: Boolean(operation.type || operation.server) || "Accept" in headers,
  };
  if (operation.deprecated) await warn(ctx, `${id} is deprecated`);
  return { client: await connected(), request };
}

/** Sends a request and prints the answer; of a list, all pages unless one was asked for. */
async function printed(
  ctx: Context,
  options: object,
  client: DOAPI,
  operation: Operation,
  request: Request,
): Promise<void> {
  const { page, per_page } = request.params;
  const { list } = operation;
  if (list && page === undefined && per_page === undefined) {
    await printPages(ctx, options, client, operation, list.key, request);
  } else await printAnswer(ctx, options, client, operation, request);
}

/** The placeholder server of the operation whose URL comes from another answer. */
const PRESIGNED = "https://";

/** Adds the options that an operation on another server needs. */
export function addServerOptions(child: AnyCommand, server: string): void {
  if (server === PRESIGNED) {
    child.option("--upload-url <url:string>", "The URL that the upload is signed for.", {
      required: true,
    });
    return;
  }
  for (const name of parametersIn(server)) {
    const option = name.replaceAll("_", "-");
    child.option(`--${option} <host:string>`, "The host that the request goes to.", {
      required: true,
    });
  }
  child.option("--allow-other-host", `Send the token to this operation's own host, ${server}.`);
}

function urlOf(
  { server, path }: Operation,
  { agentUrl = "", uploadUrl = "" }: Given,
  ids: Readonly<Record<string, string | number | bigint>>,
): string {
  if (server === PRESIGNED) return uploadUrl;
  const host = agentUrl.replace(/^https?:\/\//, "").replace(/\/+$/, "");
  return (server ?? "").replace(/\{\w+\}/, host) + fillPath(path, ids);
}

/** Reads `--data`, as raw text if the API takes something other than JSON. */
export async function bodyOf(
  ctx: Context,
  data: string | undefined,
  type: string | undefined,
): Promise<unknown> {
  if (data === undefined) return undefined;
  const text = await textOrFile(ctx, data);
  if (type !== undefined) return text;
  try {
    return await parseDocument(text);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new Problems([`Option "--data" ${error.message}.`]);
  }
}

/** Problems of path parameters that cannot be names. */
async function problemsOf(operation: Operation, path: Record<string, string>): Promise<string[]> {
  const lines: string[] = [];
  for (const { name, in: place, ...schema } of operation.params ?? []) {
    if (place !== "path" || await isLookedUp(operation, name)) continue;
    const text = asId(path[name] ?? "");
    const value = schema.type === "integer" ? toNumber(text) ?? text : text;
    const [problem] = check(schema, value, name);
    if (problem) lines.push(`Argument "${short(name)}" ${problem.text}.`);
  }
  return lines;
}

/** The parameters of an operation's path, in its order. */
export function parameters({ path }: Operation): string[] {
  return parametersIn(path);
}

function parametersIn(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
}

function mapped<T, U>(object: Readonly<Record<string, T>>, f: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, f(value)]));
}

/** The name of a parameter as an argument. */
export function short(name: string): string {
  return (name.replace(/_(id|uuid|identifier)$/, "") || name).replaceAll("_", "-");
}

/** The help of an operation. */
function about({ id, method, path, area, deprecated, scopes = [] }: Operation): string {
  return [
    `${method} ${path}: the operation ${id} of ${area}.`,
    ...(deprecated ? ["It is deprecated."] : []),
    ...(scopes.length ? [`Scopes: ${scopes.join(", ")}.`] : []),
  ].join(" ");
}
