/** One request of the contract: what is sent, and the status that has to come back. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** With its question mark. */
  readonly query?: string;
  /** Values for placeholders of the path that nothing was kept for. */
  readonly params?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown | ((memory: ReadonlyMap<string, unknown>) => unknown);
  /** What later calls need from the answer. */
  // deno-lint-ignore no-explicit-any
  readonly keep?: (json: any) => Record<string, unknown>;
}

type Rest = Omit<Call, "method" | "path" | "status">;

function call(method: string, path: string, status: number, rest: Rest = {}): Call {
  return { method, path, status, ...rest };
}

const PUBLIC_KEY = "ssh-ed25519 " +
  "AAAAC3NzaC1lZDI1NTE5AAAAIJ6f2uQ4m8V0yq5Qf0s8dLx0oYqzq1eY0y3r0b9Yw1aX someone@example.com";

const KEY = "/v2/account/keys/{ssh_key_identifier}";
const DROPLET = "/v2/droplets/{droplet_id}";
const IMAGE = "/v2/images/{image_id}";
const RECORDS = "/v2/domains/{domain_name}/records";
const RECORD = `${RECORDS}/{domain_record_id}`;
const TAG = "/v2/tags/{tag_id}";
const DESTROY = `${DROPLET}/destroy_with_associated_resources`;

function act(type: string, more: Record<string, unknown> = {}): Call {
  return call("POST", `${DROPLET}/actions`, 201, { body: { type, ...more } });
}

const ACCOUNT: readonly Call[] = [
  call("GET", "/v2/account", 200),
  call("POST", "/v2/account/keys", 201, {
    body: { name: "laptop", public_key: PUBLIC_KEY },
    keep: ({ ssh_key }) => ({ ssh_key_identifier: ssh_key.fingerprint, key: ssh_key.id }),
  }),
  call("GET", "/v2/account/keys", 200),
  call("GET", KEY, 200),
  call("PUT", KEY, 200, { body: { name: "desktop" } }),
  call("GET", "/v2/regions", 200, { query: "?per_page=200" }),
  call("GET", "/v2/sizes", 200, { query: "?per_page=200" }),
  call("GET", "/v2/sizes", 200, { query: "?page=2" }),
];

const DROPLETS: readonly Call[] = [
  call("POST", "/v2/droplets", 202, {
    body: (memory: ReadonlyMap<string, unknown>) => ({
      name: "web-1",
      region: "nyc3",
      size: "s-1vcpu-1gb",
      image: "ubuntu-24-04-x64",
      ssh_keys: [memory.get("key")],
      backups: true,
      tags: ["web"],
      user_data: "#cloud-config",
    }),
    keep: ({ droplet, links }) => ({ droplet_id: droplet.id, action_id: links.actions[0].id }),
  }),
  call("POST", "/v2/droplets", 202, {
    body: {
      names: ["db-1", "db-2"],
      region: "nyc3",
      size: "s-2vcpu-4gb",
      image: "debian-12-x64",
      ipv6: true,
      monitoring: true,
      private_networking: false,
      backups: false,
    },
    keep: ({ droplets }) => ({ other_id: droplets[0].id }),
  }),
  call("POST", "/v2/droplets", 202, {
    body: { name: "gpu-1", region: "tor1", size: "gpu-h100x1-80gb", image: 155133621 },
  }),
  call("GET", "/v2/droplets", 200),
  call("GET", "/v2/droplets", 200, { query: "?per_page=1&page=2" }),
  call("GET", "/v2/droplets", 200, { query: "?type=gpus" }),
  call("GET", "/v2/droplets", 200, { query: "?tag_name=web" }),
  call("GET", "/v2/droplets", 200, { query: "?name=WEB-1" }),
  call("GET", DROPLET, 200),
  call("GET", DROPLET, 404, { params: { droplet_id: 1 } }),
  call("GET", "/v2/actions", 200, { query: "?per_page=2" }),
  call("GET", "/v2/actions/{action_id}", 200),
  call("GET", `${DROPLET}/actions`, 200),
  call("GET", `${DROPLET}/actions/{action_id}`, 200),
  call("GET", `${DROPLET}/kernels`, 200),
  call("GET", `${DROPLET}/firewalls`, 200),
  call("GET", `${DROPLET}/neighbors`, 200),
  call("GET", "/v2/reports/droplet_neighbors_ids", 200),
  call("GET", `${DROPLET}/backups`, 200),
  call("GET", `${DROPLET}/backups/policy`, 200),
  call("GET", `${DROPLET}/backups/policy`, 200, { params: { droplet_id: 3164002 } }),
  call("GET", "/v2/droplets/backups/policies", 200),
  call("GET", "/v2/droplets/backups/supported_policies", 200),
];

