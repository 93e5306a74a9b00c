import { assertEquals, assertRejects } from "@std/assert";
import { DOAPI, type DropletReference, NotFoundError } from "@doapi/doapi";
import { script } from "../../support/script.ts";
import { type Verb, verbs } from "../../support/verbs.ts";

const droplet = { id: 3, name: "web", status: "active" };
const action = { id: 9, status: "in-progress", type: "x" };
const url = "/v2/droplets/3";

/** A verb that posts an action: method call, and the body it sends. */
const acting = (name: string, call: (d: DropletReference) => unknown, body: unknown): Verb => ({
  name: `droplet.${name} posts ${JSON.stringify(body)}`,
  call: (doapi) => call(doapi.droplet(3)),
  sends: { request: `POST ${url}/actions`, body, status: 201, reply: { action } },
  gives: action,
});

const listing = (name: string, key: string, call: (d: DropletReference) => unknown): Verb => ({
  name: `droplet.${name} lists ${key}`,
  call: (doapi) => call(doapi.droplet(3)),
  sends: { request: `GET ${url}/${name}?per_page=200`, reply: { [key]: [{ id: 7 }] } },
  gives: [{ id: 7 }],
});

const create = { image: 1, size: "s-1vcpu-1gb", region: "nyc3" };

verbs(
  {
    name: "fetchDroplet() takes an id, a plain object or a droplet",
    call: async (doapi) => [
      await doapi.fetchDroplet(3),
      await doapi.fetchDroplet({ id: 3 }),
      await doapi.fetchDroplet(doapi.droplet(3)),
    ],
    sends: Array(3).fill({ request: `GET ${url}`, reply: { droplet } }),
    gives: [droplet, droplet, droplet],
  },
  {
    name: "fetchAllDroplets() lists by tag",
    call: (doapi) => doapi.fetchAllDroplets({ tag_name: "web" }),
    sends: {
      request: "GET /v2/droplets?per_page=200&tag_name=web",
      reply: { droplets: [droplet] },
    },
    gives: [droplet],
  },
  {
    name: "createDroplet() leaves out what is not given",
    call: (doapi) => doapi.createDroplet("web", 1, "s-1vcpu-1gb", "nyc3", { backups: null }),
    sends: {
      request: "POST /v2/droplets",
      body: { name: "web", ...create },
      status: 202,
      reply: { droplet },
    },
    gives: droplet,
  },
  {
    name: "createMultipleDroplets() takes resources and passes further fields on",
    call: (doapi: DOAPI) =>
      doapi.createMultipleDroplets(
        ["a", "b"],
        doapi.image({ id: 1 }),
        doapi.size("s-1vcpu-1gb"),
        doapi.region("nyc3"),
        {
          ssh_keys: [5, "aa:bb", doapi.sshKey({ id: 6 }), { fingerprint: "cc" }],
          ipv6: false,
          user_data: "x",
          vpc_uuid: "v",
        },
      ),
    sends: {
      request: "POST /v2/droplets",
      body: {
        names: ["a", "b"],
        ...create,
        ssh_keys: [5, "aa:bb", 6, "cc"],
        ipv6: false,
        user_data: "x",
        vpc_uuid: "v",
      },
      status: 202,
      reply: { droplets: [droplet, droplet] },
    },
    gives: [droplet, droplet],
  },
  {
    name: "fetchAllDropletNeighbors() reads the report of 2016",
    call: (doapi) => doapi.fetchAllDropletNeighbors(),
    sends: {
      request: "GET /v2/reports/droplet_neighbors?per_page=200",
      reply: { neighbors: [[droplet, droplet]] },
    },
    gives: [[droplet, droplet]],
  },
  {
    name: "fetchAllDropletNeighbors() falls back to the report of ids",
    call: (doapi) => doapi.fetchAllDropletNeighbors(),
    sends: [
      { request: "GET /v2/reports/droplet_neighbors?per_page=200", status: 404, reply: {} },
      {
        request: "GET /v2/reports/droplet_neighbors_ids?per_page=200",
        reply: { neighbor_ids: [[1, 2]] },
      },
    ],
    gives: [[{ id: 1 }, { id: 2 }]],
  },
  {
    name: "fetchAllDropletNeighbors() keeps ids of any size",
    call: async (doapi) =>
      (await Array.fromAsync(doapi.fetchAllDropletNeighbors())).flat().map((d) => d.exact("id"))
        .map(String),
    sends: [
      { request: "GET /v2/reports/droplet_neighbors?per_page=200", status: 404, reply: {} },
      {
        request: "GET /v2/reports/droplet_neighbors_ids?per_page=200",
        reply: '{"neighbor_ids": [[9007199254740993, 2]]}',
      },
    ],
    gives: ["9007199254740993", "2"],
  },
  listing("neighbors", "droplets", (d) => d.fetchAllNeighbors()),
  listing("snapshots", "snapshots", (d) => d.fetchAllSnapshots()),
  listing("backups", "backups", (d) => d.fetchAllBackups()),
  listing("kernels", "kernels", (d) => d.fetchAllKernels()),
  listing("actions", "actions", (d) => d.fetchAllActions()),
  acting("enableBackups()", (d) => d.enableBackups(), { type: "enable_backups" }),
  acting("disableBackups()", (d) => d.disableBackups(), { type: "disable_backups" }),
  acting("reboot()", (d) => d.reboot(), { type: "reboot" }),
  acting("powerCycle()", (d) => d.powerCycle(), { type: "power_cycle" }),
  acting("shutdown()", (d) => d.shutdown(), { type: "shutdown" }),
  acting("powerOff()", (d) => d.powerOff(), { type: "power_off" }),
  acting("powerOn()", (d) => d.powerOn(), { type: "power_on" }),
  acting("passwordReset()", (d) => d.passwordReset(), { type: "password_reset" }),
  acting("enableIpv6()", (d) => d.enableIpv6(), { type: "enable_ipv6" }),
  acting("enablePrivateNetworking()", (d) => d.enablePrivateNetworking(), {
    type: "enable_private_networking",
  }),
  acting("upgrade()", (d) => d.upgrade(), { type: "upgrade" }),
  acting("restore()", (d) => d.restore("a-slug"), { type: "restore", image: "a-slug" }),
  acting("resize()", (d) => d.resize("c-2"), { type: "resize", size: "c-2" }),
  acting("resize(disk)", (d) => d.resize({ slug: "c-2" }, { disk: true }), {
    type: "resize",
    size: "c-2",
    disk: true,
  }),
  acting("rebuild()", (d) => d.rebuild(4), { type: "rebuild", image: 4 }),
  acting("rename()", (d) => d.rename("db"), { type: "rename", name: "db" }),
  acting("changeKernel()", (d) => d.changeKernel({ id: 8 }), { type: "change_kernel", kernel: 8 }),
  acting("snapshot()", (d) => d.snapshot("s"), { type: "snapshot", name: "s" }),
  acting("act()", (d) => d.act({ type: "dance", speed: 2 }), { type: "dance", speed: 2 }),
  {
    name: "droplet.fetchLastAction() asks for one, and gives null where there is none",
    call: (doapi) => doapi.droplet(3).fetchLastAction(),
    sends: { request: `GET ${url}/actions?per_page=1`, reply: { actions: [] } },
    gives: null,
  },
  {
    name: "droplet.fetchCurrentAction() gives what is in progress since the last start",
    call: (doapi) => doapi.droplet(3).fetchCurrentAction(),
    sends: {
      request: `GET ${url}/actions?per_page=200`,
      reply: {
        actions: [
          { id: 2, status: "completed", started_at: "2026-01-01T00:00:05Z" },
          { id: 1, status: "in-progress", started_at: "2026-01-01T00:00:05Z" },
        ],
      },
    },
    gives: { id: 1, status: "in-progress", started_at: "2026-01-01T00:00:05Z" },
  },
  {
    name: "droplet.fetchCurrentAction() does not look behind an action that started earlier",
    call: (doapi) => doapi.droplet(3).fetchCurrentAction(),
    sends: {
      request: `GET ${url}/actions?per_page=200`,
      reply: {
        actions: [
          { id: 2, status: "completed", started_at: "2026-01-01T00:00:05Z" },
          { id: 1, status: "in-progress", started_at: "2026-01-01T00:00:04Z" },
        ],
      },
    },
    gives: null,
  },
  {
    name: "droplet.delete() deletes",
    call: (doapi) => doapi.droplet(3).delete(),
    sends: { request: `DELETE ${url}`, status: 204 },
  },
  {
    name: "droplet.wait({ status }) looks until the status is there",
    call: (doapi) => doapi.droplet(3).wait({ status: "active" }),
    sends: [
      { request: `GET ${url}`, reply: { droplet: { ...droplet, status: "new" } } },
      { request: `GET ${url}`, reply: { droplet } },
    ],
    gives: droplet,
  },
  {
    name: "droplet.wait() looks until the last action has ended, and gives the droplet",
    call: (doapi) => doapi.droplet(3).wait(),
    sends: [
      {
        request: `GET ${url}/actions?per_page=1`,
        reply: { actions: [{ ...action, resource_id: 3 }] },
      },
      { request: `GET ${url}`, reply: { droplet: { ...droplet, status: "off" } } },
      {
        request: "GET /v2/actions/9",
        reply: { action: { ...action, status: "completed", resource_id: 3 } },
      },
      { request: `GET ${url}`, reply: { droplet } },
    ],
    gives: droplet,
  },
);

