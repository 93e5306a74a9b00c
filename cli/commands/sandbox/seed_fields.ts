import type { SandboxSeed } from "../../../lib/sandbox/mod.ts";

/** The parts of a seed, and the fields of what they have. */
export const SEED_FIELDS: Readonly<Record<keyof SandboxSeed, string>> = {
  account: "What differs of the account: droplet_limit, reserved_ip_limit, floating_ip_limit, " +
    "volume_limit, email, name, uuid, email_verified, status, status_message, team.",
  keys: "SSH keys: name, public_key.",
  droplets: "How many plain ones, or a list: name, count, region, size, image, status (active, " +
    "off), tags, ssh_keys, backups, ipv6, monitoring, user_data, snapshots (names), " +
    "backups_taken (a number).",
  images: "Private images: name, type (snapshot, backup, custom), regions, distribution, " +
    "min_disk_size.",
  domains: "name, ip_address, records (as the API takes them).",
  floating_ips: "region, or droplet: the name of the one that it is assigned to.",
  tags: "Names of tags that are on nothing yet.",
  databases: "Clusters: name, engine, version, size, region, num_nodes, storage_size_mib, " +
    "private_network_uuid, tags, rules, users (name, settings, mysql_settings), dbs (name).",
  projects: "name, purpose, description, environment.",
  vpcs: "name, region, description, ip_range.",
  registries: "name, region, subscription_tier_slug, repositories (name, manifests: digest, " +
    "compressed_size_bytes, size_bytes, tags, blobs).",
  kubernetes_clusters: "name, region, version, node_pools (as the API takes them), tags, " +
    "vpc_uuid, ha, auto_upgrade, sso.",
  load_balancers: "name, region, type, size, size_unit, tag, vpc_uuid, forwarding_rules, " +
    "health_check, sticky_sessions, droplets: the names of those behind it.",
  firewalls: "name, inbound_rules, outbound_rules, tags, droplets: the names of those behind it.",
  apps: "spec.",
  certificates: "name, type, dns_names, private_key, leaf_certificate, certificate_chain.",
  cdn_endpoints: "origin, ttl.",
  reserved_ipv6: "region_slug.",
  byoip_prefixes: "prefix, region, signature.",
  spaces_keys: "name, grants.",
  vpc_peerings: "name, vpcs: the names of both.",
  vpc_nat_gateways: "name, type, region, size, vpcs: the names of those that it serves.",
  nfs: "name, size_gib, region, performance_tier, vpcs: the names of those that it is in.",
  autoscale_pools: "name, config, droplet_template.",
  functions_namespaces: "label, region.",
  volumes: "name, size_gigabytes, region, description, filesystem_type, filesystem_label, tags, " +
    "droplet: the name of the one that it is attached to.",
  resources: 'Anything else, by its path, such as {"/v2/uptime/checks": [{"name": "site"}]}.',
};
