import type { LeafSpec } from "../../base/operation/leaf.ts";
import { isSimulated } from "../../api/simulated.ts";
import { ExitError } from "../../errors.ts";
import { printOwn } from "../../output/own.ts";

/** What the commands do that open consoles: the answer has the address of one. */
export const CONSOLE: Partial<LeafSpec> = {
  extend: (command) =>
    command.option("--url", "Print the address of the console, which has a secret, and open none."),
  async use(ctx, client, options, answer) {
    const { url = "" } = answer as { url?: string };
    if ((options as { url?: boolean }).url) return await printOwn(ctx, options, answer, `${url}\n`);
    if (isSimulated(client)) {
      throw new ExitError("The simulator runs no programs to open a console in; see --url");
    }
    const { connect } = await import("./session.ts");
    await connect(ctx, url);
  },
};
