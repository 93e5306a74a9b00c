// SHA-1 after FIPS 180-4. Nothing here relies on it being safe: it is how the API names
// certificates, and the Web Crypto API gives it only later, which no handler waits for.
import { pad } from "./md5.ts";

const KEYS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** The round's function of three words. */
function mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  return round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
}

function schedule(view: DataView, block: number): Int32Array {
  const words = new Int32Array(80);
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(block + 4 * i);
  const at = (i: number): number => words[i] as number;
  for (let i = 16; i < 80; i++) {
    words[i] = rotate(at(i - 3) ^ at(i - 8) ^ at(i - 14) ^ at(i - 16), 1);
  }
  return words;
}

/** The SHA-1 digest of some bytes in hexadecimal, 40 digits. */
export function sha1(data: Uint8Array): string {
  const view = pad(data, false);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < view.byteLength; block += 64) {
    const words = schedule(view, block);
    let [a, b, c, d, e] = state as [number, number, number, number, number];
    for (let i = 0; i < 80; i++) {
      const round = Math.floor(i / 20);
      const sum = rotate(a, 5) + mix(round, b, c, d) + e + (KEYS[round] as number);
      [a, b, c, d, e] = [(sum + (words[i] as number)) | 0, a, rotate(b, 30), c, d];
    }
    for (const [i, word] of [a, b, c, d, e].entries()) state[i] = (state[i] as number) + word | 0;
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
