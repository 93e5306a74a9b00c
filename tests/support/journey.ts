import { assertEquals } from "@std/assert";
import { cli } from "./cli.ts";
import { account } from "./tables.ts";

/** A command line, and the changing requests that it sends; ids that were made up are numbered. */
export type Step = readonly [line: string, ...changes: string[]];

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Makes a test of command lines that belong together, on an account with a bit of everything. */
export function journey(title: string, ...steps: Step[]): void {
  Deno.test(title, async () => {
    const world = account();
    const ids = new Map<string, string>();
    const numbered = (text: string) =>
      text.replace(UUID, (id) => {
        if (!ids.has(id)) ids.set(id, `#${ids.size + 1}`);
        return ids.get(id) as string;
      });
    for (const [line, ...changes] of steps) {
      const ran = await cli(line, world);
      const sent = ran.requests.filter((request) => !request.startsWith("GET ")).map(numbered);
      assertEquals([line, ran.code, sent], [line, 0, changes], ran.err);
    }
  });
}
