import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { app } from "../../cli/app.ts";
import type { Context } from "../../cli/context.ts";
import type { AnyCommand } from "../../cli/args/options.ts";
import { cli, sandboxWorld } from "../support/cli.ts";
import { ENDPOINT, script } from "../support/script.ts";

const account = { email: "a@example.com", droplet_limit: 25 };
const answer = {
  request: "GET /v2/account",
  reply: { account },
  headers: { "ratelimit-limit": "9" },
};

Deno.test("account prints an object with sorted keys and four spaces", async () => {
  const { code, out, err } = await cli("account", script(answer));
  assertEquals([code, err], [0, ""]);
  assertEquals(out, '{\n    "droplet_limit": 25,\n    "email": "a@example.com"\n}\n');
});

Deno.test("account --rate-limit prints the rate limit headers", async () => {
  const { out } = await cli("account --rate-limit", script(answer));
  assertEquals(out, '{\n    "ratelimit-limit": "9"\n}\n');
});

for (const line of ["--timeout 5 account", "account --timeout 5"]) {
  Deno.test(`universal options stand anywhere: ${line}`, async () => {
    assertEquals((await cli(line, script(answer))).code, 0);
  });
}

Deno.test("a list is streamed: every item indented by four", async () => {
  const regions = [{ slug: "a" }, { slug: "b" }];
  const { out } = await cli(
    "region",
    script({ request: "GET /v2/regions?per_page=200", reply: { regions } }),
  );
  assertEquals(
    out,
    '[\n    {\n        "slug": "a"\n    },\n    {\n        "slug": "b"\n    }\n]\n',
  );
});

Deno.test("a list whose later page fails stays open and exits 1", async () => {
  const next = `${ENDPOINT}/v2/regions?page=2`;
  const { code, out, err } = await cli(
    "region",
    script(
      {
        request: "GET /v2/regions?per_page=200",
        reply: { regions: [{ slug: "a" }], links: { pages: { next } } },
      },
      {
        request: "GET /v2/regions?page=2",
        status: 404,
        reply: { id: "not_found", message: "gone" },
      },
    ),
  );
  assertEquals(code, 1);
  assertEquals(out, '[\n    {\n        "slug": "a"\n    }\n');
  assertMatch(
    err,
    /^doapi: Cannot list the regions \(GET \/v2\/regions\?page=2\): 404 not_found: gone\n$/,
  );
});

const USAGE = [
  ["droplet show --bad", "Unknown option"],
  ["droplet delete web --bad", "Unknown option"],
  ["nix", 'doapi has no area "nix"; see doapi --help.'],
  ["droplet new web", "Missing required option"],
  ["droplet reboot", "Missing argument"],
  ["account --timeout x", "--timeout"],
  ["account --api-token a --api-token-file b", "conflicts"],
  ["request --paginate a -d {} /v2/x", "conflicts"],
  ["request -X BREW /v2/x", "BREW"],
  ["action show x", "Invalid action id"],
  ["droplet wait -S nix web", "must be one of"],
  ["floating-ip new", "--droplet or --region"],
];
for (const [line, words] of USAGE as [string, string][]) {
  Deno.test(`wrong usage exits 2 and sends nothing: ${line}`, async () => {
    const { code, out, err, requests } = await cli(line, sandboxWorld());
    assertEquals([code, out, requests], [2, "", []]);
    assertStringIncludes(err, words);
    assertMatch(err, /^Usage: /);
  });
}

const REFUSED: [line: string, words: string][] = [
  ["request --paginate a -X POST /v2/x", "GET method only"],
  ["action show --last 3", "exclude each other"],
  ["action resource", "Give --last"],
  ["image show --private debian", "exclude each other"],
];
for (const [line, words] of REFUSED) {
  Deno.test(`arguments that do not fit together exit 1 and send nothing: ${line}`, async () => {
    const { code, out, err, requests } = await cli(line, sandboxWorld());
    assertEquals([code, out, requests], [1, "", []]);
    assertStringIncludes(err, words);
  });
}

Deno.test("words after -- are arguments, whatever they look like", async () => {
  const world = sandboxWorld();
  const { code, err } = await cli("droplet show -- --bad", world);
  assertEquals([code, err], [1, "doapi: '--bad': no such droplet\n"]);
});

Deno.test("no token exits 4 with a hint; a refused token exits 4", async () => {
  const none = await cli("account", { ...script(), env: {} });
  assertEquals(none.code, 4);
  assertMatch(none.err, /^doapi: No API token was given\ndoapi: Create a token .*\n$/);
  const refused = await cli(
    "account",
    script({
      request: "GET /v2/account",
      status: 401,
      reply: { id: "unauthorized", message: "Unable to authenticate you" },
    }),
  );
  assertEquals(refused.code, 4);
  assertStringIncludes(refused.err, "401 unauthorized: Unable to authenticate you");
});

Deno.test("the token comes from the options, then the environment, then ~/.doapi", async () => {
  const env = { HOME: "/home/me", DO_API_TOKEN: "env", DIGITALOCEAN_TOKEN: "other" };
  const files = { "/home/me/.doapi": "home\n", "token.txt": " file \n" };
  const sent = async (line: string, env: Record<string, string>) => {
    const { fetch, tokens } = script(answer);
    await cli(line, { fetch, env, files, stdin: "stdin\n" });
    return tokens[0];
  };
  assertEquals(await sent("account --api-token arg", env), "Bearer arg");
  assertEquals(await sent("account --api-token-file token.txt", env), "Bearer file");
  assertEquals(await sent("account --api-token-file -", env), "Bearer stdin");
  assertEquals(await sent("account", env), "Bearer env");
  assertEquals(await sent("account", { HOME: "/home/me", DIGITALOCEAN_TOKEN: "o" }), "Bearer o");
  assertEquals(await sent("account", { HOME: "/home/me" }), "Bearer home");
});

