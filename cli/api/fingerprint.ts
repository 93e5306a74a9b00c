/** Fingerprints of SSH keys, as ssh-keygen prints them and as the API has them. */

const MD5 = /^(?:MD5:)?((?:[0-9a-f]{2}:){15}[0-9a-f]{2})$/i;

/** ssh-keygen's default kind, which the API does not have. */
export const SHA256 = /^SHA256:[A-Za-z0-9+/]{43}$/;

/** The fingerprint in the API's form that a text has; null if it is not one. */
export function md5In(text: string): string | null {
  return MD5.exec(text)?.[1]?.toLowerCase() ?? null;
}

/** The same for fingerprints of both kinds. */
export function fingerprintIn(text: string): string | null {
  const sha256 = text.replace(/=$/, "");
  return SHA256.test(sha256) ? sha256 : md5In(text);
}

/** The SHA256 fingerprint of a public key; null if it has no data to make one of. */
export async function sha256Of(publicKey: string): Promise<string | null> {
  const [, data] = publicKey.trim().split(/\s+/);
  if (!data) return null;
  try {
    const digest = await crypto.subtle.digest("SHA-256", Uint8Array.fromBase64(data));
    return `SHA256:${new Uint8Array(digest).toBase64({ omitPadding: true })}`;
  } catch {
    // A server's key without data has no fingerprint.
    return null;
  }
}
