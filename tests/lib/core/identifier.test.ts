import { assertEquals, assertRejects } from "@std/assert";
import { DOAPI } from "@doapi/doapi";

const sent: string[] = [];
const doapi = new DOAPI("t", {
  fetch: (url) => (sent.push(url), Promise.resolve(Response.json({}))),
  retry: false,
});
const droplet = doapi.droplet(3);
const domain = doapi.domain("example.com");
/** What the types refuse and a program in JavaScript can give all the same. */
// deno-lint-ignore no-explicit-any -- what the types refuse is what is tested
const nothing: any = {};
// deno-lint-ignore no-explicit-any -- what the types refuse is what is tested
const empty: any = { ip: "", fingerprint: "", id: NaN };

const REFUSED: [call: () => unknown, says: string][] = [
  [() => doapi.fetchDroplet(nothing), "The droplet has no id"],
  [() => doapi.fetchDroplet(NaN), "NaN does not identify a droplet"],
  [() => doapi.fetchDroplet({ id: NaN }), "The droplet has no id"],
  [() => doapi.droplet(nothing).delete(), "The droplet has no id"],
  [() => doapi.droplet(nothing).reboot(), "The droplet has no id"],
  [() => doapi.droplet(nothing).wait(), "The droplet has no id"],
  [() => doapi.fetchAction(nothing), "The action has no id"],
  [() => doapi.fetchAction(NaN), "NaN does not identify an action"],
  [() => doapi.waitActions([nothing]).next(), "The action has no id"],
  [() => doapi.fetchImage(nothing), "The image has neither id nor slug"],
  [() => doapi.fetchImage(NaN), "NaN does not identify an image"],
  [() => doapi.fetchImageBySlug(""), "The image has an empty slug"],
  [() => doapi.fetchSSHKey(nothing), "The SSH key has neither id nor fingerprint"],
  [() => doapi.fetchSSHKey(empty), "The SSH key has an empty fingerprint"],
  [() => doapi.fetchDomain(nothing), "The domain has no name"],
  [() => doapi.fetchDomain(""), "The domain has an empty name"],
  [() => domain.fetchRecord(nothing), "The domain record has no id"],
  [() => doapi.domain("").fetchAllRecords().next(), "The domain has an empty name"],
  [() => doapi.fetchFloatingIp(nothing), "The floating IP has no ip"],
  [() => doapi.fetchFloatingIp(empty), "The floating IP has an empty ip"],
  [() => doapi.floatingIp("203.0.113.7").assign(nothing), "The droplet has no id"],
  [() => doapi.createFloatingIp({ droplet_id: nothing }), "The droplet has no id"],
  [() => doapi.createFloatingIp({ droplet_id: NaN }), "NaN does not identify a droplet"],
  [() => droplet.changeKernel(nothing), "The kernel has no id"],
  [() => droplet.rebuild(nothing), "The image has neither id nor slug"],
  [
    () => doapi.createDroplet("web", "a", "b", "c", { ssh_keys: [nothing] }),
    "The SSH key has neither id nor fingerprint",
  ],
];

for (const [call, says] of REFUSED) {
  const name = String(call).replace("()=>", "").replace("() => ", "").replace(/\s+/g, " ");
  Deno.test(`${name} sends nothing and says what is missing`, async () => {
    sent.length = 0;
    await assertRejects(async () => await call(), TypeError, says);
    assertEquals(sent, []);
  });
}
