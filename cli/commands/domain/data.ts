/** How the data of records is written, in which the API and command lines differ. */

import { isIPv6 } from "node:net";
import { domainToASCII } from "node:url";

/** Types whose data is a host, which is sent with a dot at its end and comes without it. */
const HOSTS = ["CAA", "CNAME", "MX", "NS", "SRV"];

/** The data of a type, and of a CAA record's tag, as the API takes it. */
export function sendable(type: string, data: string, tag: unknown): string {
  // A CAA record can have parameters, or name nobody.
  const isHost = HOSTS.includes(type) && data !== "@" && tag !== "iodef" && !data.includes(";");
  return isHost && !data.endsWith(".") ? `${data}.` : data;
}

/** Data without the dot at the end of a host, which is not always sent with it. */
export function plain(data: string): string {
  return data.replace(/\.$/, "");
}

/** Data in the one form that can be compared, whichever way it was written. */
export function comparable(type: string, data: string, domain: string): string {
  if (isIPv6(data)) return new URL(`http://[${data}]`).hostname;
  if (!HOSTS.includes(type)) return data;
  const host = plain(domainToASCII(data) || data.toLowerCase());
  return host === plain(domainToASCII(domain)) ? "@" : host;
}
