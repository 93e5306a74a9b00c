import { assertEquals, assertMatch } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { script } from "../../support/script.ts";

const SIZES = [
  { slug: "small", memory: 512, price_monthly: 4, regions: ["fra1"], available: true },
  { slug: "medium", memory: 1536, price_monthly: 12.5, regions: ["fra1", "nyc1"], available: true },
  { slug: "large", memory: 8192, price_monthly: 0.005, regions: [], available: false },
];
const LIST = { request: "GET /v2/sizes?per_page=200", reply: { sizes: SIZES } };
const SLUGS = "size -o ids";

/** What options select: the slugs, or all that is printed. */
const SELECTED: Readonly<Record<string, string>> = {
  [`${SLUGS} --filter slug=*m*`]: "small\nmedium\n",
  [`${SLUGS} --filter slug=[lm]*`]: "medium\nlarge\n",
  [`${SLUGS} --filter slug=m?dium`]: "medium\n",
  [`${SLUGS} --filter slug!=small`]: "medium\nlarge\n",
  [`${SLUGS} --filter slug~^(s|l)`]: "small\nlarge\n",
  [`${SLUGS} --filter memory>512`]: "medium\nlarge\n",
  [`${SLUGS} --filter memory>=512 --filter memory<8192`]: "small\nmedium\n",
  [`${SLUGS} --filter price_monthly<=4`]: "small\nlarge\n",
  [`${SLUGS} --filter regions=nyc*`]: "medium\n",
  [`${SLUGS} --filter regions!=fra1`]: "large\n",
  [`${SLUGS} --filter available=true`]: "small\nmedium\n",
  [`${SLUGS} --sort slug`]: "large\nmedium\nsmall\n",
  [`${SLUGS} --sort memory:desc --limit 2`]: "large\nmedium\n",
  [`${SLUGS} --sort price_monthly`]: "large\nsmall\nmedium\n",
  "size --query [?memory>`512`].slug -o jsonl": '"medium"\n"large"\n',
  "size --query [].slug|[0] -o yaml": "small\n",
  "size --query [].{name:slug,gb:memory} -o csv": "name,gb\nsmall,512\nmedium,1536\nlarge,8192\n",
  "size --query length(@)": "3\n",
  "size --query [].regions -o jsonl": '["fra1"]\n["fra1","nyc1"]\n[]\n',
  "size --filter slug=small -o yaml":
    "- available: true\n  memory: 512\n  price_monthly: 4\n  regions:\n    - fra1\n  slug: small\n",
  "size -o yaml --filter slug=none": "[]\n",
  "size --columns slug,memory,price_monthly":
    "slug    memory  price_monthly\nsmall   512 MB          $4.00\n" +
    "medium  1.5 GB         $12.50\nlarge     8 GB         $0.005\n",
  "size -o tsv --headers --columns slug,memory --filter slug=small": "slug\tmemory\nsmall\t512\n",
  "size -o csv --no-header --columns slug,memory --filter slug=small": "small,512\n",
  "size -o table --no-headers --columns slug --filter slug=small": "small\n",
};

for (const [line, out] of Object.entries(SELECTED)) {
  Deno.test(`doapi ${line} prints what the options name`, async () => {
    const ran = await cli(line, script(LIST));
    assertEquals([ran.code, ran.out, ran.err], [0, out, ""]);
  });
}

/** Lines that are refused before anything is sent. */
const REFUSED: Readonly<Record<string, string>> = {
  "size --columns slgu": 'Option "--columns" has an unknown field "slgu"; perhaps slug.',
  "size --sort slug:down": 'Option "--sort" must be FIELD or FIELD:desc, but got "slug:down".',
  "size --filter slug": 'Option "--filter" must be FIELD=GLOB',
  "size --filter memory>=1gb":
    'Option "--filter" compares memory, a number in the API\'s own unit, with "1gb".',
  "size --filter slug~(": 'Option "--filter" has no valid regular expression',
  "size --query [": 'Option "--query" is not valid JMESPath',
  "size --limit 0": 'Option "--limit" must be 1 or more',
  "size -o yml": 'but got "yml"; perhaps yaml.',
  "size -o json --columns slug": 'Option "--columns" is for a table: the output is json.',
  "account --sort email": 'Option "--sort" is for commands that show lists.',
  "droplet delete web-1 --filter status=off": '"--filter" is for commands that show lists.',
  "droplet new --sise=x --iamge y":
    'Unknown option "--sise"; perhaps --size.\ndoapi: Unknown option "--iamge"; perhaps --image.',
  "droplet rename": 'Missing argument "droplet".\ndoapi: Missing argument "name".',
};

