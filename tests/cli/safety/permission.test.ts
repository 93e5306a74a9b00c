import { assertEquals } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { TOKEN } from "../../support/secret.ts";
import { account, OTHER_KEY } from "../../support/tables.ts";

/** Runs a line; gives the exit code, standard error, and the requests that change something. */
async function ran(line: string, others: Parameters<typeof account>[0] = {}) {
  const { code, err, requests } = await cli(line, account(others));
  return { code, err, changes: requests.filter((request) => !request.startsWith("GET ")) };
}

const GONE = ["DELETE /v2/droplets/3164001", "DELETE /v2/droplets/3164002"];

Deno.test("at a terminal, what is about to be deleted is shown and asked for once", async () => {
  const { code, err, changes } = await ran("droplet delete web-1 web-2", { answers: ["y"] });
  assertEquals([code, changes], [0, GONE]);
  assertEquals(
    err,
    "doapi: about to delete:\n  droplet web-1 (3164001)\n  droplet web-2 (3164002)\n" +
      "Go on? [y/N] doapi: deleted: droplet web-1 (3164001), droplet web-2 (3164002)\n",
  );
});

for (const answer of ["n", "", "yess"]) {
  Deno.test(`the answer ${JSON.stringify(answer)} leaves everything as it is`, async () => {
    for (
      const line of [
        "droplet delete web-1",
        "droplet rebuild web-1",
        "droplet act rebuild web-1",
        "domain delete-record example.com 3352004",
        "droplet delete-tagged web",
        "api droplets_destroy web-1",
        "request -X DELETE /v2/tags/web",
        "tag delete web",
      ]
    ) {
      const { code, err, changes } = await ran(line, { answers: [answer] });
      assertEquals([code, changes], [1, []], line);
      assertEquals(err.endsWith("Go on? [y/N] doapi: Nothing was changed\n"), true, err);
    }
  });
}

for (
  const [what, line, others] of [
    ["-y", "droplet delete -y web-1 web-2", { answers: [] }],
    ["--yes", "droplet delete --yes web-1 web-2", { answers: [] }],
    ["DOAPI_YES=1", "droplet delete web-1 web-2", {
      answers: [],
      env: { DO_API_TOKEN: TOKEN, DOAPI_YES: "1" },
    }],
    ["nobody at a terminal", "droplet delete web-1 web-2", {}],
  ] as const
) {
  Deno.test(`with ${what} nothing is asked`, async () => {
    const { code, err, changes } = await ran(line, others as Parameters<typeof account>[0]);
    assertEquals([code, changes], [0, GONE]);
    assertEquals(err, "doapi: deleted: droplet web-1 (3164001), droplet web-2 (3164002)\n");
  });
}

Deno.test("what was deleted is not said with --quiet, unless something is left", async () => {
  assertEquals((await ran("droplet delete -q web-1")).err, "");
});

Deno.test("what only takes something apart is not asked about", async () => {
  const { code, changes } = await ran("tag remove web droplet:web-2", { answers: [] });
  assertEquals([code, changes.length], [0, 1]);
});

Deno.test("all that has a tag is named before it is deleted by it", async () => {
  const { err } = await ran("droplet delete-tagged web", { answers: ["n"] });
  assertEquals(err.split("\n").slice(0, 3), [
    "doapi: about to delete:",
    "  droplet web-2 (3164002)",
    "  droplet twin (3164003)",
  ]);
});

/** A configuration with settings for all, and a context of the name prod with others. */
function configured(settings: object, prod: object = {}, env: Record<string, string> = {}) {
  const config = { settings, contexts: { prod: { token: TOKEN, settings: prod } } };
  return {
    files: { "/h/.config/doapi/config.json": JSON.stringify(config) },
    env: { HOME: "/h", DO_API_TOKEN: TOKEN, ...env },
  };
}

const READ_ONLY = { "read-only": true };