const DROPLET_ACTIONS: readonly Call[] = [
  act("reboot"),
  act("power_cycle"),
  act("password_reset"),
  act("snapshot", { name: "before-resize" }),
  call("GET", `${DROPLET}/snapshots`, 200, {
    keep: ({ snapshots }) => ({ image_id: snapshots[0].id, snapshot_id: snapshots[0].id }),
  }),
  act("shutdown"),
  act("resize", { size: "s-1vcpu-2gb", disk: true }),
  act("power_on"),
  act("power_off"),
  act("rebuild", { image: "debian-13-x64" }),
  act("rename", { name: "web-2" }),
  act("change_kernel", { kernel: 7515 }),
  act("enable_ipv6"),
  act("change_backup_policy", { backup_policy: { plan: "daily", hour: 20 } }),
  act("disable_backups"),
  act("enable_backups", { backup_policy: { plan: "weekly", weekday: "MON", hour: 0 } }),
  call("POST", "/v2/droplets/actions", 201, {
    query: "?tag_name=web",
    body: { type: "power_off" },
  }),
  call("GET", DROPLET, 200),
];

const IMAGES: readonly Call[] = [
  call("GET", "/v2/images", 200, { query: "?per_page=200" }),
  call("GET", "/v2/images", 200, { query: "?type=distribution" }),
  call("GET", "/v2/images", 200, { query: "?type=application" }),
  call("GET", "/v2/images", 200, { query: "?private=true" }),
  call("GET", IMAGE, 200),
  call("GET", IMAGE, 200, { params: { image_id: "docker-20-04" } }),
  call("PUT", IMAGE, 200, { body: { name: "after", description: "by hand" } }),
  call("POST", `${IMAGE}/actions`, 201, {
    body: { type: "transfer", region: "ams3" },
    keep: ({ action }) => ({ action_id: action.id }),
  }),
  call("GET", `${IMAGE}/actions`, 200),
  call("GET", `${IMAGE}/actions/{action_id}`, 200),
  call("GET", "/v2/snapshots", 200),
  call("GET", "/v2/snapshots/{snapshot_id}", 200),
  call("POST", "/v2/images", 202, {
    body: { name: "own", url: "http://example.com/disk.img", region: "nyc3", tags: ["own"] },
    keep: ({ image }) => ({ image_id: image.id }),
  }),
  call("GET", "/v2/images", 200, { query: "?tag_name=own" }),
  call("DELETE", IMAGE, 204),
  call("DELETE", "/v2/snapshots/{snapshot_id}", 204),
];

const DOMAINS: readonly Call[] = [
  call("POST", "/v2/domains", 201, {
    body: { name: "example.com", ip_address: "192.0.2.10" },
    keep: ({ domain }) => ({ domain_name: domain.name }),
  }),
  call("GET", "/v2/domains", 200),
  call("GET", "/v2/domains/{domain_name}", 200),
  ...[
    { type: "AAAA", name: "www", data: "2001:db8::1" },
    { type: "CAA", name: "@", data: "letsencrypt.org.", flags: 0, tag: "issue" },
    { type: "CNAME", name: "blog", data: "www.example.com.", ttl: 300 },
    { type: "MX", data: "mail.example.com.", priority: 10 },
    // The description wants flags and a tag of these three; the API makes nothing of them.
    { type: "NS", name: "sub", data: "ns.example.net.", flags: null, tag: null },
    { type: "TXT", name: "@", data: "v=spf1 -all", flags: null, tag: null },
    {
      type: "SRV",
      name: "_sip._tcp",
      data: "sip.example.com.",
      priority: 1,
      port: 5060,
      weight: 5,
      flags: null,
      tag: null,
    },
    { type: "A", name: "www", data: "192.0.2.11" },
  ].map((body) =>
    call("POST", RECORDS, 201, {
      body,
      keep: ({ domain_record }) => ({ domain_record_id: domain_record.id }),
    })
  ),
  call("GET", RECORDS, 200, { query: "?per_page=200" }),
  call("GET", RECORDS, 200, { query: "?type=A&name=www.example.com" }),
  call("GET", RECORD, 200),
  call("PUT", RECORD, 200, { body: { type: "A", data: "192.0.2.12" } }),
  call("PATCH", RECORD, 200, { body: { type: "A", ttl: 600 } }),
  call("DELETE", RECORD, 204),
  call("DELETE", "/v2/domains/{domain_name}", 204),
];

