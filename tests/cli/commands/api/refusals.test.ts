import { assertEquals, assertMatch } from "@std/assert";
import type { World } from "../../../support/cli.ts";
import { A, B, C, runRow } from "./support.ts";

/** A command line that is refused, what it sends before that, its exit code and messages. */
const REFUSED: [
  title: string,
  line: string | string[],
  sends: string[],
  code: number,
  err: RegExp,
  world?: Partial<World>,
][] = [
  [
    "an operation on another server, without leave to send the token there",
    "api inference_list_models",
    [],
    1,
    /^doapi: The URL is at https:\/\/inference.do-ai.run\/v1\/models, .+\ndoapi: See --allow-other-host\n$/,
  ],
  [
    "a name that several things have",
    "api vpcs_get twin",
    ["GET /v2/vpcs?per_page=200"],
    1,
    new RegExp(`^doapi: 'twin': ambiguous; name used by multiple VPCs: ${B}, ${C}\n$`),
  ],
  [
    "a name that nothing has",
    "api vpcs_get mian",
    ["GET /v2/vpcs?per_page=200"],
    1,
    /^doapi: 'mian': no such VPC; perhaps main\n$/,
  ],
  [
    "an operation that there is not",
    "api volumes_lst --name x",
    [],
    2,
    /doapi: The API has no operation "volumes_lst"; perhaps volumes_list, .+\.\n$/,
  ],
  [
    "a path that there is not",
    "api GET /v2/dropletz",
    [],
    2,
    /doapi: The API has no operation "GET \/v2\/dropletz"\.\n$/,
  ],
  [
    "a method that a path does not have",
    "api patch /v2/droplets/1",
    [],
    2,
    /doapi: The API has no operation "PATCH \/v2\/droplets\/1"; the path has DELETE, GET\.\n$/,
  ],
  ["a method alone", "api GET", [], 2, /doapi: GET needs a path, such as GET \/v2\/account\.\n$/],
  [
    "a field whose name has blanks in it",
    ["api", "vpcs_create", "--name=a", "--region=nyc1", "--set=my or your=1"],
    [],
    2,
    /doapi: Unknown field "my or your"\.\n/,
  ],
  ["nothing", "api", [], 2, /doapi: Name an operation, or list them all with --list\.\n$/],
  ["an argument too few", "api volumes_get", [], 2, /Missing argument.*volume/],
  ["an argument too many", "api volumes_get a b", [], 2, /Too many arguments.*b/],
  [
    "an option that an operation does not have",
    "api volumes_get a --data x",
    [],
    2,
    /Unknown option "--data"/,
  ],
  [
    "everything that is wrong with a line, before there is a token",
    "api volumes_create --region nyc1 --size-gigabytes ten",
    [],
    2,
    new RegExp(
      '^Usage: .+\ndoapi: Option "--size-gigabytes" must be a whole number, but got "ten"\\.\n' +
        'doapi: Missing required option "--name"\\.\n' +
        "doapi: If the API takes it nevertheless, add --unchecked\\.\n$",
    ),
    { env: {} },
  ],
  [
    "a body that is not of the right type",
    "api vpcs_create --data [1]",
    [],
    2,
    /\ndoapi: The body must be an object, but got a list\.\n/,
  ],
  [
    "a body that is neither JSON nor YAML",
    "api vpcs_create --data {a",
    [],
    2,
    /Option "--data" is not valid JSON: /,
  ],
  [
    "a number that does not exist as an id",
    "api actions_get x",
    [],
    2,
    /Argument "action" must be a whole number, but got "x"\.\n$/,
  ],
  [
    "a path that would lead elsewhere",
    "api domains_get ..",
    [],
    1,
    /^doapi: "\.\." cannot be part of a URL path\n$/,
  ],
  [
    "a PDF on a terminal",
    `api invoices_get_pdfByUUID ${A}`,
    [],
    1,
    /^doapi: The answer is a PDF, which a terminal cannot show: write it to a file\n$/,
    { outIsTerminal: true },
  ],
];

for (const [title, line, sends, code, err, world] of REFUSED) {
  Deno.test(`doapi api refuses ${title}`, async () => {
    const { ran, texts } = await runRow({ title, line, sends: "", ...(world ? { world } : {}) });
    assertEquals(texts, sends);
    assertMatch(ran.err, err);
    assertEquals([ran.out, ran.code], ["", code]);
  });
}
