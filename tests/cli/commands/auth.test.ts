import { assert, assertEquals } from "@std/assert";
import { createSandbox } from "@doapi/doapi/sandbox";
import { cli, type World } from "../../support/cli.ts";

const FILE = "/home/sammy/.config/doapi/config.json";
const ENV = { HOME: "/home/sammy" };
const WORK = "dop_v1_of_work";
const HOME = "dop_v1_of_home";

/** A server that takes two tokens, and of a third one reads of droplets alone. */
function world(others: Partial<World> = {}) {
  const sandbox = createSandbox({
    tokens: [WORK, HOME, { token: "dop_v1_of_few", scopes: ["droplet:read"] }],
  });
  const sent: string[] = [];
  const fetch: World["fetch"] = (url, init) => {
    sent.push(new Headers(init.headers).get("authorization")?.replace("Bearer ", "") ?? "");
    return sandbox.fetch(url, init);
  };
  const files: Record<string, string> = {};
  return { sent, fetch, files, env: { ...ENV } as Record<string, string>, ...others };
}

const config = (files: Record<string, string>) => JSON.parse(files[FILE] ?? "{}");

Deno.test("a token is asked for, tried, and kept in the keyring", async () => {
  const keyring = {};
  const here = world({ answers: [WORK], keyring });
  const ran = await cli("auth login work", here);
  assertEquals([ran.code, ran.out], [0, ""]);
  assertEquals(ran.err.startsWith("Token (it is not shown): doapi: logged in to work as "), true);
  assertEquals(keyring, { work: WORK });
  assertEquals(config(here.files), {
    contexts: { work: { keyring: true, settings: {} } },
    context: "work",
  });
  assertEquals([(await cli("account", here)).code, here.sent.at(-1)], [0, WORK]);
});

Deno.test("without a keyring the token is in the file, which is said", async () => {
  for (
    const [line, keyring] of [["auth login", undefined], ["auth login --no-keyring", {}]] as const
  ) {
    const here = world({ stdin: `${WORK}\n`, ...(keyring ? { keyring } : {}) });
    const ran = await cli(line, here);
    assertEquals(
      [ran.code, ran.err.split("\n")[0]],
      [0, `doapi: Warning: the token is in ${FILE}, which only you can read`],
    );
    assertEquals(config(here.files).contexts.default, { token: WORK, settings: {} });
  }
});

Deno.test("a token that the API refuses is not kept; one that may do little is", async () => {
  const wrong = world({ stdin: "dop_v1_of_nobody" });
  const ran = await cli("auth login", wrong);
  assertEquals([ran.code, ran.err.split("\n")[0], wrong.files], [
    4,
    "doapi: The token is not valid",
    {},
  ]);
  const few = world({ stdin: "dop_v1_of_few" });
  assertEquals([(await cli("auth login few -q", few)).code, config(few.files).context], [0, "few"]);
});

/** Two accounts, of which the first one is in use. */
const TWO = JSON.stringify({
  context: "work",
  contexts: { work: { token: WORK }, home: { token: HOME, settings: { "read-only": true } } },
});

for (
  const [what, line, env, token] of [
    ["the stored choice", "account", {}, WORK],
    ["--context", "account --context home", {}, HOME],
    ["DOAPI_CONTEXT", "account", { DOAPI_CONTEXT: "home" }, HOME],
    ["a token of the environment", "account", { DO_API_TOKEN: "dop_v1_of_few" }, "dop_v1_of_few"],
    [
      "a token before DOAPI_CONTEXT",
      "account",
      { DO_API_TOKEN: HOME, DOAPI_CONTEXT: "work" },
      HOME,
    ],
    ["--context before the environment", "account --context home", { DO_API_TOKEN: WORK }, HOME],
    ["--api-token before all", `account --api-token ${WORK} --context home`, {}, WORK],
  ] as const
) {
  Deno.test(`the account is that of ${what}`, async () => {
    const here = world({
      files: { [FILE]: TWO, "/home/sammy/.doapi": "dop_v1_of_old" },
      env: { ...ENV, ...env },
    });
    await cli(line, here);
    assertEquals(here.sent, [token]);
  });
}

Deno.test("a context that there is not is said, with what was perhaps meant, and nothing is sent", async () => {
  for (
    const [line, env] of [["account --context hmoe", {}], ["account", {
      DOAPI_CONTEXT: "hmoe",
    }]] as const
  ) {
    const here = world({ files: { [FILE]: TWO }, env: { ...ENV, ...env } });
    const ran = await cli(line, here);
    assertEquals([ran.code, ran.err, here.sent], [
      2,
      "doapi: There is no context 'hmoe'; perhaps home\n",
      [],
    ]);
  }
});

Deno.test("a context's protections count with a token that is given by itself, if it is named", async () => {
  const here = world({ files: { [FILE]: TWO } });
  const ran = await cli(`auth status --context home --api-token ${WORK}`, here);
  const { token_from, instead_of, read_only, context } = JSON.parse(ran.out);
  assertEquals([token_from, instead_of, read_only, context], ["--api-token", "home", true, "home"]);
});

