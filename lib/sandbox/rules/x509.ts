// As much of X.509 (RFC 5280) and of its encoding (DER, X.690) as the API shows of a certificate.
import { sha1 } from "./sha1.ts";

/** What the API shows of a certificate. */
export interface CertificateFacts {
  /** The SHA-1 digest of the certificate in hexadecimal. */
  readonly fingerprint: string;
  /** When it expires, in epoch milliseconds. */
  readonly notAfter: number;
  /** The names that it is for; the common name if it has no others. */
  readonly names: readonly string[];
}

/** A value of DER: its tag and its content. */
interface Value {
  readonly tag: number;
  readonly content: Uint8Array;
}

const UTC_TIME = 0x17;
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;
const DNS_NAME = 0x82;
const COMMON_NAME = "550403";
const ALTERNATIVE_NAMES = "551d11";

/** Reads the values in some bytes. */
function valuesIn(bytes: Uint8Array): Value[] {
  const values: Value[] = [];
  for (let at = 0; at < bytes.length;) {
    const [tag = 0, first = 0] = bytes.subarray(at, at + 2);
    const more = first < 0x80 ? 0 : first & 0x7f;
    const length = more === 0
      ? first
      : bytes.subarray(at + 2, at + 2 + more).reduce((sum, byte) => sum * 256 + byte, 0);
    const begin = at + 2 + more;
    if (first === 0x80 || begin + length > bytes.length) throw new RangeError("Not DER");
    values.push({ tag, content: bytes.subarray(begin, begin + length) });
    at = begin + length;
  }
  return values;
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function textOf({ content }: Value): string {
  return new TextDecoder().decode(content);
}

/** A time: the years of the older of its two forms have two digits, from 1950 to 2049. */
function timeOf(value: Value): number {
  const text = textOf(value);
  const year = value.tag !== UTC_TIME ? text : `${Number(text.slice(0, 2)) < 50 ? 20 : 19}${text}`;
  return Date.parse(
    year.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"),
  );
}

/** The value that goes with an object identifier in a list of such pairs. */
function valueFor(pairs: readonly Value[], identifier: string): Value | undefined {
  for (const pair of pairs) {
    const [name, ...others] = valuesIn(pair.content);
    if (name && hex(name.content) === identifier) return others.at(-1);
  }
  return undefined;
}

function namesOf(subject: Value, extensions: Value | undefined): string[] {
  const [list] = extensions ? valuesIn(extensions.content) : [];
  const extension = list && valueFor(valuesIn(list.content), ALTERNATIVE_NAMES);
  const [names] = extension ? valuesIn(extension.content) : [];
  const found = names
    ? valuesIn(names.content).filter(({ tag }) => tag === DNS_NAME).map(textOf)
    : [];
  if (found.length > 0) return found;
  const sets = valuesIn(subject.content).flatMap(({ content }) => valuesIn(content));
  const common = valueFor(sets, COMMON_NAME);
  return common ? [textOf(common)] : [];
}

function read(der: Uint8Array): CertificateFacts | undefined {
  const [certificate] = valuesIn(der);
  const [signed] = certificate ? valuesIn(certificate.content) : [];
  const fields = signed ? valuesIn(signed.content).filter(({ tag }) => tag !== VERSION) : [];
  const [_serial, _algorithm, _issuer, validity, subject, key] = fields;
  const [, end] = validity ? valuesIn(validity.content) : [];
  if (!end || !subject || !key) return undefined;
  const notAfter = timeOf(end);
  if (Number.isNaN(notAfter)) return undefined;
  const extensions = fields.find(({ tag }) => tag === EXTENSIONS);
  return { fingerprint: sha1(der), notAfter, names: namesOf(subject, extensions) };
}

/** The bytes in the PEM blocks of a label such as `CERTIFICATE`. */
export function pemBlocks(text: string, label: string): Uint8Array[] {
  const blocks = text.matchAll(
    new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`, "g"),
  );
  return [...blocks].map(([, body = ""]) =>
    Uint8Array.from(atob(body.replace(/\s/g, "")), (char) => char.charCodeAt(0))
  );
}

/** The certificates in a PEM text; undefined if it is none, or one of them cannot be read. */
export function readCertificates(text: string): CertificateFacts[] | undefined {
  try {
    const facts = pemBlocks(text, "CERTIFICATE").map(read);
    const known = facts.filter((one) => one !== undefined);
    return known.length > 0 && known.length === facts.length ? known : undefined;
  } catch {
    return undefined;
  }
}
