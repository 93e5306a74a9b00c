import { assertEquals, assertMatch } from "@std/assert";
import { cli, type World } from "../../../support/cli.ts";
import { script } from "../../../support/script.ts";
import { A } from "./support.ts";

Deno.test("doapi api uploads to a signed URL without the token, and with what the file has", async () => {
  const seen: unknown[] = [];
  const line = "api inference_upload_batch_file --upload-url https://up.example.com/x?sig=1 -d @f";
  const ran = await cli(line, {
    files: { f: '{"a": 1}\n' },
    fetch(url, { method, body, headers }) {
      const given = new Headers(headers);
      seen.push([method, url, body, given.get("content-type"), given.get("authorization")]);
      return Promise.resolve(new Response(null));
    },
  });
  assertEquals(ran.code, 0);
  assertEquals(seen, [
    ["PUT", "https://up.example.com/x?sig=1", '{"a": 1}\n', "application/octet-stream", null],
  ]);
});

Deno.test("doapi api says what the API says against it", async () => {
  const { fetch } = script({
    request: `GET /v2/vpcs/${A}`,
    status: 404,
    reply: { id: "not_found", message: "No such VPC." },
  });
  const ran = await cli(`api vpcs_get ${A}`, { fetch });
  assertEquals([ran.err, ran.out, ran.code], [
    `doapi: Cannot call vpcs_get (GET /v2/vpcs/${A}): 404 not_found: No such VPC.\n`,
    "",
    1,
  ]);
});

const nothing: World = { fetch: () => Promise.reject(new Error("Nothing is sent here")) };

Deno.test("doapi api --list prints the operations of an area, as a table on a terminal", async () => {
  const line = ["api", "--list", "block-storage-actions"];
  const { out } = await cli(line, nothing);
  assertEquals(JSON.parse(out)[0], {
    id: "volumeActions_get",
    method: "GET",
    path: "/v2/volumes/{volume_id}/actions/{action_id}",
    area: "Block Storage Actions",
    deprecated: false,
  });
  const table = await cli(line, { ...nothing, outIsTerminal: true });
  assertMatch(table.out, /^id +method +path\nvolumeActions_get +GET +\/v2\/volumes\//);
  const tsv = await cli([...line, "-o", "tsv", "--columns", "id"], nothing);
  assertEquals(tsv.out.split("\n").slice(0, 2), ["volumeActions_get", "volumeActions_list"]);
  const all = await cli("api --list", nothing);
  assertEquals(JSON.parse(all.out).length, 659);
  const none = await cli("api --list volmes", nothing);
  assertMatch(none.err, /There is no area "volmes"/);
  assertEquals(none.code, 2);
});

Deno.test("the help of an operation with a field called data says how that is given", async () => {
  const { out } = await cli("api domains_create_record --help", nothing);
  assertMatch(out.replace(/\s+/g, " "), /standard input\. The field data is --set data=VALUE\./);
});

Deno.test("doapi api OPERATION --help tells what it takes, no line longer than a terminal is wide", async () => {
  const { out, code } = await cli("api volumes_create --help", nothing);
  assertEquals(code, 0);
  assertMatch(out, /^POST \/v2\/volumes: the operation volumes_create of Block Storage\./);
  assertMatch(out, /\nUsage: doapi api volumes_create \[options\]\n/);
  assertMatch(out, /\n {2}--size-gigabytes <number> +A whole number\. Required\.\n/);
  assertMatch(out, /\n {2}--snapshot <snapshot> +Id or name of a snapshot\.\n/);
  for (const line of out.split("\n")) assertEquals(line.length <= 80, true, line);
});
