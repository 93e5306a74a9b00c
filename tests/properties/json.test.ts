import { assertEquals } from "@std/assert";
import { DOAPI, encode } from "@doapi/doapi";
import { safe } from "../../cli/output/safe.ts";
import { parseJSON } from "../../lib/core/json.ts";
import { type Model, models, objects, render } from "../support/json_model.ts";
import { property } from "../support/property.ts";

const FORMAT = { indent: 4, sortKeys: true };

property("any JSON comes out as it came, in the manual's form", [models()], async (model) => {
  const whole = { entries: [["data", model] as [string, Model]] };
  const value = parseJSON(render(whole, false));
  assertEquals(await encode(value, FORMAT), render(whole, true));
  const list = parseJSON(`[${render(whole, false)},${render(whole, false)}]`) as unknown[];
  for (const item of list) {
    assertEquals(await encode(item, { ...FORMAT, plain: true }), render(whole, true));
  }
}, 2000);

property(
  "what a terminal must not be sent is escaped, and the JSON stays equal",
  [models()],
  (model) => {
    const text = render(model, true);
    assertEquals(JSON.parse(safe(text)), JSON.parse(text));
  },
);

const doapi = new DOAPI("t");
const FIELDS: Record<string, [build: (data: never) => unknown, fields: string]> = {
  account: [
    (data) => data,
    "droplet_limit email email_verified floating_ip_limit status status_message uuid",
  ],
  action: [
    (data) => doapi.action(data),
    "id completed_at region region_slug resource_id resource_type started_at status type",
  ],
  droplet: [
    (data) => doapi.droplet(data),
    "id backup_ids created_at disk features image kernel locked memory name networks " +
    "next_backup_window region size size_slug snapshot_ids status vcpus v4 v6 start end",
  ],
  domain: [(data) => doapi.domain(data), "name ttl zone_file"],
  "floating IP": [(data) => doapi.floatingIp(data), "ip droplet region"],
  image: [
    (data) => doapi.image(data),
    "id created_at distribution min_disk_size name public regions slug type",
  ],
  "SSH key": [(data) => doapi.sshKey(data), "id fingerprint name public_key"],
  region: [(data) => doapi.region(data), "available features name sizes slug"],
  size: [(data) => doapi.size(data), "available disk memory price_hourly price_monthly slug"],
};
for (const [name, [build, fields]] of Object.entries(FIELDS)) {
  property(
    `the JSON of any ${name} comes out as it came`,
    [objects(fields.split(" "))],
    async (model) => {
      const resource = build(parseJSON(render(model, false)) as never);
      assertEquals(await encode(resource, FORMAT), render(model, true));
    },
  );
}
