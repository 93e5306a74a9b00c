// Steps a 32-bit number; well spread, tiny, and the same everywhere.
function scramble(seed: number): number {
  let x = (seed + 0x6d2b79f5) | 0;
  x = Math.imul(x ^ (x >>> 15), x | 1);
  x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
  return (x ^ (x >>> 14)) >>> 0;
}

/** A number from 0 up to 1 that depends on nothing but the seed. */
export function unit(seed: number): number {
  return scramble(seed) / 4294967296;
}

/** A UUID (of version 4 by its looks) that depends on nothing but its purpose and number. */
export function uuid(purpose: string, number: number): string {
  let seed = number | 0;
  for (const char of purpose) seed = Math.imul(seed ^ char.charCodeAt(0), 0x01000193) | 0;
  let hex = "";
  for (let i = 0; i < 4; i++) hex += scramble(seed + i * 0x9e3779b9).toString(16).padStart(8, "0");
  const variant = ((parseInt(hex[16] as string, 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    "4" + hex.slice(13, 16),
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join("-");
}
