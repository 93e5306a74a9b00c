import type { NetworkRecord } from "../state/records.ts";

/** The 32-bit number of an IPv4 address. */
export function ipToInt(ip: string): number {
  return ip.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** The IPv4 address of a 32-bit number. */
export function intToIp(n: number): string {
  return [24, 16, 8, 0].map((shift) => (n >>> shift) & 255).join(".");
}

/** Whether a text is an IPv4 address. */
export function isIpv4(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) &&
    text.split(".").every((part) => Number(part) < 256 && String(Number(part)) === part);
}

/** Whether a text is an IPv6 address. */
export function isIpv6(text: string): boolean {
  return /^[\da-f:.]+$/i.test(text) && text.includes(":") && URL.canParse(`http://[${text}]/`);
}

// 198.18.0.0/15 is set aside for benchmarks and 240.0.0.0/4 for the future: nobody's machine
// answers at either, so that a script which connects to a simulated droplet reaches no stranger.
const PUBLIC = ipToInt("198.18.0.0");
const PUBLIC_COUNT = 2 ** 17;
const PUBLIC_MORE = ipToInt("240.0.0.0");

function host(number: number): number {
  // .0, .1 and .255 of each /24 are the network, its gateway and its broadcast address.
  return Math.floor(number / 253) * 256 + 2 + (number % 253);
}

function gateway(ip: number): string {
  return intToIp(ip - (ip % 256) + 1);
}

/** The public IPv4 interface with that serial number. */
export function publicV4(number: number): NetworkRecord {
  const at = host(number);
  const ip = at < PUBLIC_COUNT ? PUBLIC + at : PUBLIC_MORE + (at - PUBLIC_COUNT);
  return {
    ip_address: intToIp(ip),
    netmask: "255.255.255.0",
    gateway: gateway(ip),
    type: "public",
  };
}

/** The public IPv6 interface with that serial number, in the range for documentation. */
export function publicV6(number: number): NetworkRecord {
  const prefix = "2001:db8:" + (Math.floor(number / 65536) + 1).toString(16);
  const low = (number % 65536) + 1;
  return {
    ip_address: `${prefix}::${low.toString(16)}:1`,
    netmask: 64,
    gateway: `${prefix}::1`,
    type: "public",
  };
}

/** The reserved IPv6 address with that number. */
export function reservedIpv6(number: number): string {
  return `2001:db8:ffff::${Math.floor(number / 65536).toString(16)}:${
    (number % 65536).toString(16)
  }`;
}

/** The floating or reserved IP with that serial number, counted from 1. */
export function reservedIp(number: number): string {
  const blocks = ["203.0.113.0", "198.51.100.0", "192.0.2.0"];
  const block = blocks[Math.floor((number - 1) / 254)];
  if (block !== undefined) return intToIp(ipToInt(block) + 1 + ((number - 1) % 254));
  return intToIp(ipToInt("250.0.0.0") + number);
}
