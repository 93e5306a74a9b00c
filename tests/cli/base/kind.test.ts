import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Collection, DOAPI, type Kind } from "@doapi/doapi";
import { kindGroup } from "../../../cli/base/kind.ts";
import type { Area, Areas } from "../../../cli/areas.ts";
import type { KindArea } from "../../../cli/base/kind.ts";
import { cli } from "../../support/cli.ts";
import { type Exchange, script } from "../../support/script.ts";

/** A kind that the library does not have; its requests are those of certificates. */
const seal = {
  path: "/v2/certificates",
  param: "certificate_id",
  one: "certificate",
  many: "certificates",
  by: ["name"],
  filter: "name",
  filters: ["name"],
  without: ["update"],
  columns: ["name", "state"],
  ready: { field: "state", from: ["pending"], to: ["verified"], failed: ["error"] },
} as const satisfies Kind;

const AREA = { command: "seal", kind: "seal", row: seal, sample: "main" };

/** An area that has the commands of a kind and no others. */
function areaOf(area: KindArea): Areas {
  const load = () =>
    Promise.resolve(
      ((ctx, about, whole) => kindGroup(ctx, about, whole, area)) as Area,
    );
  return { [area.command]: [`Manage ${area.command}s.`, load] };
}

/** Runs a command line of the new kind. */
async function run(words: string[], ...answers: Exchange[]) {
  const { fetch, done } = script(...answers);
  const ran = await cli(words, { fetch }, areaOf(AREA));
  done();
  return ran;
}

const UUID = "3f8f5b0c-1c1e-4f0a-9d50-1f1c5ad8a5c5";
const one = (state: string) => ({ id: UUID, name: "main", state });
const FIND = "GET /v2/certificates?per_page=200&name=main";
const list = (...certificates: unknown[]): Exchange => ({ request: FIND, reply: { certificates } });

Deno.test("a new kind is listed, found by its name, and has its columns in a table", async () => {
  const all = await run(["seal", "show", "-o", "table"], {
    request: "GET /v2/certificates?per_page=200",
    reply: { certificates: [one("verified")] },
  });
  assertEquals([all.code, all.out], [0, "name  state\nmain  verified\n"]);
  const named = await run(["seal", "show", "main"], list(one("verified")));
  assertEquals([named.code, JSON.parse(named.out)], [0, [one("verified")]]);
});

Deno.test("a new kind is created, and waited for until it is ready", async () => {
  const ran = await run(
    ["seal", "new", "main", "--type", "lets_encrypt", "--dns-name", "a.example", "--wait"],
    {
      request: "POST /v2/certificates",
      body: { name: "main", type: "lets_encrypt", dns_names: ["a.example"] },
      reply: { certificate: one("pending") },
    },
    { request: `GET /v2/certificates/${UUID}`, reply: { certificate: one("pending") } },
    { request: `GET /v2/certificates/${UUID}`, reply: { certificate: one("verified") } },
  );
  assertEquals([ran.code, JSON.parse(ran.out)], [0, one("verified")], ran.err);
  assertStringIncludes(ran.err, "waiting for seals: 1 of 1 done");
});

Deno.test("a wait for one of a new kind that fails exits with 3, and one that is late with 5", async () => {
  const get = { request: `GET /v2/certificates/${UUID}`, reply: { certificate: one("error") } };
  const failed = await run(["seal", "wait", "main"], list(one("pending")), get);
  assertEquals([failed.code, JSON.parse(failed.out)], [3, [one("error")]]);
  assertMatch(failed.err, /^doapi: failed: seal main \(\S+\) is error$/m);
  const late = await run(["seal", "wait", "main", "--wait-time", "0"], list(one("pending")));
  assertEquals([late.code, JSON.parse(late.out)], [5, [one("pending")]]);
  assertMatch(late.err, /^doapi: not ready after 0 seconds: seal main \(\S+\) is pending$/m);
});

Deno.test("one of a new kind is deleted by its name, and an ambiguous name is refused", async () => {
  const ran = await run(["seal", "delete", "main"], list(one("verified")), {
    request: `DELETE /v2/certificates/${UUID}`,
    status: 204,
  });
  assertEquals([ran.code, ran.out, ran.err], [0, "", `doapi: deleted: seal main (${UUID})\n`]);
  const twin = { ...one("verified"), id: "9a1de5f8-2f0b-4c0e-8b8e-0d6f1a7c2b11" };
  const both = await run(["seal", "delete", "main"], list(one("verified"), twin));
  assertEquals([both.code, both.out], [1, ""]);
  assertMatch(both.err, /'main': ambiguous; name used by multiple seals: \S+, \S+ \(use -M/);
});

Deno.test("an update of a kind that replaces sends the fields that are not given as they are", async () => {
  const { fetch, done } = script(
    {
      request: `GET /v2/uptime/checks/${UUID}`,
      reply: {
        check: {
          id: UUID,
          name: "site",
          type: "https",
          target: "https://a.example",
          enabled: true,
        },
      },
    },
    {
      request: `PUT /v2/uptime/checks/${UUID}`,
      body: { name: "site", type: "https", target: "https://b.example", enabled: true },
      reply: { check: { id: UUID } },
    },
  );
  const check = {
    path: "/v2/uptime/checks",
    param: "check_id",
    one: "check",
    many: "checks",
    by: ["name"],
    columns: ["id"],
  } as const satisfies Kind;
  const area = { command: "check", kind: "check", row: check, sample: "site" };
  const words = ["check", "update", UUID, "--target", "https://b.example"];
  const ran = await cli(words, { fetch }, areaOf(area));
  assertEquals([ran.code, ran.err], [0, ""]);
  done();
});

Deno.test("a new kind has the verbs of its row in help, and no others", async () => {
  const { out } = await run(["seal", "--help"]);
  const [, commands = ""] = out.split("Commands:\n");
  const names = [...commands.matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name);
  assertEquals(names.slice(0, 4), ["new", "show", "wait", "delete"]);
  assertEquals(names.includes("update") || names.includes("act"), false);
});

Deno.test("a new kind is a collection of the library, typed by its row", async () => {
  const { fetch, done } = script({
    request: `GET /v2/certificates/${UUID}`,
    reply: { certificate: one("verified") },
  });
  const doapi = new DOAPI("a-long-token", { fetch });
  const seals = new Collection<typeof seal>(doapi, "seal", () => Promise.resolve(seal));
  const { name, state } = await seals.get(UUID);
  assertEquals([name, state], ["main", "verified"]);
  done();
});
