import { serial, stateOf, unique, vpcs } from "./state.ts";
import type { Bodies } from "./types.ts";
import type { Sandbox, SandboxState } from "@doapi/doapi/sandbox";

/** Two VPCs that are not peered. */
function unpeered(sandbox: Sandbox): string[] {
  const peerings = (stateOf(sandbox).resources["/v2/vpc_peerings"] ?? [])
    .map(({ fields }) => fields.vpc_ids as string[]);
  const keys = vpcs(sandbox);
  for (const [i, a] of keys.entries()) {
    for (const b of keys.slice(i + 1)) {
      if (!peerings.some((ids) => ids.includes(a) && ids.includes(b))) return [a, b];
    }
  }
  throw new Error("All VPCs are peered");
}

// One of the two lists of rules has to be there.
function firewall(): Record<string, unknown> {
  return {
    name: unique("firewall"),
    inbound_rules: [{ protocol: "tcp", ports: "22", sources: { addresses: ["0.0.0.0/0"] } }],
  };
}

function balancer(): Record<string, unknown> {
  const rule = {
    entry_protocol: "http",
    entry_port: 80,
    target_protocol: "http",
    target_port: 80,
  };
  return { name: unique("balancer"), region: "nyc3", forwarding_rules: [rule], droplet_ids: [] };
}

function autoscalePool(): Record<string, unknown> {
  return {
    name: unique("pool"),
    config: { target_number_instances: 1 },
    droplet_template: {
      region: "nyc3",
      size: "s-1vcpu-1gb",
      image: "debian-13-x64",
      ssh_keys: [],
    },
  };
}

/** The bodies of requests about networks, projects and pools. */
export const NETWORK_BODIES: Bodies = {
  vpcs_create: () => ({ name: unique("vpc"), region: "nyc3" }),
  vpcs_create_peerings: (sandbox, [id]) => ({
    name: unique("peering"),
    vpc_id: vpcs(sandbox).find((key) => key !== id),
  }),
  vpcPeerings_create: (sandbox) => ({ name: unique("peering"), vpc_ids: unpeered(sandbox) }),
  projects_assign_resources: () => ({ resources: ["do:droplet:3164001"] }),
  projects_assign_resources_default: () => ({ resources: ["do:droplet:3164001"] }),
  firewalls_create: firewall,
  firewalls_update: firewall,
  firewalls_add_rules: firewall,
  firewalls_delete_rules: () => ({ outbound_rules: [] }),
  firewalls_add_tags: () => ({ tags: [] }),
  firewalls_assign_droplets: () => ({ droplet_ids: [3164001] }),
  firewalls_delete_droplets: () => ({ droplet_ids: [3164001] }),
  loadBalancers_create: balancer,
  loadBalancers_update: balancer,
  loadBalancers_add_droplets: () => ({ droplet_ids: [3164001] }),
  loadBalancers_remove_droplets: () => ({ droplet_ids: [3164001] }),
  certificates_create: () => ({
    name: unique("certificate"),
    type: "lets_encrypt",
    dns_names: ["www.example.com"],
  }),
  cdn_create_endpoint: () => ({ origin: `${unique("space")}.nyc3.digitaloceanspaces.com` }),
  cdn_update_endpoints: () => ({ ttl: 600 }),
  reservedIPv6_create: () => ({ region_slug: "nyc3" }),
  reservedIPv6Actions_post: (sandbox) => {
    const state = sandbox.snapshot();
    const [, droplet] = state.droplets as [unknown, SandboxState["droplets"][number]];
    droplet.ipv6 = true;
    sandbox.restore(state);
    return { type: "assign", droplet_id: droplet.id };
  },
  byoipPrefixes_create: () => ({
    prefix: `203.0.${serial() % 256}.0/24`,
    region: "nyc3",
    signature: "signature",
  }),
  vpcnatgateways_create: (sandbox) => ({
    name: unique("gateway"),
    type: "PUBLIC",
    region: "nyc3",
    size: 1,
    vpcs: [{ vpc_uuid: vpcs(sandbox)[0] }],
  }),
  vpcnatgateways_update: () => ({ name: unique("gateway"), size: 2 }),
  autoscalepools_create: autoscalePool,
  autoscalepools_update: autoscalePool,
};
