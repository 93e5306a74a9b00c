/** Shorter tokens than any real one are words that may be anywhere. */
const SHORTEST = 8;

/** The replacement of the token. */
const REDACTED = "[token]";

/** Whether a text has the token in it. */
export function hasSecret(text: string, token: string): boolean {
  return token.length >= SHORTEST && text.includes(token);
}

/** The text without the token, in its plain form and in the form within a JSON string. */
export function redact(text: string, token: string): string {
  if (token.length < SHORTEST) return text;
  return text.replaceAll(token, REDACTED).replaceAll(JSON.stringify(token).slice(1, -1), REDACTED);
}

/** The same for bytes. */
export function redactBytes(bytes: Uint8Array, token: string): Uint8Array {
  if (token.length < SHORTEST || !includes(bytes, new TextEncoder().encode(token))) return bytes;
  // One byte is one character here, and the other way round.
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return Uint8Array.from(redact(text, token), (character) => character.charCodeAt(0));
}

function includes(bytes: Uint8Array, part: Uint8Array): boolean {
  const [first = 0] = part;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (part.every((byte, i) => bytes[at + i] === byte)) return true;
  }
  return false;
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
