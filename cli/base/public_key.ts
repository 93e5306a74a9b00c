import { ExitError } from "../errors.ts";

/** The beginning of a public key in OpenSSH's format, with or without options. */
const KEY = /^(?:ssh|ecdsa|sk)-\S+\s+AAAA/;
const KEY_LATER = /\s(?:ssh|ecdsa|sk)-\S+\s+AAAA/;

/** Lines of key files that are not keys. */
const OTHERS: [is: (line: string) => boolean, what: string][] = [
  [(line) => line.startsWith("#"), "is a comment; leave it out"],
  [
    (line) => /^-+ ?BEGIN SSH2 PUBLIC KEY/.test(line),
    "begins a key in another format; ssh-keygen -i -f FILE converts it",
  ],
  [
    (line) => !KEY.test(line) && KEY_LATER.test(line),
    "has options before the key; leave them out",
  ],
];

/**
 * Reads the text of a file that has one public key, without the space around it. Whether it is a
 * good one is for the API to say; what else stands in the file is refused.
 *
 * @param source What messages call the file.
 */
export function onePublicKey(text: string, source: string): string {
  if (/^-+BEGIN .*PRIVATE KEY/m.test(text)) {
    throw new ExitError(`${source} has a private key: give the public one`);
  }
  let key = "";
  for (const [i, whole] of text.split(/\r\n?|\n/).entries()) {
    const line = whole.trim();
    if (line === "") continue;
    const other = OTHERS.find(([is]) => is(line))?.[1] ?? (key && second(line));
    if (other) throw new ExitError(`${source}: line ${i + 1} ${other}`);
    key = line;
  }
  return key;
}

function second(line: string): string {
  return KEY.test(line)
    ? "is a second key; register them one by one"
    : "is not part of the key, which is one line";
}
