import { assertEquals, assertRejects } from "@std/assert";
import { ActionError, DOAPI } from "@doapi/doapi";
import { counted, inWords, nounOf, pluralOf, withArticle } from "../../../lib/api/words.ts";

Deno.test("a name of the API is written as people write it", () => {
  const names = ["droplet", "image", "action", "ssh_key", "floating_ips", "domain_record"];
  assertEquals(names.map(inWords), [
    "droplet",
    "image",
    "action",
    "SSH key",
    "floating IPs",
    "domain record",
  ]);
  const nouns = ["image", "SSH key", "size", "NFS share", "uptime check", "OpenAI key"];
  const article = (noun: string) => withArticle(noun).split(" ")[0];
  assertEquals(nouns.map(article), ["an", "an", "a", "an", "an", "an"]);
});

Deno.test("a kind has a noun and its plural", () => {
  const kinds = ["volume", "add_on", "alert_policy", "database", "database_index", "reserved_ipv6"];
  assertEquals(kinds.map((kind) => [nounOf(kind), pluralOf(kind)]), [
    ["volume", "volumes"],
    ["add-on", "add-ons"],
    ["alert policy", "alert policies"],
    ["database cluster", "database clusters"],
    ["database index", "database indexes"],
    ["reserved IPv6 address", "reserved IPv6 addresses"],
  ]);
});

Deno.test("an action that is refused is named by a verb or, where it has none, by its name", async () => {
  const doapi = new DOAPI("t", {
    fetch: () => Promise.resolve(Response.json({}, { status: 422 })),
  });
  const ip = doapi.floatingIp("203.0.113.7");
  const calls: [call: () => Promise<unknown>, says: string][] = [
    [() => doapi.droplet(3).reboot(), "Cannot reboot droplet 3 ("],
    [() => doapi.droplet(3).shutdown(), "Cannot shut down droplet 3 ("],
    [
      () => doapi.droplet(3).enablePrivateNetworking(),
      "Cannot perform enable_private_networking on droplet 3 (",
    ],
    [() => doapi.droplet(3).enableIpv6(), "Cannot perform enable_ipv6 on droplet 3 ("],
    [() => ip.unassign(), "Cannot unassign floating IP 203.0.113.7 ("],
    [() => ip.fetchLastAction(), "Cannot fetch the last action of floating IP 203.0.113.7 ("],
    [() => doapi.fetchAllFloatingIps().next(), "Cannot list the floating IPs ("],
  ];
  for (const [call, says] of calls) await assertRejects(call, Error, says);
});

Deno.test("an action that errored says of what, in words", () => {
  const action = { id: 9, type: "assign", resource_type: "floating_ip", resource_id: 1 };
  assertEquals(new ActionError(action).message, "Action 9 (assign of floating IP 1) errored");
});

Deno.test("one thing is singular, any other number of things plural", () => {
  const words = [0, 1, 2, 1.5].map((count) => counted(count, "second"));
  assertEquals(words, ["0 seconds", "1 second", "2 seconds", "1.5 seconds"]);
});
