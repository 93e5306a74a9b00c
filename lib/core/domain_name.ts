import { keepNumberTexts } from "./json.ts";
import type { Fields } from "./resource.ts";

/** Characters that would end the host of a URL, or be read as another part of it. */
const NOT_IN_HOST = /[\s/\\?#@:[\]%]/;

/**
 * The ASCII form of a domain name, in which DNS and the API have it: `xn--bcher-kva.example` for
 * `bücher.example`. A name in ASCII stays as it is.
 *
 * @throws {TypeError} If a name with other characters is not a domain name.
 */
export function asciiName(name: string): string {
  if (/^[\0-\x7f]*$/.test(name)) return name;
  try {
    // Every platform's URL has the tables of IDNA.
    if (!NOT_IN_HOST.test(name)) return new URL(`http://${name}`).hostname;
  } catch { /* Said below. */ }
  throw new TypeError(`${JSON.stringify(name)} is not a domain name`);
}

/** The types of DNS records whose data is the name of a host. */
const HOSTS: readonly unknown[] = ["CNAME", "MX", "NS", "SRV"];

/** The fields of a DNS record with the names of hosts among them in ASCII. */
export function asciiFields(fields: Fields, type: unknown): Fields {
  const ascii = { ...fields };
  keepNumberTexts(fields, ascii);
  const hosts = HOSTS.includes(String(type).toUpperCase()) ? ["name", "data"] : ["name"];
  for (const key of hosts) {
    const host = ascii[key];
    if (typeof host === "string") ascii[key] = asciiName(host);
  }
  return ascii;
}
