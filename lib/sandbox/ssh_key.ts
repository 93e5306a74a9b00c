import { unprocessable } from "./errors.ts";
import { md5 } from "./md5.ts";

const TYPES: readonly string[] = [
  "ssh-rsa",
  "ssh-dss",
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  "ssh-ed25519",
  "sk-ecdsa-sha2-nistp256@openssh.com",
  "sk-ssh-ed25519@openssh.com",
];

function decode(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    throw unprocessable("Key invalid, the key data is not valid base64");
  }
}

// The data of a key begins with the length and the text of its type.
function typeInside(data: Uint8Array): string {
  if (data.length < 4) return "";
  const length = new DataView(data.buffer).getUint32(0);
  return new TextDecoder().decode(data.subarray(4, 4 + length));
}

/**
 * The MD5 fingerprint of a public key: pairs of hex digits with colons between them.
 *
 * @throws {ApiError} 422 if it is not a public key in the format of OpenSSH.
 */
export function fingerprint(publicKey: string): string {
  const [type, base64] = publicKey.trim().split(/\s+/);
  if (type === undefined || base64 === undefined) {
    throw unprocessable("Key invalid, key should be of the format `type key [comment]`");
  }
  if (!TYPES.includes(type)) {
    const known = TYPES.map((name) => `'${name}'`);
    throw unprocessable(
      `Key invalid type, we support ${known.slice(0, -1).join(", ")}, or ${known.at(-1)}`,
    );
  }
  const data = decode(base64);
  if (typeInside(data) !== type) {
    throw unprocessable("Key invalid, the key data does not match its type");
  }
  return [...md5(data)].map((byte) => byte.toString(16).padStart(2, "0")).join(":");
}
