import { assertEquals } from "@std/assert";
import { app } from "../../cli/app.ts";
import { spelledOut } from "../../cli/argv.ts";
import type { Context } from "../../cli/context.ts";

/** A command line, and what Cliffy is given for it. */
const SPELLINGS: [line: string, words: string][] = [
  ["droplet new -BP6 web", "droplet new -B -P -6 web"],
  ["droplet new -wB6 -Idebian web", "droplet new -w -B -6 --image=debian web"],
  ["droplet new -I=debian web", "droplet new --image=debian web"],
  ["droplet new -BIdebian web", "droplet new -B --image=debian web"],
  ["droplet new -BI debian web", "droplet new -B -I debian web"],
  ["droplet wait -MSoff web", "droplet wait -M --status=off web"],
  ["droplet delete -Mx1 web", "droplet delete -M -x1 web"],
  ["droplet wait --wait-time -10 web", "droplet wait --wait-time -10 web"],
  ["-otsv droplet show -qM web", "--output=tsv droplet show -q -M web"],
  ["-o table droplet show -o tsv", "droplet show -o tsv"],
  ["--output=table -q droplet show -o tsv -q", "droplet show -o tsv -q"],
  ["droplet new -K a -K b web", "droplet new -K a -K b web"],
  ["droplet new -I debian --help web", "droplet new --help"],
  ["--sandbox -V", "-V"],
  ["droplet show -- --help", "droplet show \0--help"],
  ["droplet new -U --help web", "droplet new --help"],
  // Values are what they are, even if they look like an option or a command.
  ["--api-token droplet account", "--api-token droplet account"],
  ["droplet new -U -BP6x web", "droplet new -U -BP6x web"],
  ["droplet show show", "droplet show show"],
  ["droplet show -- -BP6 --", "droplet show \0-BP6 \0--"],
  ["sandbox exec --seed {} sh -c exit", "sandbox exec --seed {} \0sh \0-c \0exit"],
  ["sandbox exec -q -- sh -c", "sandbox exec -q \0sh \0-c"],
  ["droplet show - -5 --nix", "droplet show - -5 --nix"],
];

for (const [line, words] of SPELLINGS) {
  Deno.test(`doapi ${line} is spelled out`, async () => {
    const tree = await app({} as Context);
    assertEquals(spelledOut(tree, line.split(" ")).join(" "), words);
  });
}
