import { assertEquals } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { account } from "../../support/tables.ts";

/** What a line lacks, and what its environment has. */
const LACKING: [line: string, lacking: string, env?: Record<string, string>][] = [
  ["droplet new", "argument name; option --image, --size, --region"],
  ["droplet new", "argument name; option --size, --region", { DOAPI_IMAGE: "x" }],
  ["droplet new -S s-1vcpu-1gb", "argument name; option --image, --region"],
  ["volume new", "argument name; option --size-gigabytes, --region"],
  ["volume new", "argument name; option --size-gigabytes", { DOAPI_REGION: "fra1" }],
  ["volume new --data {}", "argument name"],
  ["database new --engine pg", "argument name; option --num-nodes, --size, --region"],
  ["droplet change-backup-policy", "argument droplet; option --backup-policy"],
  ["image new", "argument name, url; option --region"],
];

for (const [line, lacking, env] of LACKING) {
  const where = env ? ` with ${Object.keys(env)}` : "";
  Deno.test(`doapi ${line}${where} is told all that it lacks at once`, async () => {
    const ran = await cli(line, account(env ? { env } : {}));
    const lines = lacking.split("; ").flatMap((part) => {
      const [kind, ...names] = part.split(/,? /);
      const what = kind === "option" ? "required option" : kind;
      return names.map((name) => `doapi: Missing ${what} "${name}".\n`);
    });
    assertEquals([ran.code, ran.err.replace(/^Usage: .*\n/, "")], [2, lines.join("")]);
  });
}
