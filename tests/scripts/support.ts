import type { World } from "../../scripts/packages/world.ts";

/** Runs `work` in an empty folder. */
export async function inFolder(work: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  try {
    await work(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** A world without any network, but for the changes. */
export function world(changes: Partial<World>): World {
  return {
    fetch: (url) =>
      Promise.reject(new TypeError(`error sending request for url (${url}): no such host`)),
    npmPack: () => Promise.reject(new Error("getaddrinfo ENOTFOUND registry.npmjs.org")),
    jsrURL: "https://jsr.io/",
    say: () => {},
    ...changes,
  };
}