Deno.test("fetchAllDropletNeighbors() does not begin anew with the other report", async () => {
  const next = "https://api.digitalocean.com/v2/reports/droplet_neighbors?page=2";
  const { fetch } = script(
    {
      request: "GET /v2/reports/droplet_neighbors?per_page=200",
      reply: { neighbors: [[droplet, droplet]], links: { pages: { next } } },
    },
    { request: "GET /v2/reports/droplet_neighbors?page=2", status: 404, reply: {} },
  );
  const sets: unknown[] = [];
  await assertRejects(async () => {
    for await (const set of new DOAPI("t", { fetch }).fetchAllDropletNeighbors()) sets.push(set);
  }, NotFoundError);
  assertEquals(sets.length, 1);
});

Deno.test("fields without an option of their own are sent through extra, over the options", async () => {
  const body = {
    name: "web",
    image: "a",
    size: "b",
    region: "c",
    ipv6: false,
    monitoring: true,
    anything: 1,
    nothing: null,
  };
  const reply = { droplet: { id: 3 } };
  const { fetch, done } = script({ request: "POST /v2/droplets", body, status: 202, reply });
  const doapi = new DOAPI("t", { fetch });
  const extra = { anything: 1, nothing: null, ipv6: false };
  await doapi.createDroplet("web", "a", "b", "c", { ipv6: true, monitoring: true, extra });
  done();
});
