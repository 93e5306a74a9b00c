import type { KeyRecord } from "../state/records.ts";
import type { Store } from "../state/store.ts";
import { unprocessable } from "../http/errors.ts";
import { md5 } from "./md5.ts";

/** How many parts the data of each type of key has, its name among them. */
const TYPES: Readonly<Record<string, number>> = {
  "ssh-rsa": 3,
  "ssh-dss": 5,
  "ecdsa-sha2-nistp256": 3,
  "ecdsa-sha2-nistp384": 3,
  "ecdsa-sha2-nistp521": 3,
  "ssh-ed25519": 2,
  "sk-ecdsa-sha2-nistp256@openssh.com": 4,
  "sk-ssh-ed25519@openssh.com": 3,
};

/** The bytes of a key on Ed25519; those of the others differ. */
const ED25519_LENGTH = 32;

function decode(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    throw unprocessable("Key invalid, the key data is not valid base64");
  }
}

/** The parts of a key's data, each after its length; `null` if they do not fill it. */
function partsInside(data: Uint8Array): Uint8Array[] | null {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < data.length;) {
    if (at + 4 > data.length) return null;
    const end = at + 4 + view.getUint32(at);
    if (end > data.length) return null;
    parts.push(data.subarray(at + 4, end));
    at = end;
  }
  return parts;
}

/**
 * The MD5 fingerprint of a public key: pairs of hex digits with colons between them.
 *
 * @throws {ApiError} 422 if it is not a public key in the format of OpenSSH.
 */
export function fingerprint(publicKey: string): string {
  const [type, base64] = publicKey.trim().split(/\s+/);
  if (type === undefined || base64 === undefined || /[\r\n]/.test(publicKey.trim())) {
    throw unprocessable("Key invalid, key should be of the format `type key [comment]`");
  }
  if (!Object.hasOwn(TYPES, type)) {
    const known = Object.keys(TYPES).map((name) => `'${name}'`);
    throw unprocessable(
      `Key invalid type, we support ${known.slice(0, -1).join(", ")}, or ${known.at(-1)}`,
    );
  }
  const data = decode(base64);
  const parts = partsInside(data);
  const incomplete = () => unprocessable("Key invalid, the key data is incomplete");
  if (parts === null || parts.length < 2) throw incomplete();
  if (new TextDecoder().decode(parts[0]) !== type) {
    throw unprocessable("Key invalid, the key data does not match its type");
  }
  if (parts.length !== TYPES[type] || parts.some((part) => part.length === 0)) throw incomplete();
  if (type.includes("ed25519") && parts[1]?.length !== ED25519_LENGTH) throw incomplete();
  return [...md5(data)].map((byte) => byte.toString(16).padStart(2, "0")).join(":");
}

/** The key with that id or fingerprint. */
export function findKey(
  { keys }: Store,
  idOrFingerprint: number | string,
): KeyRecord | undefined {
  const text = String(idOrFingerprint);
  if (/^\d+$/.test(text)) return keys.find(Number(text));
  return keys.get("fingerprint", text.toLowerCase());
}
