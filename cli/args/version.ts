import { VERSION } from "../../lib/version.ts";

/** What `doapi --version` prints. */
export const VERSION_LINE = `doapi ${VERSION}\n`;

/** Whether a word asks for the version. */
export function isVersion(word: string): boolean {
  return /^(-V|--version|version)$/.test(word);
}