for (
  const [line, world, says] of [
    [
      "droplet delete web-1",
      configured(READ_ONLY),
      "Cannot delete droplet web-1 (3164001): the configuration is read-only",
    ],
    [
      "droplet reboot web-1",
      configured(READ_ONLY),
      "Cannot reboot droplet web-1 (3164001): the configuration is read-only",
    ],
    [
      "tag new a --context prod",
      configured({}, READ_ONLY),
      "Cannot create tag a: the context prod is read-only",
    ],
    [
      "tag new a",
      configured({}, READ_ONLY, { DOAPI_CONTEXT: "prod" }),
      "Cannot create tag a: the context prod is read-only",
    ],
    [
      "request -X POST /v2/tags",
      configured(READ_ONLY),
      "Cannot send POST /v2/tags: the configuration is read-only",
    ],
    [
      "droplet delete web-1 web-2",
      configured({ protect: ["web-2"] }),
      "Cannot delete droplet web-2 (3164002): 'web-2' of the configuration protects it",
    ],
    [
      "droplet delete web-1",
      configured({ protect: ["db", "web-*"] }),
      "Cannot delete droplet web-1 (3164001): 'web-*' of the configuration protects it",
    ],
    [
      "droplet delete web-2",
      configured({ protect: ["tag:WEB"] }),
      "Cannot delete droplet web-2 (3164002): 'tag:WEB' of the configuration protects it",
    ],
    [
      "api droplets_destroy web-2",
      configured({ protect: ["tag:web"] }),
      "Cannot delete droplet web-2 (3164002): 'tag:web' of the configuration protects it",
    ],
    [
      "droplet delete-tagged web",
      configured({ protect: ["web-2"] }),
      "Cannot delete droplet web-2 (3164002): 'web-2' of the configuration protects it",
    ],
    [
      "request -X DELETE /v2/droplets/3164001",
      configured({ protect: ["web-1"] }),
      "Cannot delete droplet web-1 (3164001): 'web-1' of the configuration protects it",
    ],
    [
      "droplet rebuild web-1",
      configured({ protect: ["3164001"] }),
      "Cannot rebuild droplet web-1 (3164001): '3164001' of the configuration protects it",
    ],
    [
      "droplet delete web-1 web-2 --max-destroy 1",
      {},
      "Cannot delete 2 things: --max-destroy allows 1 to be destroyed",
    ],
    [
      "droplet delete-tagged web --max-destroy 1",
      {},
      "Cannot delete 2 things: --max-destroy allows 1 to be destroyed",
    ],
    [
      "request -X DELETE /v2/tags/../droplets?tag_name=web --max-destroy 1",
      {},
      "Cannot delete 2 things: --max-destroy allows 1 to be destroyed",
    ],
    [
      "droplet delete web-1 --max-destroy 5",
      configured({ "max-destroy": 0 }),
      "Cannot delete droplet web-1 (3164001): the configuration allows 0 to be destroyed",
    ],
    [
      "droplet delete web-1",
      configured({ "max-destroy": 5 }, { "max-destroy": 0 }, { DOAPI_CONTEXT: "prod" }),
      "Cannot delete droplet web-1 (3164001): the context prod allows 0 to be destroyed",
    ],
  ] as const
) {
  Deno.test(`doapi ${line} is refused in one line: ${says}`, async () => {
    assertEquals(await ran(line, world), { code: 1, err: `doapi: ${says}\n`, changes: [] });
    const dryRun = await ran(`${line} --dry-run`, world);
    assertEquals([dryRun.code, dryRun.changes], [0, []]);
    assertEquals(dryRun.err, `doapi: Warning: this would be refused: ${says}\n`);
  });
}

Deno.test("a read-only configuration lets everything be read, and what is not protected be deleted", async () => {
  assertEquals((await ran("droplet show", configured(READ_ONLY))).code, 0);
  const { code, changes } = await ran(
    "droplet delete web-1",
    configured({ protect: ["web"], "max-destroy": 1 }),
  );
  assertEquals([code, changes.length], [0, 1]);
});

Deno.test("what is not there is left out with --ignore-missing, in every way of deleting", async () => {
  for (
    const [line, count] of [
      ["droplet delete web-1 nope --ignore-missing", 1],
      ["volume delete nope nopo --ignore-missing", 0],
      ["domain delete example.com example.org --ignore-missing", 1],
      ["domain delete-record example.com 1 --ignore-missing", 0],
      ["floating-ip delete 203.0.113.2 192.0.2.9 --ignore-missing", 1],
      ["api droplets_destroy nope --ignore-missing", 0],
      ["droplet delete-selected nope --ignore-missing", 0],
      ["request -X DELETE /v2/tags/nope --ignore-missing", 1],
      ["ssh-key delete nope --ignore-missing -q", 0],
    ] as const
  ) {
    const { code, err, changes } = await ran(line);
    assertEquals([code, changes.length], [0, count], line);
    assertEquals(/; ignored\n/.test(err), !line.endsWith("-q"), err);
  }
});

Deno.test("all that is not there is said at once", async () => {
  const { code, err, changes } = await ran("droplet delete nope web-1 nopo");
  assertEquals([code, changes], [1, []]);
  assertEquals(err, "doapi: 'nope': no such droplet\ndoapi: 'nopo': no such droplet\n");
});

for (
  const [line, name] of [
    ["droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 web-1", "web-1"],
    ["ssh-key new laptop key.pub", "laptop"],
    ["domain new example.com", "example.com"],
    [
      "domain new-record example.com MX @ mail.example.com. --priority 10",
      "MX @ mail.example.com.",
    ],
  ] as const
) {
  Deno.test(`doapi ${line} creates nothing with --if-exists reuse or fail`, async () => {
    const reuse = await ran(`${line} --if-exists reuse`);
    assertEquals(reuse, {
      code: 0,
      err: `doapi: '${name}' already exists; using it\n`,
      changes: [],
    });
    const fail = await ran(`${line} --if-exists fail`);
    assertEquals([fail.code, fail.changes], [1, []]);
    assertEquals(
      (await ran(`${line} --if-exists warn`)).err.includes("Warning: There is already"),
      true,
    );
  });
}

