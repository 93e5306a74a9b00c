import { assertEquals } from "@std/assert";
import { OPERATIONS } from "@doapi/doapi/api";
import { app } from "../../cli/app.ts";
import type { Context } from "../../cli/context.ts";

/** What commands of the manual call, and those written by hand: the command of each. */
const BY_HAND: Readonly<Record<string, string>> = {
  account_get: "account",
  actions_get: "action show",
  kubernetes_get_kubeconfig: "kubernetes kubeconfig show",
  actions_list: "action show",
  domains_create: "domain new",
  domains_create_record: "domain new-record",
  domains_delete: "domain delete",
  domains_delete_record: "domain delete-record",
  domains_get: "domain show",
  domains_get_record: "domain show-record",
  domains_list: "domain show",
  domains_list_records: "domain show-record",
  domains_update_record: "domain update-record",
  dropletActions_list: "droplet actions",
  droplets_create: "droplet new",
  droplets_destroy: "droplet delete",
  droplets_get: "droplet show",
  droplets_list: "droplet show",
  droplets_list_backups: "droplet backups",
  droplets_list_kernels: "droplet kernels",
  droplets_list_neighbors: "droplet neighbors",
  droplets_list_neighborsIds: "droplet neighbors",
  droplets_list_snapshots: "droplet show-snapshots",
  floatingIPsAction_list: "floating-ip actions",
  floatingIPsAction_post: "floating-ip act",
  floatingIPs_create: "floating-ip new",
  floatingIPs_delete: "floating-ip delete",
  floatingIPs_get: "floating-ip show",
  floatingIPs_list: "floating-ip show",
  imageActions_list: "image actions",
  imageActions_post: "image act",
  images_delete: "image delete",
  images_get: "image show",
  images_list: "image show",
  images_update: "image update",
  projects_assign_resources: "project assign",
  projects_assign_resources_default: "project assign",
  regions_list: "region",
  sizes_list: "size",
  sshKeys_create: "ssh-key new",
  sshKeys_delete: "ssh-key delete",
  sshKeys_get: "ssh-key show",
  sshKeys_list: "ssh-key show",
  sshKeys_update: "ssh-key update",
  tags_assign_resources: "tag add",
  tags_unassign_resources: "tag remove",
};

/** What `doapi api` alone reaches, and why no command needs it. */
const API_ALONE: Readonly<Record<string, string>> = {
  domains_patch_record: "the PUT of domain update-record does the same",
  dropletActions_get: "action show finds an action by its id",
  floatingIPsAction_get: "action show finds an action by its id",
  imageActions_get: "action show finds an action by its id",
  reservedIPsActions_get: "action show finds an action by its id",
  volumeActions_get: "action show finds an action by its id",
  volumeActions_post: "volume attach and detach find the volume by its name",
  volumeSnapshots_delete_byId: "snapshot delete deletes it",
  volumeSnapshots_get_byId: "snapshot show shows it",
  projects_update: "project update sends only the fields on the command line",
  projects_update_default: "project update-default sends only the fields on the command line",
  spacesKey_update: "spaces-key update sends only the fields on the command line",
  vpcs_update: "vpc update sends only the fields on the command line",
};

Deno.test("every operation that is not deprecated has a command, or a reason to have none", async () => {
  const reached = new Set<string>();
  const tree = await app({ program: "doapi" } as Context, undefined, {}, reached);
  const missing = Object.values(OPERATIONS)
    .filter(({ id, deprecated }) => !deprecated && !reached.has(id))
    .map(({ id }) => id)
    .filter((id) => !Object.hasOwn(BY_HAND, id) && !Object.hasOwn(API_ALONE, id));
  assertEquals(missing, []);
  const known = Object.keys(OPERATIONS);
  const listed = Object.keys({ ...BY_HAND, ...API_ALONE });
  assertEquals(listed.filter((id) => !known.includes(id) || reached.has(id)), []);
  for (const words of Object.values(BY_HAND)) {
    let command = tree;
    for (const word of words.split(" ")) {
      const next = command.getCommand(word);
      assertEquals([words, next === undefined], [words, false]);
      command = next as typeof tree;
    }
  }
});
