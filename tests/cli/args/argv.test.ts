import { assertEquals } from "@std/assert";
import { app } from "../../../cli/app.ts";
import { readLine } from "../../../cli/args/argv.ts";
import type { Context } from "../../../cli/context.ts";
import { cli, sandboxWorld } from "../../support/cli.ts";
import { refuses } from "../../support/tables.ts";

/** A command line, and what Cliffy is given for it; a ~ stands before what is taken as it is. */
const SPELLINGS: [line: string, words: string][] = [
  ["droplet new -BP6 web", "droplet new --backups --private-networking --ipv6 web"],
  ["droplet new -wB6 -Idebian web", "droplet new --wait --backups --ipv6 --image=~debian web"],
  ["droplet new -I=debian web", "droplet new --image=~debian web"],
  ["droplet new -BIdebian web", "droplet new --backups --image=~debian web"],
  ["droplet new -BI debian web", "droplet new --backups --image=~debian web"],
  ["droplet wait -MSoff web", "droplet wait --multiple --status=~off web"],
  ["droplet delete -Mx1 web", "droplet delete -x1 --multiple web"],
  ["droplet wait --wait-time -10 web", "droplet wait --wait-time=~-10 web"],
  ["-otsv droplet show -qM web", "droplet show --output=~tsv --quiet --multiple web"],
  ["-o table droplet show -o tsv", "droplet show --output=~tsv"],
  ["--output=table -q droplet show -o tsv -q", "droplet show --output=~tsv --quiet"],
  ["droplet new -K a -K b web", "droplet new --ssh-key=~a --ssh-key=~b web"],
  ["droplet new web -I debian db", "droplet new --image=~debian web db"],
  ["droplet new -I debian --help web", "droplet new --help"],
  ["--sandbox -V", "-V"],
  ["droplet show -V web", "-V"],
  ["droplet show -- --help", "droplet show ~--help"],
  ["droplet new -U --help web", "droplet new --help"],
  ["droplet new -U= web", "droplet new --user-data=~ web"],
  ["droplet new --user-data= web", "droplet new --user-data=~ web"],
  ["droplet new -B=yes -6= web", "droplet new --backups=~yes --ipv6=~ web"],
  // Values are what they are, even if they look like an option or a command.
  ["--api-token droplet account", "account --api-token=~droplet"],
  ["droplet new -U -BP6x web", "droplet new --user-data=~-BP6x web"],
  ["droplet new --user-data=-B web", "droplet new --user-data=~-B web"],
  ["droplet new -U==a web", "droplet new --user-data=~=a web"],
  ["droplet show show", "droplet show show"],
  ["droplet show -- -BP6 --", "droplet show ~-BP6 ~--"],
  ["sandbox exec --seed {} sh -c exit", "sandbox exec --seed=~{} ~sh ~-c ~exit"],
  ["sandbox exec -q -- sh -c", "sandbox exec --quiet ~sh ~-c"],
  // What is wrong stays where Cliffy finds it.
  ["droplet show - -5 --nix", "droplet show -5 --nix -"],
  ["droplet -M show web", "droplet -M show web"],
];

for (const [line, words] of SPELLINGS) {
  Deno.test(`doapi ${line} is spelled out`, async () => {
    const tree = await app({} as Context);
    const expected = words.split(" ").map((word) => word.replace("~", "\0"));
    assertEquals(readLine(tree, line.split(" ")).words, expected);
  });
}

const NEW = "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1".split(" ");

for (const empty of [["--user-data="], ["--user-data", ""], ["-U="], ["-U", ""], ["-BU="]]) {
  Deno.test(`droplet new ${empty.join(" ")} web-1 web-2 creates both, with empty user data`, async () => {
    const { code, requests } = await cli([...NEW, ...empty, "web-1", "web-2"], sandboxWorld());
    const body = JSON.parse(requests.at(-1)?.replace(/^POST \S+ /, "") ?? "");
    assertEquals([code, body.names, body.user_data], [0, ["web-1", "web-2"], ""]);
  });
}

refuses({
  "droplet delete --api-token= web-1 web-2": [4, /^doapi: The API token in --api-token is empty$/m],
  "droplet delete --sandbox-state= web-1 web-2": [2, /Option "--sandbox-state" must not be empty/],
  "droplet wait --wait-time= web-1": [2, /Option "--wait-time" must not be empty/],
  "droplet rename web-1 ''": [2, /Argument "name" must not be empty/],
  "droplet delete web-1 ''": [2, /Argument "droplet" must not be empty/],
  "droplet delete -M= web-1": [2, /Option "--multiple" doesn't take a value, but got ""/],
  "droplet new web -I debian-12-x64 -S": [2, /Missing value for option "--size"\.$/m],
  "droplet rebuild web-1 -I -M": [
    2,
    /Missing value for option "--image" before "-M"; if that is the value, write --image=-M\.$/m,
  ],
  "droplet rebuild -I -- web-1": [2, /Missing value for option "--image" before "--"/],
  "droplet rebuild -I --sandbox-state=x web-1": [2, /Missing value for option "--image" before/],
  "droplet -M delete web-1": [2, /Unknown option "-M"/],
});

Deno.test("a universal option with an attached value stands before the command, too", async () => {
  const { code, out } = await cli("--output=tsv --columns=slug region", sandboxWorld());
  assertEquals([code, out.split("\n")[0]], [0, "nyc1"]);
});