Deno.test("auth status says where the token is from and what it may read", async () => {
  const env = { ...ENV, DO_API_TOKEN: "dop_v1_of_few" };
  const ran = await cli("auth status", world({ files: { [FILE]: TWO }, env }));
  const status = JSON.parse(ran.out);
  assertEquals(status.token_from, "DO_API_TOKEN");
  assertEquals(status.instead_of, "work");
  assertEquals(status.may_read, ["droplets"]);
  assert(status.may_not_read.includes("volumes"));
  assertEquals(status.account, null);
});

Deno.test("auth list, switch and logout show, choose and forget accounts", async () => {
  const keyring: Record<string, string> = { home: HOME };
  const contexts = { work: { token: WORK }, home: { keyring: true } };
  const here = world({ keyring, files: { [FILE]: JSON.stringify({ context: "work", contexts }) } });
  const table = async () => (await cli("auth list -o tsv", here)).out;
  assertEquals(await table(), "work\ttrue\tfile\nhome\tfalse\tkeyring\n");
  assertEquals((await cli("auth switch home", here)).code, 0);
  assertEquals([(await cli("account", here)).code, here.sent], [0, [HOME]]);
  assertEquals((await cli("auth logout", here)).code, 0);
  assertEquals([await table(), keyring], ["work\tfalse\tfile\n", {}]);
  assertEquals((await cli("account", here)).code, 4);
});

const DOCTL = "/home/sammy/.config/doctl/config.yaml";
const YAML =
  `access-token: ${HOME}\nauth-contexts:\n  work: ${WORK}\ncontext: work\noutput: text\n`;

Deno.test("doctl's accounts are read where there are none of our own", async () => {
  const here = world({ files: { [DOCTL]: YAML } });
  assertEquals(
    (await cli("auth list -o tsv", here)).out,
    "work\ttrue\tdoctl\ndefault\tfalse\tdoctl\n",
  );
  await cli("account", here);
  await cli("account --context default", here);
  assertEquals(here.sent, [WORK, HOME]);
  const { context, token_from } = JSON.parse((await cli("auth status", here)).out);
  assertEquals([context, token_from], ["work", DOCTL]);
  here.files[FILE] = JSON.stringify({ contexts: { home: { token: HOME } } });
  assertEquals((await cli("account --context work", here)).code, 2);
});

Deno.test("~/.doapi comes before doctl's accounts, and a broken file of doctl is named", async () => {
  const here = world({ files: { [DOCTL]: YAML, "/home/sammy/.doapi": HOME } });
  await cli("account", here);
  assertEquals(here.sent, [HOME]);
  const broken = await cli("account", world({ files: { [DOCTL]: `a: "${WORK}` } }));
  assertEquals([broken.code, broken.err], [
    1,
    `doapi: Cannot read the accounts of doctl: ${DOCTL} is not YAML\n`,
  ]);
});

Deno.test("a context can be one with the simulator, which needs no token", async () => {
  const here = world({ env: { ...ENV, DOAPI_SANDBOX_STATE: "/tmp/state.json" } });
  assertEquals((await cli("auth login demo --sandbox -q", here)).code, 0);
  assertEquals([(await cli("account", here)).code, here.sent], [0, []]);
});

Deno.test("a token of the environment that comes before the new account is warned of", async () => {
  const env = { ...ENV, DIGITALOCEAN_TOKEN: HOME };
  const ran = await cli("auth login work -q", world({ stdin: WORK, env, keyring: {} }));
  assertEquals(
    [ran.code, ran.err],
    [0, "doapi: Warning: DIGITALOCEAN_TOKEN is set, and comes before the context work\n"],
  );
});

Deno.test("a token is stored with the endpoint that it was tried at, and with no older one", async () => {
  const here = world({ stdin: WORK, env: { ...ENV, DO_API_ENDPOINT: "https://api.example.com" } });
  here.files[FILE] = JSON.stringify({
    contexts: { work: { settings: { sandbox: true, region: "fra1" } } },
  });
  assertEquals((await cli("auth login work -q", here)).code, 0);
  const settings = { region: "fra1", endpoint: "https://api.example.com" };
  assertEquals(config(here.files).contexts.work.settings, settings);
  const again = world({ stdin: WORK, files: here.files });
  assertEquals((await cli("auth login work -q", again)).code, 0);
  assertEquals(config(again.files).contexts.work.settings, { region: "fra1" });
});

Deno.test("a dry run of auth login and logout leaves the keyring and the file as they are", async () => {
  const keyring: Record<string, string> = { home: HOME };
  const files = { [FILE]: JSON.stringify({ contexts: { home: { keyring: true } } }) };
  const before = { ...files };
  const login = await cli("auth login work --dry-run", world({ stdin: WORK, keyring, files }));
  assertEquals(login.out.split("\n").slice(0, 2).map((text) => Object.keys(JSON.parse(text))), [
    ["run"],
    ["write"],
  ]);
  assertEquals((await cli("auth logout home --dry-run", world({ keyring, files }))).code, 0);
  assertEquals([keyring, files], [{ home: HOME }, before]);
});
