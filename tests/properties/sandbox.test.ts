import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { createSandbox, operations } from "@doapi/doapi/sandbox";
import { property } from "../support/property.ts";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ6f2uQ4m8V0yq5Qf0s8dLx0oYqzq1eY0y3r0b9Yw1aX me";

/** What the placeholders of paths stand for in the beginning. */
const THERE: Readonly<Record<string, string>> = {
  droplet_id: "3164001",
  action_id: "36804001",
  image_id: "7938003",
  snapshot_id: "7938001",
  ssh_key_identifier: "512001",
  domain_name: "example.com",
  domain_record_id: "3352005",
  floating_ip: "203.0.113.1",
  reserved_ip: "203.0.113.1",
  tag_id: "web",
};

/** What may stand for one instead. */
const segment = fc.constantFrom("0", "1e3", "3164002", "%F0%9F%98%80", "..%2f", "constructor");

/** A value for any field: right for some, of the wrong kind for others. */
const value = fc.oneof(
  fc.constantFrom(
    ...["reboot", "snapshot", "resize", "rebuild", "restore", "rename", "change_backup_policy"],
    ...["assign", "unassign", "transfer", "convert", "A", "MX", "SRV", "CAA", "@", "192.0.2.1"],
    ...["nyc3", "s-1vcpu-1gb", "s-2vcpu-4gb", "debian-12-x64", "a.example.", KEY, "__proto__"],
    ...[3164001, 7938001, 512001, 7515, 0, -1, true],
    ...[null, [null], [[]], [{}], ["a", "b"], [512001], { plan: "daily" }, [{
      resource_id: "1",
      resource_type: "image",
    }]],
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

const FIELDS = [
  ...["name", "names", "region", "size", "image", "ssh_keys", "tags", "user_data", "volumes"],
  ...["backups", "ipv6", "backup_policy", "type", "disk", "kernel", "public_key", "data", "ttl"],
  ...["priority", "port", "weight", "flags", "tag", "droplet_id", "resources", "url", "snapshots"],
];

const request = fc.record({
  // What only reads has little to go wrong.
  operation: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...operations) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(...operations.filter(({ method }) => method !== "GET")),
    },
  ),
  other: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: segment }),
  query: fc.constantFrom("", "?page=2", "?per_page=1", "?tag_name=web", "?name=a", "?type=A"),
  body: fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 8 }),
});

property(
  "whatever the simulator is asked, it answers with JSON, and its state can be restored",
  [fc.array(request, { minLength: 1, maxLength: 30 })],
  async (requests) => {
    const sandbox = createSandbox({
      rateLimit: false,
      actionTime: 0,
      seed: {
        keys: [{ name: "k", public_key: KEY }],
        droplets: [{ name: "web", count: 2, tags: ["web"], snapshots: ["s"], backups_taken: 1 }],
        images: [{ name: "golden" }],
        domains: [{ name: "example.com", ip_address: "192.0.2.1" }],
        floating_ips: [{ droplet: "web-1" }],
      },
    });
    for (const { operation: { method, path }, other, query, body } of requests) {
      const url = `http://localhost${
        path.replace(/\{(\w+)\}/g, (_, name) => other ?? THERE[name] ?? "")
      }${query}`;
      const response = await sandbox.fetch(url, {
        method,
        headers: { authorization: "Bearer t", "x-dangerous": "true" },
        ...(method !== "GET" && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      assert(response.status < 500, `${method} ${url} is a ${response.status}`);
      if (text !== "") JSON.parse(text);
    }
    const state = sandbox.snapshot();
    sandbox.restore(JSON.parse(JSON.stringify(sandbox)));
    assertEquals(sandbox.snapshot(), state);
  },
  1000,
);
