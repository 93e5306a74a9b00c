import { fieldAt } from "../../../lib/core/field_at.ts";
import { database as row } from "../../../lib/kinds/database.ts";
import { called, open } from "../../base/kind/area.ts";
import type { Lazy } from "../../base/lazy.ts";
import { ExitError } from "../../errors.ts";
import { command } from "../../args/options.ts";
import { printOwn } from "../../output/own.ts";
import { printObject } from "../../output/print.ts";

const AREA = { command: "database", kind: "database", row, sample: "main-db" };

/** `connection`: how to reach a cluster, with the password that goes with it. */
export const CONNECTION: Lazy = {
  about: "Show the connection details of a cluster, with the password.",
  build: (ctx) =>
    command("Show the connection details of a cluster, with the password.")
      .option("--private", "From inside its VPC.")
      .option("--standby", "To the standby node, for reading.")
      .option("--uri", "Print the URI alone.")
      .arguments("<database:word>")
      .example("For a client", "doapi database connection main-db --uri")
      .action(async (options, name) => {
        const { finder } = await open(ctx, AREA, options);
        const item = await finder.one(name);
        const field = [
          ...(options.standby ? ["standby"] : []),
          ...(options.private ? ["private"] : []),
          "connection",
        ].join("_");
        const connection = fieldAt(item, field);
        if (typeof connection !== "object" || connection === null) {
          throw new ExitError(`There is no ${field.replaceAll("_", " ")} of ${called(item, AREA)}`);
        }
        if (!options.uri) return await printObject(ctx, options, connection);
        const uri = fieldAt(connection, "uri");
        await printOwn(ctx, options, uri, `${uri}\n`);
      }),
};
