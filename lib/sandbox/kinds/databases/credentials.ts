import { isObject } from "../../state/json.ts";
import type { Withheld } from "../../http/router.ts";

const SECRET = new Set(["password", "access_cert", "access_key"]);

/** The address without the password that is in it. */
function stripAddress(uri: string): string {
  return uri.replace(/^([a-z+]+:\/\/[^:@/]*):[^@/]*@/, "$1@");
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => {
    if (SECRET.has(name)) return [name, ""];
    if (name === "uri" && typeof inner === "string") return [name, stripAddress(inner)];
    return [name, strip(inner)];
  });
  return Object.fromEntries(entries);
}

/** Passwords and keys, which a token that only reads does not see. */
export const CREDENTIALS: Withheld = { scope: "database:view_credentials", strip };
