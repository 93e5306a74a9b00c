/** What package resolution touches outside the checkout; replaced in tests. */
export interface World {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Fetches a package's tarball from the npm registry that the user has configured. */
  npmPack: (spec: string) => Promise<Uint8Array<ArrayBuffer>>;
  /** Where JSR is: `JSR_URL`, as Deno itself reads it. */
  jsrURL: string;
  /** Tells the user a line. */
  say: (line: string) => void;
}

/** A failure that is told in words, without a stack trace. */
export class PackagesError extends Error {}

/** An error's own words; those of fetch name the address again, which the caller has named. */
export function message(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return message(error.cause);
  return error.message.replace(/^error sending request for url \(\S*\): /, "");
}

/** Whether there is a file or folder of that name. */
export function exists(path: string): Promise<boolean> {
  return Deno.stat(path).then(() => true, () => false);
}
