import { BackupWindow, type DropletUpgrade, Kernel, Networks } from "@doapi/doapi";
import { verbs } from "../../support/verbs.ts";

const droplet = { id: 3, name: "web" };
const fetched = { request: "GET /v2/droplets/3", reply: { droplet } };

verbs(
  {
    name: "fetchAccount() and account.fetch() fetch the account",
    call: async (doapi) => await (await doapi.fetchAccount()).fetch(),
    sends: Array(2).fill({ request: "GET /v2/account", reply: { account: { email: "a@b.c" } } }),
    gives: { email: "a@b.c" },
  },
  {
    name: "fetchAllRegions() and fetchAllSizes() list",
    call: async (doapi) => [
      await Array.fromAsync(doapi.fetchAllRegions()),
      await Array.fromAsync(doapi.fetchAllSizes()),
    ],
    sends: [
      { request: "GET /v2/regions?per_page=200", reply: { regions: [{ slug: "nyc3" }] } },
      { request: "GET /v2/sizes?per_page=200", reply: { sizes: [{ slug: "c-2" }] } },
    ],
    gives: [[{ slug: "nyc3" }], [{ slug: "c-2" }]],
  },
  {
    name: "fetchAllDropletUpgrades() lists, and an upgrade fetches its droplet",
    call: async (doapi) => {
      const [upgrade] = await Array.fromAsync(doapi.fetchAllDropletUpgrades());
      return [upgrade, await (upgrade as DropletUpgrade).fetchDroplet()];
    },
    sends: [
      {
        request: "GET /v2/droplet_upgrades",
        reply: [{ droplet_id: 3, date_of_migration: "2016-01-01T00:00:00Z" }],
      },
      fetched,
    ],
    gives: [{ droplet_id: 3, date_of_migration: "2016-01-01T00:00:00Z" }, droplet],
  },
  {
    name: "a part of a droplet fetches its droplet, or null where it has none",
    call: async (doapi) => [
      await new Kernel(doapi, { id: 1 }, doapi.droplet(3)).fetchDroplet(),
      await new Networks(doapi, { v4: [{ ip_address: "a" }] }, doapi.droplet(3)).v4[0]
        ?.fetchDroplet(),
      await new BackupWindow(doapi, { start: "2016-01-01T00:00:00Z" }).fetchDroplet(),
    ],
    sends: [fetched, fetched],
    gives: [droplet, droplet, null],
  },
);