for (
  const [line, file] of [
    ["account --api-token-file token.txt", "token.txt"],
    ["account", "/home/me/.doapi"],
  ] as const
) {
  Deno.test(`a token file that everyone can read is warned of: ${file}`, async () => {
    const world = { env: { HOME: "/home/me" }, files: { [file]: "secret" }, ...script(answer) };
    const { code, err } = await cli(line, { ...world, open: [file] });
    const text = `everyone on this machine can read the API token in ${file}: chmod 600 it`;
    assertEquals([code, err], [0, `doapi: Warning: ${text}\n`]);
    assertEquals((await cli(line, { ...world, ...script(answer) })).err, "");
  });
}

Deno.test("request dumps headers before the body and sends data from a file", async () => {
  const { fetch, done } = script({
    request: "POST /v2/tags",
    body: { name: "web" },
    reply: { tag: 1 },
    headers: { "x-a": "b" },
  });
  const line = "request -X post -d @tag.json -D - /v2/tags";
  const { out } = await cli(line, {
    fetch,
    env: { DO_API_TOKEN: "t" },
    files: { "tag.json": '{"name": "web"}' },
  });
  const headers = '{\n    "content-type": "application/json",\n    "x-a": "b"\n}\n';
  assertEquals(out, `${headers}{\n    "tag": 1\n}\n`);
  done();
});

Deno.test("every command has a description and every leaf an example of its own", async () => {
  const visit = (command: AnyCommand, path: string) => {
    assertEquals([path, command.getDescription() !== ""], [path, true]);
    const children = command.getCommands() as AnyCommand[];
    const examples = command.getExamples().map(({ description }) => description);
    if (children.length === 0) assertEquals([path, examples.length > 0], [path, true]);
    for (const example of examples) {
      assertEquals(example.startsWith(path), true, `${path}: ${example}`);
    }
    for (const child of children) visit(child, `${path} ${child.getName()}`);
  };
  visit(await app({} as Context), "doapi");
});

for (const [line, env] of [["account --verbose", {}], ["account", { DOAPI_DEBUG: "1" }]] as const) {
  Deno.test(`every try of a request is told with ${line} and ${JSON.stringify(env)}`, async () => {
    const { fetch, done } = script(
      { request: "GET /v2/account", status: 503, reply: {} },
      { request: "GET /v2/account", reply: { account }, headers: { "ratelimit-remaining": "7" } },
    );
    const { code, err } = await cli(line, { fetch, env: { DO_API_TOKEN: "a-token", ...env } });
    const lines = [
      `doapi: GET ${ENDPOINT}/v2/account: 503 in 0 ms, again in 250 ms\n`,
      `doapi: GET ${ENDPOINT}/v2/account: 200 in 0 ms, 7 requests left, try 2\n`,
    ];
    assertEquals([code, err], [0, lines.join("")]);
    done();
  });
}

Deno.test("with --verbose the simulator is said to have answered, and no host", async () => {
  const { code, err } = await cli("account --sandbox --verbose", {
    ...sandboxWorld(),
    env: { DOAPI_SANDBOX_STATE: "state.json" },
  });
  assertEquals(code, 0);
  assertMatch(err, /^doapi: simulator: GET \/v2\/account: 200 in \d+ ms, \d+ requests left\n$/);
});

for (
  const [variable, option, program] of [["1", "", "doapi (simulator)"], ["0", "--sandbox", "doapi"]]
) {
  Deno.test(`messages are those of ${program} with DOAPI_SANDBOX=${variable} ${option}`, async () => {
    const env = { DOAPI_SANDBOX: `${variable}`, DOAPI_SANDBOX_STATE: "state.json" };
    const { code, err } = await cli(`droplet show web-9 ${option}`, { ...sandboxWorld(), env });
    assertEquals([code, err], [1, `${program}: 'web-9': no such droplet\n`]);
  });
}

for (
  const [value, code, sent] of [
    ["1", 0, 0],
    ["true", 0, 0],
    ["0", 0, 1],
    ["no", 0, 1],
    ["", 2, 0],
    ["maybe", 2, 0],
  ] as const
) {
  Deno.test(`with DOAPI_SANDBOX=${value} ${sent} requests go to the API`, async () => {
    const env = { DO_API_TOKEN: "t", DOAPI_SANDBOX: value, HOME: "/home" };
    const ran = await cli("size", { ...sandboxWorld(), env });
    assertEquals([ran.code, ran.requests.length], [code, sent]);
  });
}

Deno.test("an endpoint that is named counts more than DOAPI_SANDBOX, and excludes --sandbox", async () => {
  const world = { ...sandboxWorld(), env: { DO_API_TOKEN: "t", DOAPI_SANDBOX: "1" } };
  assertEquals((await cli("size --endpoint https://example.com", world)).requests.length, 1);
  const { code, requests } = await cli("size --sandbox --endpoint https://example.com", world);
  assertEquals([code, requests], [2, []]);
});

Deno.test("without arguments, all that help shows is on stderr, exit 2", async () => {
  const { code, out, err } = await cli([], script());
  assertEquals([code, out], [2, ""]);
  assertEquals(err, (await cli("--help", script())).out);
});
