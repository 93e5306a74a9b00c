/** A name of the API as it stands in a sentence: `floating_ips` are floating IPs. */
export function inWords(name: string): string {
  return name.replaceAll("_", " ").replace(/\bip(s?)\b/, "IP$1").replace(/\bssh\b/, "SSH");
}

/** The same with "a" or "an" before it. */
export function withArticle(name: string): string {
  return `${/^([aeio]|ssh)/.test(name) ? "an" : "a"} ${inWords(name)}`;
}
