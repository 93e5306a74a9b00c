import { assert, assertEquals } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { account } from "../../support/tables.ts";

const API = "https://api.digitalocean.com";

/** What a dry run prints. */
async function dryRun(line: string | string[], others = {}) {
  const world = account(others);
  const ran = await cli(line, world);
  const changes = ran.requests.filter((request) => !request.startsWith("GET "));
  assertEquals([changes, ran.code], [[], 0], ran.err);
  return ran.out.split("\n").slice(0, -1).map((text) => JSON.parse(text));
}

Deno.test("a dry run resolves names, sends nothing and prints the requests, a line each", async () => {
  assertEquals(await dryRun("droplet delete web-1 web-2 --dry-run"), [
    { body: null, method: "DELETE", url: `${API}/v2/droplets/3164001` },
    { body: null, method: "DELETE", url: `${API}/v2/droplets/3164002` },
  ]);
});

Deno.test("a dry run that would wait prints the request and waits for nothing", async () => {
  const line =
    "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 --wait --wait-time 5 a b --dry-run";
  const [request, ...rest] = await dryRun(line);
  assertEquals([request.method, request.url, rest], ["POST", `${API}/v2/droplets`, []]);
  assertEquals(request.body.names, ["a", "b"]);
});

Deno.test("each request of a command that sends several is printed, in its order", async () => {
  const names = Array.from({ length: 12 }, (_, i) => `n${i}`);
  const line = [
    "droplet",
    "new",
    "-Idebian-12-x64",
    "-Ss-1vcpu-1gb",
    "-Rfra1",
    "-Kkey.pub",
    ...names,
  ];
  const steps = await dryRun([...line, "--dry-run"]);
  assertEquals(steps.map(({ url }) => url.replace(API, "")), [
    "/v2/account/keys",
    "/v2/droplets",
    "/v2/droplets",
  ]);
});

Deno.test("a dry run prints its requests in the form that is asked for", async () => {
  const table = await cli("tag new a b --dry-run -o csv", account());
  assertEquals(table.out.split("\n").slice(0, 2), [
    "method,url,body",
    `POST,${API}/v2/tags,"{""name"":""a""}"`,
  ]);
  const array = await cli("tag new a --dry-run -o json", account());
  assertEquals(JSON.parse(array.out)[0].body, { name: "a" });
});

Deno.test("a dry run of what changes nothing is the command itself", async () => {
  const { out } = await cli("droplet show web-1", account());
  assertEquals((await cli("droplet show web-1 --dry-run", account())).out, out);
});

Deno.test("a dry run of droplet new tells the price, with backups", async () => {
  const line = "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 a b -B --dry-run";
  const { err } = await cli(line, account());
  assertEquals(
    err,
    "doapi: 2 droplets of s-1vcpu-1gb: $14.40 a month, $0.02143 an hour, with weekly backups\n",
  );
});

Deno.test("what a dry run does not find is an error, as it would be without", async () => {
  const ran = await cli("droplet delete nope --dry-run", account());
  assertEquals([ran.code, ran.out], [1, ""]);
});

for (
  const [line, step] of [
    ["config set region fra1 --dry-run", { write: "/h/.config/doapi/config.json" }],
    ["install-links /bin --dry-run", { link: "/bin/doapi-1-click" }],
    ["sandbox reset --sandbox-state /s.json --dry-run", { write: "/s.json" }],
    ["sandbox exec --dry-run true", { serve: "127.0.0.1:0" }],
  ] as const
) {
  Deno.test(`doapi ${line} touches nothing on this machine`, async () => {
    const files = {};
    const [first] = await dryRun(line, { files, env: { HOME: "/h" } });
    assertEquals([first, files], [step, {}]);
  });
}

Deno.test("a dry run with a running simulator sends it nothing", async () => {
  const line = "sandbox reset --url http://127.0.0.1:9 --dry-run";
  assertEquals(await dryRun(line), [
    { body: null, method: "POST", url: "http://127.0.0.1:9/_sandbox/reset" },
  ]);
});

Deno.test("no command has options that stand in the way of those about safety", async () => {
  const { commandTree } = await import("../../../scripts/reference/tree.ts");
  const { leaves } = await import("../../../cli/help/help.ts");
  const tree = await commandTree();
  const universal = tree.options.flatMap(({ flags }) => flags);
  const safety = ["--dry-run", "-y", "--yes", "--max-destroy", "--errors", "--context"];
  assertEquals(safety.filter((flag) => !universal.includes(flag)), []);
  for (const leaf of leaves(tree)) {
    const own = leaf.options.flatMap(({ flags }) => flags);
    assertEquals(own.filter((flag) => safety.includes(flag)), [], leaf.path);
    const verb = leaf.path.split(" ").at(-1) ?? "";
    // What would be left, and how far something is, is shown.
    const deletes = /^delete(-(?!status))?|^delete$/.test(verb) && !verb.endsWith("-status");
    if (deletes) assert(own.includes("--ignore-missing"), `${leaf.path} has no --ignore-missing`);
    const creates = verb === "new" &&
      /<(\S*name|label|origin|prefix|description|domain)\b/.test(leaf.args);
    if (creates) assert(own.includes("--if-exists"), `${leaf.path} has no --if-exists`);
  }
});

Deno.test("no example of any command changes anything in a dry run, nor breaks", async () => {
  const { commandTree } = await import("../../../scripts/reference/tree.ts");
  const { leaves } = await import("../../../cli/help/help.ts");
  const lines = leaves(await commandTree()).flatMap(({ examples }) => examples)
    .map(({ line }) => line).filter((line) =>
      !/[|<>"]/.test(line) && !/ (serve|upgrade)\b/.test(line)
    );
  assert(lines.length > 300);
  for (const line of lines) {
    const ran = await cli(`${line.replace(/^doapi /, "")} --dry-run`, account({ stdin: "{}" }));
    // Whether a name is free, and what an app would cost, is asked with a POST.
    const changes = ran.requests.filter((request) => !/^GET |validate-name|propose/.test(request));
    assertEquals(changes, [], line);
    assert(!/undefined|not a function|Cannot read prop/.test(ran.err), `${line}: ${ran.err}`);
  }
});
