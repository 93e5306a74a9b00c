import { assertEquals } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { TOKEN } from "../../support/secret.ts";
import { account } from "../../support/tables.ts";

const FILE = "/home/sammy/.config/doapi/config.json";

/** A world whose configuration has this, and more variables. */
function configured(config: unknown, env: Record<string, string> = {}) {
  return account({
    files: { [FILE]: typeof config === "string" ? config : JSON.stringify(config) },
    env: { HOME: "/home/sammy", DO_API_TOKEN: TOKEN, ...env },
  });
}

const DROPLET = { region: "fra1", size: "s-1vcpu-1gb", image: "debian-12-x64" };

Deno.test("what a droplet needs comes from the settings, and from the command line first", async () => {
  const world = configured({ settings: { ...DROPLET, "ssh-keys": ["laptop"] } });
  const ran = await cli("droplet new -R nyc3 web-9 -o ids", world);
  const [sent = ""] = ran.requests.filter((request) => request.startsWith("POST"));
  const body = JSON.parse(sent.replace("POST /v2/droplets ", ""));
  assertEquals([ran.code, ran.err], [0, ""]);
  assertEquals([body.region, body.size, body.ssh_keys.length], ["nyc3", "s-1vcpu-1gb", 1]);
});

Deno.test("the environment comes before the configuration", async () => {
  const world = configured({ settings: DROPLET }, { DOAPI_REGION: "sgp1" });
  const ran = await cli("droplet new web-9", world);
  assertEquals([ran.code, JSON.parse(ran.out)[0].region.slug], [0, "sgp1"]);
});

Deno.test("everything that a droplet lacks is said at once", async () => {
  const ran = await cli("droplet new web-9 -S s-1vcpu-1gb", configured({}));
  assertEquals([ran.code, ran.out, ran.requests], [2, "", []]);
  assertEquals(
    ran.err.split("\n").slice(-3),
    ['doapi: Missing required option "--image".', 'doapi: Missing required option "--region".', ""],
  );
});

Deno.test("a volume is created in the region of the settings, if nothing else is said", async () => {
  for (
    const [line, region] of [
      ["volume new data --size-gigabytes 10", "fra1"],
      ["volume new data --size-gigabytes 10 --region nyc3", "nyc3"],
      ["volume new data --size-gigabytes 10 --set region=nyc3", "nyc3"],
      [["volume", "new", "data", "-d", '{"size_gigabytes":10,"region":"nyc3"}'], "nyc3"],
    ] as const
  ) {
    const ran = await cli(line as string, configured({ settings: DROPLET }));
    assertEquals([ran.code, JSON.parse(ran.out || "{}").region?.slug], [0, region], ran.err);
  }
});

Deno.test("a floating IP is reserved to the region of the settings, if it is for no droplet", async () => {
  const world = configured({ settings: { region: "sgp1" } });
  const ran = await cli("floating-ip new", world);
  assertEquals(ran.requests, ['POST /v2/floating_ips {"region":"sgp1"}']);
});

Deno.test("results have the form of the settings, unless the command line says another", async () => {
  for (
    const [line, env, out] of [
      ["domain show", {}, "example.com\n"],
      ["domain show", { DOAPI_OUTPUT: "tsv" }, "example.com\t1800\n"],
      ["domain show -o tsv --columns name", { DOAPI_OUTPUT: "json" }, "example.com\n"],
      ["domain show --columns ttl", { DOAPI_OUTPUT: "json" }, " ttl\n1800\n"],
      ["droplet list -o ids --sandbox --sandbox-state /none", {}, ""],
      ["config get output", { DOAPI_OUTPUT: "table" }, "table\n"],
    ] as const
  ) {
    const ran = await cli(line, configured({ settings: { output: "ids" } }, env));
    assertEquals([ran.code, ran.out], [0, out], `${line}: ${ran.err}`);
  }
  const wrong = await cli("domain show", configured({}, { DOAPI_OUTPUT: "tabel" }));
  assertEquals([wrong.code, wrong.requests], [2, []]);
  assertEquals(
    wrong.err.startsWith("doapi: DOAPI_OUTPUT must be one of json, jsonl, yaml, table, "),
    true,
  );
});

Deno.test("requests go to the endpoint of the settings", async () => {
  const world = configured({ settings: { endpoint: "http://api.example.com" } });
  const ran = await cli("account", world);
  assertEquals([ran.code, ran.requests], [1, []]);
  assertEquals(ran.err.includes("http://api.example.com is not encrypted"), true);
});

for (
  const [config, says] of [
    ["{", `${FILE} is not JSON: correct it or delete it`],
    ["[]", `${FILE} is not a configuration of doapi: correct it or delete it`],
    [
      '{"contexts":{"a":{"token":1}}}',
      `${FILE} is not a configuration of doapi: correct it or delete it`,
    ],
    [{ settings: { sandbox: "perhaps" } }, `${FILE}: sandbox must be 1 or 0, but is "perhaps"`],
    [
      { settings: { endpoint: "" } },
      `${FILE}: endpoint must be a URL such as https://api.example.com, but is ""`,
    ],
  ] as const
) {
  Deno.test(`a configuration of ${JSON.stringify(config)} is refused, and nothing is sent`, async () => {
    const ran = await cli("account", configured(config));
    assertEquals([ran.out, ran.err, ran.requests], ["", `doapi: ${says}\n`, []]);
    assertEquals(ran.code > 0, true);
  });
}

Deno.test("a version, a help and a wrong line read no configuration", async () => {
  for (const line of ["--version", "droplet new --help", "help environment"]) {
    assertEquals((await cli(line, configured("{"))).code, 0, line);
  }
});

Deno.test("config set, get, list and unset keep settings for all, and for a context", async () => {
  const world = configured({ contexts: { work: {} } });
  const run = async (line: string) => {
    const { code, out, err } = await cli(line, world);
    return [code, out, err];
  };
  assertEquals(await run("config set region fra1"), [0, "", ""]);
  assertEquals(await run("config set region nyc3 --context work"), [0, "", ""]);
  assertEquals(await run("config set ssh_keys laptop,desk"), [0, "", ""]);
  assertEquals(JSON.parse(world.files[FILE] ?? ""), {
    contexts: { work: { settings: { region: "nyc3" } } },
    settings: { region: "fra1", "ssh-keys": ["laptop", "desk"] },
  });
  assertEquals(await run("config get region"), [0, "fra1\n", ""]);
  assertEquals(await run("config get region --context work"), [0, "nyc3\n", ""]);
  assertEquals(await run("config get ssh-keys"), [0, "laptop\ndesk\n", ""]);
  assertEquals(await run("config list -o tsv"), [0, "region\tfra1\nssh-keys\tlaptop,desk\n", ""]);
  assertEquals(await run("config unset region ssh-keys"), [0, "", ""]);
  assertEquals(await run("config get region"), [1, "", "doapi: The setting region has no value\n"]);
});

for (
  const [line, code, says] of [
    ["config set regoin fra1", 2, 'There is no setting "regoin"; perhaps region.'],
    ["config set max-destroy many", 2, 'The setting max-destroy must be a number, but is "many"'],
    ["config set region fra1 --context wrok", 2, "There is no context 'wrok'; perhaps work"],
  ] as const
) {
  Deno.test(`doapi ${line} changes nothing`, async () => {
    const world = configured({ contexts: { work: {} } });
    const before = { ...world.files };
    const ran = await cli(line, world);
    assertEquals([ran.code, ran.err.split("\n").at(-2)], [code, `doapi: ${says}`]);
    assertEquals(world.files, before);
  });
}
