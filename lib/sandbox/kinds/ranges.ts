import { intToIp, ipToInt, isIpv4 } from "../rules/addresses.ts";

/** A range of IPv4 addresses. */
export interface Range {
  /** The number of its first address. */
  readonly first: number;
  /** How many addresses it has. */
  readonly size: number;
}

/** Reads a range in CIDR notation; undefined if the text is none. */
export function readRange(text: string): Range | undefined {
  const [, ip = "", bits = ""] = text.match(/^([\d.]+)\/(\d{1,2})$/) ?? [];
  const prefix = Number(bits);
  if (!isIpv4(ip) || prefix > 32) return undefined;
  const size = 2 ** (32 - prefix);
  const number = ipToInt(ip);
  return { first: number - number % size, size };
}

/** A range in CIDR notation. */
export function rangeText({ first, size }: Range): string {
  return `${intToIp(first)}/${32 - Math.log2(size)}`;
}

/** Whether two ranges have an address in common. */
export function overlap(a: Range, b: Range): boolean {
  return a.first < b.first + b.size && b.first < a.first + a.size;
}

/** Whether all of a range is in another. */
export function isWithin(inner: Range, outer: Range): boolean {
  return inner.first >= outer.first && inner.first + inner.size <= outer.first + outer.size;
}

/** The mask of a range, dotted. */
export function maskOf({ size }: Range): string {
  return intToIp(2 ** 32 - size);
}
