/** Words that are read letter by letter. */
const INITIALS = /\b(api|byoip|cdn|ip|nat|nfs|ssh|vpc)\b/g;

/** A name of the API as a sentence has it: `floating_ips` are floating IPs. */
export function inWords(name: string): string {
  return name.replaceAll("_", " ").replace(INITIALS, (word) => word.toUpperCase())
    .replace(/\b(ip|vpc)s\b/, (word) => word.slice(0, -1).toUpperCase() + "s")
    .replace("ipv6", "IPv6").replace("kubernetes", "Kubernetes");
}

/** The same with "a" or "an" before it. */
export function withArticle(name: string): string {
  return `${/^([aeio]|ssh|nfs)/.test(name) ? "an" : "a"} ${inWords(name)}`;
}

/** A number of things: "1 second", "2 seconds"; a noun in two words has its plural at its end. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
