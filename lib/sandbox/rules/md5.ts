// MD5 after RFC 1321. Nothing here relies on it being safe: it is how the API names SSH keys, and
// the Web Crypto API does not offer it.

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const SINES = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));

/** Some bytes, filled up to whole blocks as MD5 and SHA-1 want it; they differ in the order of bytes. */
export function pad(data: Uint8Array, littleEndian: boolean): DataView {
  const length = ((data.length + 8) >> 6) * 64 + 64;
  const padded = new Uint8Array(length);
  padded.set(data);
  padded[data.length] = 0x80;
  const view = new DataView(padded.buffer);
  const [low, high] = littleEndian ? [length - 8, length - 4] : [length - 4, length - 8];
  view.setUint32(low, (data.length * 8) >>> 0, littleEndian);
  view.setUint32(high, Math.floor(data.length / 2 ** 29), littleEndian);
  return view;
}

/** The word that step `i` mixes in, and the round's function of the three other words. */
function step(i: number, b: number, c: number, d: number): readonly [word: number, mix: number] {
  if (i < 16) return [i, (b & c) | (~b & d)];
  if (i < 32) return [(5 * i + 1) % 16, (b & d) | (c & ~d)];
  if (i < 48) return [(3 * i + 5) % 16, b ^ c ^ d];
  return [(7 * i) % 16, c ^ (b | ~d)];
}

/** The MD5 digest of some bytes, 16 of them. */
export function md5(data: Uint8Array): Uint8Array {
  const view = pad(data, true);
  const state: [number, number, number, number] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < view.byteLength; block += 64) {
    let [a, b, c, d] = state;
    for (let i = 0; i < 64; i++) {
      const [word, mix] = step(i, b, c, d);
      const sum = (a + mix + (SINES[i] as number) + view.getUint32(block + 4 * word, true)) | 0;
      const shift = SHIFTS[(i >> 4) * 4 + (i % 4)] as number;
      [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    for (let i = 0; i < 4; i++) state[i] = (state[i] as number) >>> 0;
  }
  const digest = new DataView(new ArrayBuffer(16));
  state.forEach((word, i) => digest.setUint32(4 * i, word, true));
  return new Uint8Array(digest.buffer);
}