Deno.test("of several names, those that are free are created", async () => {
  const line =
    "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 a web-1 b --if-exists reuse -o ids";
  const { out, requests } = await cli(line, account());
  assertEquals(requests.filter((r) => r.startsWith("POST")).length, 1);
  assertEquals(out.split("\n")[1], "3164001");
});

Deno.test("each failure is a line of JSON with --errors json", async () => {
  const lines = async (line: string) =>
    (await ran(line)).err.split("\n").slice(0, -1).map((text) => JSON.parse(text));
  const [locked] = await lines("droplet resize s-2vcpu-2gb web-1 web-2 --errors json");
  assertEquals([
    locked.what,
    locked.name,
    locked.id,
    locked.status,
    locked.error,
    locked.may_have_happened,
  ], [
    "resize droplet web-1 (3164001)",
    "web-1",
    3164001,
    422,
    "unprocessable_entity",
    false,
  ]);
  assertEquals(typeof locked.request_id, "string");
  const missing = await lines("droplet delete nope nopo --errors json");
  assertEquals(missing.map(({ name, code }) => [name, code]), [["nope", 1], ["nopo", 1]]);
  const problems = await lines("volume new --errors json");
  assertEquals(problems.map(({ code, message }) => [code, message.split('"')[1]]), [
    [2, "name"],
    [2, "--size-gigabytes"],
    [2, "--region"],
  ]);
  const [usage] = await lines("droplet show --bad --errors=json");
  assertEquals([usage.code, usage.message.includes("--bad")], [2, true]);
});

Deno.test("with --errors json all of standard error is lines of JSON with a level", async () => {
  const levels = async (line: string, others: Parameters<typeof account>[0] = {}) =>
    (await ran(line, others)).err.split("\n").slice(0, -1).map((text) => {
      const { level, message } = JSON.parse(text);
      return `${level}: ${message}`;
    });
  assertEquals(await levels("droplet show web-1 web-1 --errors json"), [
    "warning: droplet 3164001 specified multiple times; ignoring later occurrence",
  ]);
  assertEquals(await levels("droplet delete web-1 nope --ignore-missing --errors json"), [
    "info: 'nope': no such droplet; ignored",
    "info: deleted: droplet web-1 (3164001)",
  ]);
  assertEquals(await levels("droplet shutdown web-1 --wait --errors json"), [
    "info: waiting for actions: 0 of 1 done",
    "info: waiting for actions: 1 of 1 done",
  ]);
  assertEquals(await levels("account --verbose --errors json"), [
    "debug: GET https://api.digitalocean.com/v2/account: 200 in 0 ms, 4999 requests left",
  ]);
  const key = { files: { "new.pub": OTHER_KEY } };
  const line = "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 -K new.pub web-1 --errors json";
  assertEquals((await levels(line, key)).map((text) => text.split(" ").slice(0, 5).join(" ")), [
    "warning: There is already another",
    "info: New SSH key 'new@host'",
  ]);
  assertEquals(
    (await levels("droplet reboot web-1 nope --errors json"))[0],
    "error: 'nope': no such droplet",
  );
});

Deno.test("the droplets of a pool count, where they are deleted with it", async () => {
  const id = "0d3db13e-a604-4944-9827-7ec2642d32ac";
  const answers: Record<string, unknown> = {
    [`/v2/droplets/autoscale/${id}`]: { autoscale_pool: { id, name: "pool" } },
    [`/v2/droplets/autoscale/${id}/members`]: { droplets: [{ droplet_id: 5 }, { droplet_id: 6 }] },
  };
  const fetch = (url: string) => Promise.resolve(Response.json(answers[new URL(url).pathname]));
  const line = `api autoscalepools_delete_dangerous ${id} --x-dangerous --max-destroy 2`;
  const { code, err } = await cli(line, { fetch });
  const says = "Cannot delete 3 things: --max-destroy allows 2 to be destroyed";
  assertEquals([code, err], [1, `doapi: ${says}\n`]);
});

Deno.test("what is deleted with a droplet is named before, and counts", async () => {
  const line = "droplet delete-everything web-1 --x-dangerous";
  const { err, changes } = await ran(line, { answers: ["n"] });
  assertEquals([changes, err.split("\n").slice(0, 2)], [
    [],
    ["doapi: about to delete:", "  droplet web-1 (3164001)"],
  ]);
  assertEquals(err.split("\n").slice(2).some((row) => /^ {2}\S.* /.test(row)), true, err);
});

Deno.test("what was deleted is said in the order of the arguments", async () => {
  const world = account();
  let first: (() => void) | null = null;
  const fetch: typeof world.fetch = async (url, init) => {
    const answer = await world.fetch(url, init);
    if (init.method !== "DELETE") return answer;
    // The first answer comes last.
    if (url.endsWith("/3164001")) await new Promise<void>((resolve) => first = resolve);
    if (url.endsWith("/3164002")) first?.();
    return answer;
  };
  const { err } = await cli("droplet delete web-1 web-2", { ...world, fetch });
  assertEquals(err, "doapi: deleted: droplet web-1 (3164001), droplet web-2 (3164002)\n");
});
