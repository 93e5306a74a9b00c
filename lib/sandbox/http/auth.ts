import { forbidden, unauthorized } from "./errors.ts";

/** A token that the sandbox accepts, and what it may do. */
export interface SandboxToken {
  /** The token itself. */
  readonly token: string;
  /**
   * What the token may do, as `droplet:read` or `ssh_key:create`; `droplet:*` and `*` stand for
   * every verb and for everything. Left out, it may do everything.
   */
  readonly scopes?: readonly string[];
  /** Whether it may read everything and change nothing. */
  readonly readOnly?: boolean;
}

const BEARER = /^bearer +(\S+) *$/i;

function allows(token: SandboxToken, scope: string): boolean {
  const [resource, verb] = scope.split(":");
  if (token.readOnly && verb !== "read") return false;
  return token.scopes === undefined ||
    token.scopes.some((s) => s === "*" || s === scope || s === `${resource}:*`);
}

/** Whether a token has all scopes of one of the alternatives: `a:read b:read | c:read`. */
function allowsOne(token: SandboxToken, scope: string): boolean {
  return scope.split(" | ").some((all) => all.split(" ").every((one) => allows(token, one)));
}

/** Knows the tokens. */
export class Auth {
  readonly #tokens: ReadonlyMap<string, SandboxToken> | undefined;

  constructor(tokens?: readonly (string | SandboxToken)[]) {
    this.#tokens = tokens && new Map(
      tokens.map((t) => typeof t === "string" ? [t, { token: t }] : [t.token, t]),
    );
  }

  /**
   * The token of a request.
   *
   * @throws {ApiError} 401 if there is none or it is not known.
   */
  token(headers: Headers): SandboxToken {
    const token = headers.get("authorization")?.match(BEARER)?.[1];
    const known = token && (this.#tokens ? this.#tokens.get(token) : { token });
    if (!known) throw unauthorized();
    return known;
  }

  /** Whether a token has a scope. */
  has(token: SandboxToken, scope: string): boolean {
    return allowsOne(token, scope);
  }

  /** @throws {ApiError} 403 if the token has not the scope. */
  check(token: SandboxToken, scope: string, method: string): void {
    // What needs no scope needs a token that may do more than read, unless it is read.
    const allowed = scope === "" ? !token.readOnly || method === "GET" : allowsOne(token, scope);
    if (!allowed) throw forbidden();
  }
}