function ips(kind: "floating_ip" | "reserved_ip"): readonly Call[] {
  const one = `/v2/${kind}s/{${kind}}`;
  return [
    call("POST", `/v2/${kind}s`, 202, {
      body: { region: "nyc3" },
      keep: (json) => ({ [kind]: json[kind].ip }),
    }),
    call("GET", `/v2/${kind}s`, 200),
    call("GET", one, 200),
    call("POST", `${one}/actions`, 201, {
      body: (memory: ReadonlyMap<string, unknown>) => ({
        type: "assign",
        droplet_id: memory.get("other_id"),
      }),
      keep: ({ action }) => ({ action_id: action.id }),
    }),
    call("GET", one, 200),
    call("GET", `${one}/actions`, 200),
    call("GET", `${one}/actions/{action_id}`, 200),
    call("POST", `${one}/actions`, 201, { body: { type: "unassign" } }),
    call("DELETE", one, 204),
    call("POST", `/v2/${kind}s`, 202, {
      body: (memory: ReadonlyMap<string, unknown>) => ({ droplet_id: memory.get("other_id") }),
      keep: (json) => ({ [kind]: json[kind].ip }),
    }),
    call("DELETE", one, 204),
  ];
}

const TAGS: readonly Call[] = [
  call("POST", "/v2/tags", 201, { body: { name: "env:prod" } }),
  call("GET", "/v2/tags", 200),
  call("GET", TAG, 200, { params: { tag_id: "web" } }),
  ...(["POST", "DELETE"] as const).map((method) =>
    call(method, `${TAG}/resources`, 204, {
      params: { tag_id: "env:prod" },
      body: (memory: ReadonlyMap<string, unknown>) => ({
        resources: [{ resource_id: String(memory.get("other_id")), resource_type: "droplet" }],
      }),
    })
  ),
  call("DELETE", TAG, 204, { params: { tag_id: "env:prod" } }),
];

const ENDS: readonly Call[] = [
  call("POST", `${DROPLET}/actions`, 201, {
    params: { droplet_id: 3164003 },
    body: { type: "snapshot", name: "last" },
  }),
  call("GET", DESTROY, 200, {
    params: { droplet_id: 3164003 },
    keep: ({ snapshots }) => ({ last: snapshots[0].id }),
  }),
  call("DELETE", `${DESTROY}/selective`, 202, {
    params: { droplet_id: 3164003 },
    body: (memory: ReadonlyMap<string, unknown>) => ({ snapshots: [memory.get("last")] }),
  }),
  call("GET", `${DESTROY}/status`, 200, { params: { droplet_id: 3164003 } }),
  call("POST", `${DESTROY}/retry`, 202, { params: { droplet_id: 3164003 } }),
  call("DELETE", `${DESTROY}/dangerous`, 202, {
    params: { droplet_id: 3164004 },
    headers: { "x-dangerous": "true" },
  }),
  call("DELETE", "/v2/droplets", 204, { query: "?tag_name=web" }),
  call("DELETE", DROPLET, 204, { params: { droplet_id: 3164002 } }),
  call("DELETE", KEY, 204),
];

/** Good calls to every operation, and a few that are refused, in an order in which they work. */
export const CALLS: readonly Call[] = [
  ...ACCOUNT,
  ...DROPLETS,
  ...DROPLET_ACTIONS,
  ...IMAGES,
  ...DOMAINS,
  ...ips("floating_ip"),
  ...ips("reserved_ip"),
  ...TAGS,
  ...ENDS,
];
