import { assertEquals, assertMatch } from "@std/assert";
import { account } from "../../support/tables.ts";
import { cli } from "../../support/cli.ts";

Deno.test("what fails is what the command does, not an operation's id", async () => {
  const world = account();
  await cli("volume new data --size-gigabytes 10 --region nyc3", world);
  const ran = await cli("volume resize data 5", world);
  assertMatch(ran.err, /^doapi: Cannot make a volume larger \(POST \S+\): 422 /);
  const json = await cli("volume resize data 5 --errors json", world);
  assertEquals(JSON.parse(json.err).what, "make a volume larger");
});

Deno.test("a volume is created, attached, resized, detached and deleted by its name", async () => {
  const world = account();
  const lines = [
    "volume new data --size-gigabytes 10 --region nyc3",
    "volume attach data web-1 --wait",
    "volume resize data 20 --wait",
    "volume snapshot data before",
    "volume snapshots data",
    "volume detach data web-1 --wait",
    "volume delete data",
  ];
  const changes: string[] = [];
  for (const line of lines) {
    const ran = await cli(line, world);
    assertEquals([line, ran.code], [line, 0], ran.err);
    changes.push(...ran.requests.filter((request) => !request.startsWith("GET ")));
  }
  const id = /\/volumes\/([0-9a-f-]{36})/.exec(changes.join())?.[1];
  const droplet = /"droplet_id":(\d+)/.exec(changes.join())?.[1];
  assertEquals(changes, [
    'POST /v2/volumes {"name":"data","size_gigabytes":10,"region":"nyc3"}',
    `POST /v2/volumes/${id}/actions {"type":"attach","droplet_id":${droplet}}`,
    `POST /v2/volumes/${id}/actions {"type":"resize","size_gigabytes":20}`,
    `POST /v2/volumes/${id}/snapshots {"name":"before"}`,
    `POST /v2/volumes/${id}/actions {"type":"detach","droplet_id":${droplet}}`,
    `DELETE /v2/volumes/${id}`,
  ]);
});