for (const [line, why] of Object.entries(REFUSED)) {
  Deno.test(`doapi ${line} is refused before anything is sent`, async () => {
    const ran = await cli(line, script());
    assertEquals([ran.code, ran.out, ran.requests], [2, "", []]);
    assertEquals(ran.err.includes(why), true, ran.err);
  });
}

Deno.test("DOAPI_OUTPUT is the form where no option says another", async () => {
  const env = { DO_API_TOKEN: "t-token", DOAPI_OUTPUT: "ids" };
  const world = () => ({ ...script(LIST), env });
  assertEquals((await cli("size", world())).out, "small\nmedium\nlarge\n");
  assertEquals((await cli("size list", world())).out, "small\nmedium\nlarge\n");
  assertEquals((await cli("size -o tsv --columns slug", world())).out, "small\nmedium\nlarge\n");
  const wrong = await cli("size", { ...script(), env: { ...env, DOAPI_OUTPUT: "xml" } });
  assertEquals([wrong.code, wrong.requests], [2, []]);
  assertMatch(wrong.err, /DOAPI_OUTPUT must be one of json, jsonl, yaml/);
});

Deno.test("list and ls print a table on a terminal and JSON elsewhere; show prints JSON", async () => {
  for (const verb of ["list", "ls", "show"]) {
    for (const outIsTerminal of [false, true]) {
      const { out } = await cli(`size ${verb}`, { ...script(LIST), outIsTerminal });
      const table = verb !== "show" && outIsTerminal;
      assertEquals(out.startsWith(table ? "slug " : "["), true, `${verb} ${out}`);
    }
  }
});

const DROPLETS = {
  request: "GET /v2/droplets?per_page=200",
  reply: {
    droplets: [
      { id: 1, name: "a-very-long-name-that-does-not-fit", status: "active", size_slug: "small" },
      { id: 2, name: "web", status: "new", size_slug: "s-1vcpu-512mb-10gb-and-more" },
    ],
  },
};
const COLUMNS = "droplet show --columns id,name,size_slug,status";

Deno.test("a table is cut to a terminal's width with an ellipsis, ids never, and not in a pipe", async () => {
  const at = async (columns: number | null) => {
    const terminal = columns === null ? {} : { outIsTerminal: true, columns };
    const env = { DO_API_TOKEN: "t-token", NO_COLOR: "1" };
    return (await cli(COLUMNS, { ...script(DROPLETS), ...terminal, env })).out.split("\n");
  };
  assertEquals((await at(60))[1], " 1  a-very-long-name-that-does-not-fit  small         active");
  assertEquals((await at(60))[2], " 2  web                                 s-1vcpu-512…  new");
  assertEquals((await at(30))[1], " 1  a-very-…  small     active");
  assertEquals((await at(null))[2]?.includes("s-1vcpu-512mb-10gb-and-more"), true);
});

Deno.test("statuses are in colour on a terminal, or as options and the environment say", async () => {
  const isColored = async (
    options: string,
    env: Record<string, string>,
    outIsTerminal: boolean,
  ) => {
    const world = { ...script(DROPLETS), outIsTerminal, env: { DO_API_TOKEN: "t-token", ...env } };
    const { out } = await cli(`${COLUMNS} ${options}`.trim(), world);
    return out.includes("\x1b[32mactive\x1b[39m") && out.includes("\x1b[33mnew\x1b[39m");
  };
  assertEquals(await isColored("", { TERM: "xterm" }, true), true);
  assertEquals(await isColored("", {}, true), false);
  assertEquals(await isColored("", {}, false), false);
  assertEquals(await isColored("", { TERM: "dumb" }, true), false);
  assertEquals(await isColored("", { NO_COLOR: "1" }, true), false);
  assertEquals(await isColored("", { FORCE_COLOR: "1" }, false), true);
  assertEquals(await isColored("--color always", { NO_COLOR: "1" }, false), true);
  assertEquals(await isColored("--no-color", { FORCE_COLOR: "1" }, true), false);
  assertEquals(await isColored("--color=never", {}, true), false);
});
