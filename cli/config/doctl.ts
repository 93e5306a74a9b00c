/** The accounts that doctl has stored. */

import { type Context, textIn } from "../context.ts";
import { ExitError } from "../errors.ts";
import { configFolder } from "./file.ts";

/** doctl's name for the account without a name. */
const DEFAULT = "default";

/** Accounts of doctl. */
export interface DoctlAccounts {
  /** The file that they are in. */
  file: string;
  /** The name of the one in use. */
  current: string;
  tokens: Readonly<Record<string, string>>;
}

/** Reads doctl's accounts; `null` if there are none. */
export async function doctlAccounts(ctx: Context): Promise<DoctlAccounts | null> {
  for (const file of files(ctx)) {
    const text = await textIn(ctx, file);
    if (text !== null) return await read(text, file);
  }
  return null;
}

/** Where doctl keeps its configuration: by the rules of the system, on macOS, as a snap. */
function files(ctx: Context): string[] {
  const home = ctx.env("HOME");
  return [
    configFolder(ctx, "doctl"),
    home && `${home}/Library/Application Support/doctl`,
    home && `${home}/snap/doctl/current/.config/doctl`,
  ].flatMap((folder) => folder ? [`${folder}/config.yaml`] : []);
}

async function read(text: string, file: string): Promise<DoctlAccounts | null> {
  const { parse } = await import("yaml");
  let config: unknown;
  try {
    config = parse(text, { prettyErrors: false });
  } catch {
    // The parser's own message may repeat a token.
    throw new ExitError(`Cannot read the accounts of doctl: ${file} is not YAML`);
  }
  const fields = (config ?? {}) as Record<string, unknown>;
  const named = Object.entries((fields["auth-contexts"] ?? {}) as Record<string, unknown>);
  const all = [...named, [DEFAULT, fields["access-token"]] as const];
  const tokens = Object.fromEntries(
    all.filter((one): one is [string, string] => typeof one[1] === "string" && one[1] !== ""),
  );
  const { context } = fields;
  const current = typeof context === "string" && context !== "" ? context : DEFAULT;
  return Object.keys(tokens).length === 0 ? null : { file, current, tokens };
}
