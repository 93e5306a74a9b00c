import { assertRejects, assertThrows } from "@std/assert";
import { DOAPI } from "@doapi/doapi";
import { verbs } from "../../support/verbs.ts";

const ip = { ip: "127.0.0.1", droplet: null, region: { slug: "nyc3" } };
const action = { id: 9, status: "in-progress" };
const url = "/v2/floating_ips/127.0.0.1";

verbs(
  {
    name: "fetchFloatingIp() takes text, a 32-bit integer or an object",
    call: async (doapi) => [
      await doapi.fetchFloatingIp("127.0.0.1"),
      await doapi.fetchFloatingIp(2130706433),
      await doapi.fetchFloatingIp({ ip: "127.0.0.1" }),
    ],
    sends: Array(3).fill({ request: `GET ${url}`, reply: { floating_ip: ip } }),
    gives: [ip, ip, ip],
  },
  {
    name: "fetchAllFloatingIps() lists",
    call: (doapi) => doapi.fetchAllFloatingIps(),
    sends: { request: "GET /v2/floating_ips?per_page=200", reply: { floating_ips: [ip] } },
    gives: [ip],
  },
  {
    name: "createFloatingIp() sends the droplet's id or the region's slug",
    call: async (doapi) => [
      await doapi.createFloatingIp({ droplet_id: 3 }),
      await doapi.createFloatingIp({ droplet_id: doapi.droplet(3) }),
      await doapi.createFloatingIp({ region: doapi.region("nyc3"), extra: { project_id: "p" } }),
    ],
    sends: [
      { request: "POST /v2/floating_ips", body: { droplet_id: 3 }, reply: { floating_ip: ip } },
      { request: "POST /v2/floating_ips", body: { droplet_id: 3 }, reply: { floating_ip: ip } },
      {
        request: "POST /v2/floating_ips",
        body: { region: "nyc3", project_id: "p" },
        reply: { floating_ip: ip },
      },
    ],
    gives: [ip, ip, ip],
  },
  {
    name: "assign() and unassign() post actions",
    call: async (doapi) => [
      await doapi.floatingIp("127.0.0.1").assign(doapi.droplet(3)),
      await doapi.floatingIp("127.0.0.1").unassign(),
    ],
    sends: [
      {
        request: `POST ${url}/actions`,
        body: { type: "assign", droplet_id: 3 },
        reply: { action },
      },
      { request: `POST ${url}/actions`, body: { type: "unassign" }, reply: { action } },
    ],
    gives: [action, action],
  },
  {
    name: "floatingIp.delete() deletes",
    call: (doapi) => doapi.floatingIp("127.0.0.1").delete(),
    sends: { request: `DELETE ${url}`, status: 204 },
  },
);

Deno.test("createFloatingIp() wants exactly one of droplet_id and region", async () => {
  const doapi = new DOAPI("t");
  // @ts-expect-error neither is given
  await assertRejects(() => doapi.createFloatingIp({}), TypeError, "Exactly one");
  // @ts-expect-error both are given
  const both = () => doapi.createFloatingIp({ droplet_id: 3, region: "nyc3" });
  await assertRejects(both, TypeError, "Exactly one");
});

Deno.test("an integer that is not an IPv4 address is refused", () => {
  assertThrows(() => new DOAPI("t").floatingIp(2 ** 32), RangeError, "32-bit");
});
