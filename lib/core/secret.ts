/** Shorter tokens than any real one are words that may be anywhere. */
const SHORTEST = 8;

/** What stands where the token was. */
const REDACTED = "[token]";

/** Whether a text has the token in it. */
export function hasSecret(text: string, token: string): boolean {
  return token.length >= SHORTEST && text.includes(token);
}

/** The text without the token. */
export function redact(text: string, token: string): string {
  return hasSecret(text, token) ? text.replaceAll(token, REDACTED) : text;
}

/**
 * An answer whose status line and headers do not repeat the token, as some gateways' do: they are
 * part of errors, of what hooks are told, and of what the client remembers.
 */
export function redactHead(response: Response, token: string): Response {
  const { status, statusText, headers } = response;
  const head = [statusText, ...headers.values()];
  if (!head.some((text) => hasSecret(text, token))) return response;
  const clean = [...headers].map(([name, value]): [string, string] => [name, redact(value, token)]);
  return new Response(null, { status, statusText: redact(statusText, token), headers: clean });
}
