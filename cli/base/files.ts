import { ValidationError } from "@cliffy/command";
import type { Context } from "../context.ts";
import { ExitError } from "../errors.ts";

/** Reads an argument of the kind "text, or @file, or @- for standard input"; `@@` begins as `@`. */
export async function textOrFile(ctx: Context, argument: string): Promise<string> {
  if (!argument.startsWith("@") || argument.length === 1) return argument;
  if (argument.startsWith("@@")) return argument.slice(1);
  const file = argument.slice(1);
  return file === "-" ? await ctx.in() : await ctx.readFile(file);
}

/** Reads a file that is itself an argument: that it cannot be read is wrong usage. */
export async function argumentFile(ctx: Context, path: string): Promise<string> {
  try {
    return await ctx.readFile(path);
  } catch (error) {
    throw new ValidationError((error as Error).message);
  }
}

/** Reads a JSON object from an option's argument. */
export async function jsonObject(
  ctx: Context,
  option: string,
  argument: string | undefined,
  parse: (text: string) => unknown = JSON.parse,
): Promise<Record<string, unknown>> {
  if (argument === undefined) return {};
  const value = parseJSON(option, await textOrFile(ctx, argument), parse);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new ExitError(`${option} must be a JSON object`);
}

/** Parses an option's JSON; the error names the option. */
export function parseJSON(
  option: string,
  text: string,
  parse: (text: string) => unknown = JSON.parse,
): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new ExitError(`${option} is not valid JSON: ${(error as Error).message}`);
  }
}
