import { assertEquals } from "@std/assert";
import * as library from "@doapi/doapi";

/** Everything the manual of 2016 documents, by class, under the names it has here. */
const MANUAL: Record<string, string> = {
  DOAPI: "apiToken endpoint timeout waitInterval waitTime perPage lastResponse lastMeta " +
    "lastRateLimit close request paginate fetchDroplet fetchAllDroplets fetchAllDropletUpgrades " +
    "createDroplet createMultipleDroplets fetchAllDropletNeighbors waitDroplets fetchAction " +
    "fetchLastAction fetchAllActions waitActions fetchSSHKey fetchAllSSHKeys createSSHKey " +
    "fetchImage fetchImageBySlug fetchAllImages fetchAllDistributionImages " +
    "fetchAllApplicationImages fetchAllPrivateImages fetchAllRegions fetchAllSizes fetchAccount " +
    "fetchDomain fetchAllDomains createDomain fetchFloatingIp fetchAllFloatingIps createFloatingIp",
  Droplet: "id backup_ids created_at disk features image kernel locked memory name networks " +
    "next_backup_window region size size_slug snapshot_ids status vcpus actionUrl act " +
    "fetchAllActions fetchLastAction fetchCurrentAction active new off archive regionSlug " +
    "imageSlug ipAddress url fetch fetchAllNeighbors fetchAllSnapshots fetchAllBackups " +
    "fetchAllKernels enableBackups disableBackups reboot powerCycle shutdown powerOff powerOn " +
    "restore passwordReset resize rebuild rename changeKernel enableIpv6 " +
    "enablePrivateNetworking snapshot upgrade delete wait",
  BackupWindow: "start end droplet fetchDroplet",
  DropletUpgrade: "date_of_migration droplet_id url fetchDroplet",
  Kernel: "id name version droplet fetchDroplet",
  Networks: "v4 v6 droplet fetchDroplet",
  NetworkInterface: "gateway ip_address netmask type droplet ipVersion fetchDroplet",
  Domain: "name ttl zone_file url fetch delete recordUrl fetchRecord fetchAllRecords createRecord",
  DomainRecord: "id type name data priority port weight domain url fetch fetchDomain " +
    "updateRecord delete",
  FloatingIP: "ip droplet region actionUrl act wait fetchAllActions fetchLastAction " +
    "fetchCurrentAction url fetch delete assign unassign",
  Image: "id created_at distribution min_disk_size name public regions slug type droplet " +
    "actionUrl act wait fetchAllActions fetchLastAction fetchCurrentAction fetchDroplet url " +
    "fetch updateImage delete transfer convert",
  SSHKey: "id fingerprint name public_key url fetch updateSSHKey delete",
  Account:
    "droplet_limit email email_verified floating_ip_limit status status_message uuid fetch url",
  Action: "id completed_at region region_slug resource_id resource_type started_at status type " +
    "completed inProgress done errored url fetch fetchResource wait",
  Region: "available features name sizes slug",
  Size: "available disk memory price_hourly price_monthly regions slug transfer vcpus",
};

const STATICS: Record<string, Record<string, string>> = {
  DOAPI: { DEFAULT_ENDPOINT: "https://api.digitalocean.com" },
  Droplet: {
    STATUS_ACTIVE: "active",
    STATUS_ARCHIVE: "archive",
    STATUS_NEW: "new",
    STATUS_OFF: "off",
  },
  Account: { STATUS_ACTIVE: "active", STATUS_WARNING: "warning", STATUS_LOCKED: "locked" },
  Action: {
    STATUS_IN_PROGRESS: "in-progress",
    STATUS_COMPLETED: "completed",
    STATUS_ERRORED: "errored",
  },
};

const doapi = new library.DOAPI("t");
const domain = doapi.domain("example.com");
const instances: Record<string, object> = {
  DOAPI: doapi,
  Droplet: doapi.droplet(1),
  BackupWindow: new library.BackupWindow(doapi, {}),
  DropletUpgrade: new library.DropletUpgrade(doapi, {}),
  Kernel: new library.Kernel(doapi, 1),
  Networks: new library.Networks(doapi, {}),
  NetworkInterface: new library.NetworkInterface(doapi, {}, null, 4),
  Domain: domain,
  DomainRecord: new library.DomainRecord(doapi, 1, domain),
  FloatingIP: doapi.floatingIp("127.0.0.1"),
  Image: doapi.image(1),
  SSHKey: doapi.sshKey(1),
  Account: new library.Account(doapi, {}),
  Action: doapi.action(1),
  Region: doapi.region("nyc3"),
  Size: doapi.size("c-2"),
};

for (const [name, members] of Object.entries(MANUAL)) {
  Deno.test(`${name} has everything that the manual documents`, () => {
    const instance = instances[name] as object;
    assertEquals(members.split(" ").filter((member) => !(member in instance)), []);
    const type = (library as unknown as Record<string, Record<string, string>>)[name];
    for (const [constant, value] of Object.entries(STATICS[name] ?? {})) {
      assertEquals(type?.[constant], value);
    }
  });
}

Deno.test("the client's defaults are the manual's", () => {
  const { endpoint, timeout, waitInterval, waitTime } = doapi;
  assertEquals(
    { endpoint, timeout, waitInterval, waitTime },
    { endpoint: "https://api.digitalocean.com", timeout: null, waitInterval: 5, waitTime: null },
  );
});

Deno.test("what can be called without new is encode() alone", () => {
  const isClass = (value: unknown) => /^class\b/.test(String(value));
  const calls = Object.entries(library).filter(([, value]) =>
    typeof value === "function" && !isClass(value)
  );
  assertEquals(calls.map(([name]) => name), ["encode"]);
});

Deno.test("building every resource sends nothing, and showing it shows no client", () => {
  for (const instance of Object.values(instances)) {
    if (instance === doapi) continue;
    assertEquals(JSON.stringify(instance).includes("endpoint"), false);
  }
});
