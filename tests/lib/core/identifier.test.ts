import { assertEquals, assertRejects } from "@std/assert";
import { type Action, DOAPI, type Droplet } from "@doapi/doapi";

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

/** No number can hold it: JavaScript reads the id that is one less, which is something else. */
const BIG = "9007199254740993";

/** A client of a server on which everything has the big id; what was sent to it. */
function big() {
  const sent: string[] = [];
  const texts: Record<string, string> = {
    action:
      `{"id": ${BIG}, "status": "completed", "resource_type": "droplet", "resource_id": ${BIG}}`,
    droplet: `{"id": ${BIG}, "image": {"id": ${BIG}}, "kernel": {"id": ${BIG}}}`,
    image: `{"id": ${BIG}}`,
    ssh_key: `{"id": ${BIG}}`,
    domain_record: `{"id": ${BIG}}`,
    floating_ip: `{"ip": "203.0.113.1", "droplet": {"id": ${BIG}}}`,
    "actions": `[{"id": ${BIG}, "resource_type": "droplet", "resource_id": ${BIG}}]`,
  };
  const answer = `{${Object.entries(texts).map(([key, text]) => `"${key}": ${text}`)}}`;
  const client = new DOAPI("t", {
    fetch(url, { method, body }) {
      sent.push(`${method} ${new URL(url).pathname}${body ? ` ${body}` : ""}`);
      return Promise.resolve(new Response(method === "DELETE" ? null : answer));
    },
  });
  return { client, sent };
}

const seen = (doapi: DOAPI): Promise<Droplet> => doapi.fetchDroplet(1);
const action = (doapi: DOAPI): Promise<Action> => doapi.fetchAction(1);

const EXACT: [call: (doapi: DOAPI) => unknown, sends: string][] = [
  [(d) => d.fetchDroplet(BigInt(BIG)), `GET /v2/droplets/${BIG}`],
  [(d) => d.fetchDroplet({ id: BigInt(BIG) }), `GET /v2/droplets/${BIG}`],
  [
    (d) => d.droplet(d.droplet(BigInt(BIG))).reboot(),
    `POST /v2/droplets/${BIG}/actions {"type":"reboot"}`,
  ],
  [async (d) => (await seen(d)).reboot(), `POST /v2/droplets/${BIG}/actions {"type":"reboot"}`],
  [async (d) => (await seen(d)).delete(), `DELETE /v2/droplets/${BIG}`],
  [async (d) => d.fetchDroplet(await seen(d)), `GET /v2/droplets/${BIG}`],
  [async (d) => (await seen(d)).image.delete(), `DELETE /v2/images/${BIG}`],
  [
    async (d) => (await seen(d)).rebuild((await seen(d)).image),
    `POST /v2/droplets/${BIG}/actions {"type":"rebuild","image":${BIG}}`,
  ],
  [
    async (d) => d.droplet(1).changeKernel((await seen(d)).kernel!),
    `POST /v2/droplets/1/actions {"type":"change_kernel","kernel":${BIG}}`,
  ],
  [async (d) => (await action(d)).fetch(), `GET /v2/actions/${BIG}`],
  [async (d) => (await action(d)).fetchResource(), `GET /v2/droplets/${BIG}`],
  [async (d) => (await d.fetchLastAction())!.fetch(), `GET /v2/actions/${BIG}`],
  [
    async (d) => (await d.fetchSSHKey(1)).updateSSHKey("x"),
    `PUT /v2/account/keys/${BIG} {"name":"x"}`,
  ],
  [
    async (d) => (await d.domain("a.example").fetchRecord(1)).delete(),
    `DELETE /v2/domains/a.example/records/${BIG}`,
  ],
  [
    async (d) => (await d.fetchFloatingIp(1)).droplet!.powerOff(),
    `POST /v2/droplets/${BIG}/actions {"type":"power_off"}`,
  ],
  [
    async (d) => d.floatingIp(2130706433n).assign(await seen(d)),
    `POST /v2/floating_ips/127.0.0.1/actions {"type":"assign","droplet_id":${BIG}}`,
  ],
  [
    async (d) => d.createFloatingIp({ droplet_id: await seen(d) }),
    `POST /v2/floating_ips {"droplet_id":${BIG}}`,
  ],
  [
    async (d) =>
      d.createDroplet("x", (await seen(d)).image, "s", "r", { ssh_keys: [await d.fetchSSHKey(1)] }),
    `POST /v2/droplets {"name":"x","image":${BIG},"size":"s","region":"r","ssh_keys":[${BIG}]}`,
  ],
];
for (const [call, sends] of EXACT) {
  const name = String(call).replace(/\s+/g, " ");
  Deno.test(`an id beyond 2^53 is used exactly: ${name}`, async () => {
    const { client, sent } = big();
    await call(client);
    assertEquals(sent.at(-1), sends);
  });
}

Deno.test("an id beyond 2^53 is exact in messages, in JSON and where it is asked for", async () => {
  const droplet = await seen(big().client);
  assertEquals(String(droplet), `droplet ${BIG}`);
  assertEquals(droplet.exact("id"), BigInt(BIG));
  assertEquals(new DOAPI("t").droplet(BigInt(BIG)).exact("id"), BigInt(BIG));
  assertEquals([new DOAPI("t").droplet(3n).id, droplet.exact("name")], [3, undefined]);
  // What was changed since is what it was changed to.
  droplet.id = 5;
  assertEquals(droplet.exact("id"), 5);
  const fetch = () => Promise.resolve(new Response("{}", { status: 404 }));
  const doapi = new DOAPI("t", { fetch });
  await assertRejects(() => doapi.fetchAction(BigInt(BIG)), Error, `Cannot fetch action ${BIG} (`);
});

Deno.test("two actions whose ids differ beyond 2^53 are waited for as two", async () => {
  const ids = [BIG, "9007199254740995", "9007199254740997"];
  const actions = ids.map((id) => `{"id": ${id}, "status": "completed"}`);
  const fetch = () => Promise.resolve(new Response(`{"actions": [${actions}]}`));
  const ends = await Array.fromAsync(new DOAPI("t", { fetch }).waitActions(ids.map(BigInt)));
  assertEquals(ends.map((action) => String(action.exact("id"))), ids);
});
