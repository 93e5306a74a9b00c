/** Secrets, which tables and lists do not show: people have those on screens that others see. */

import { isObject } from "./plain.ts";

/** What stands where a secret is. */
const HIDDEN = "***";

/** Fields whose text is a secret by their names. */
const NAMES =
  "(\\w*_)?(password|secret|(api|auth|private|secret)_key|client_key_data|access_cert|" +
  "authorization|(access|api|auth|hf|hugging_face|refresh)_token)|auth|token";
const SECRET = new RegExp(`^(${NAMES})$`);

/** A text that has a secret in it: a private key, or a URL with a password. */
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const PASSWORD_IN_URL = /(:\/\/[^/\s:@]*):[^/\s@]+@/g;

/** The same in JSON without blanks; of most answers, one look shows that they have none. */
const SECRET_IN_JSON = new RegExp(
  `"(${NAMES})":"[^"]|${PRIVATE_KEY.source}|${PASSWORD_IN_URL.source}`,
);

/** Whether the JSON of a value may have secrets in it. */
export function mayHaveSecrets(json: string): boolean {
  return SECRET_IN_JSON.test(json);
}

/**
 * Plain JSON without the secrets in it.
 *
 * @param field The name of the field that has the value, or a path to it.
 */
export function withoutSecrets(value: unknown, field = ""): unknown {
  if (typeof value === "string") {
    const name = field.slice(field.lastIndexOf(".") + 1);
    if (value !== "" && SECRET.test(name)) return HIDDEN;
    return PRIVATE_KEY.test(value) ? HIDDEN : value.replace(PASSWORD_IN_URL, `$1:${HIDDEN}@`);
  }
  if (!isObject(value)) return value;
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, field));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withoutSecrets(inner, name)]),
  );
}
