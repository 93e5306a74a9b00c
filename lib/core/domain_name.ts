/** What would end the host in a URL, or be taken for something else than a part of it. */
const NOT_IN_HOST = /[\s/\\?#@:[\]%]/;

/**
 * The ASCII form of a domain name, in which DNS and the API have it: `xn--bcher-kva.example` for
 * `bücher.example`. A name in ASCII stays as it is.
 *
 * @throws {TypeError} If a name with other characters is not a domain name.
 */
export function asciiName(name: string): string {
  // deno-lint-ignore no-control-regex -- all of ASCII
  if (/^[\0-\x7f]*$/.test(name)) return name;
  try {
    // Every platform's URL has the tables of IDNA.
    if (!NOT_IN_HOST.test(name)) return new URL(`http://${name}`).hostname;
  } catch { /* Said below. */ }
  throw new TypeError(`${JSON.stringify(name)} is not a domain name`);
}
