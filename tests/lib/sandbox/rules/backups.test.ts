import { assertEquals } from "@std/assert";
import { act, type Bench, bench, droplet } from "../support.ts";

const INVALID = "422 unprocessable_entity: ";
const DAY = 86_400;

async function names(b: Bench, id: number): Promise<string[]> {
  const { json } = await b.call("GET", `/v2/droplets/${id}/backups?per_page=200`);
  return json.backups.map((image: { name: string }) => image.name);
}

Deno.test("backups are taken every week and kept for four", async () => {
  const b = bench();
  const id = await droplet(b, { backups: true });
  b.clock.advance(2 * DAY);
  assertEquals(await names(b, id), []);
  b.clock.advance(2 * DAY);
  assertEquals(await names(b, id), ["web-1 2026-01-04"]);
  const { json } = await b.call("GET", `/v2/droplets/${id}`);
  assertEquals(json.droplet.backup_ids, [7938001]);
  assertEquals(json.droplet.next_backup_window.start, "2026-01-11T04:00:00Z");
  const [action] = (await b.call("GET", `/v2/droplets/${id}/actions`)).json.actions;
  assertEquals([action.type, action.started_at], ["backup", "2026-01-04T04:00:00Z"]);
  b.clock.advance(28 * DAY);
  assertEquals(await names(b, id), [
    "web-1 2026-01-11",
    "web-1 2026-01-18",
    "web-1 2026-01-25",
    "web-1 2026-02-01",
  ]);
  assertEquals((await b.call("GET", "/v2/images?private=true")).json.meta.total, 4);
});

Deno.test("after years asleep only the backups that would still be there are taken", async () => {
  const b = bench();
  const id = await droplet(b, { backups: true });
  b.clock.advance(3000 * DAY);
  assertEquals((await names(b, id)).length, 4);
  assertEquals(b.sandbox.snapshot().actions.length < 10, true);
});

Deno.test("backups can be enabled with a policy, changed and disabled", async () => {
  const b = bench();
  const id = await droplet(b);
  const path = `/v2/droplets/${id}/actions`;
  const policy = async () => (await b.call("GET", `/v2/droplets/${id}/backups/policy`)).json.policy;
  assertEquals(await policy(), { droplet_id: id, backup_enabled: false, next_backup_window: null });
  for (const type of ["disable_backups", "change_backup_policy"]) {
    assertEquals(
      await b.refused("POST", path, { type }),
      INVALID + "Backups are not enabled on this Droplet.",
    );
  }
  await act(b, id, { type: "enable_backups", backup_policy: { plan: "daily", hour: 20 } });
  assertEquals(await policy(), {
    droplet_id: id,
    backup_enabled: true,
    backup_policy: { plan: "daily", hour: 20, window_length_hours: 4, retention_period_days: 7 },
    next_backup_window: { start: "2026-01-01T20:00:00Z", end: "2026-01-02T00:00:00Z" },
  });
  assertEquals(
    await b.refused("POST", path, { type: "enable_backups" }),
    INVALID + "Backups are already enabled on this Droplet.",
  );
  assertEquals(
    await b.refused("POST", path, { type: "change_backup_policy" }),
    INVALID + "Backup policy can't be blank",
  );
  const weekly = { plan: "weekly", weekday: "TUE", hour: 8 };
  await act(b, id, { type: "change_backup_policy", backup_policy: weekly });
  assertEquals((await policy()).next_backup_window.start, "2026-01-06T08:00:00Z");
  b.clock.advance(4 * DAY);
  assertEquals(await names(b, id), []);
  await act(b, id, { type: "disable_backups" });
  b.clock.advance(14 * DAY);
  assertEquals(await names(b, id), []);
});

for (
  const [backup_policy, message] of [
    [{ plan: "hourly" }, "Backup policy plan must be daily or weekly"],
    [{ hour: 3 }, "Backup policy hour must be one of 0, 4, 8, 12, 16, 20"],
    [
      { weekday: "Monday" },
      "Backup policy weekday must be one of SUN, MON, TUE, WED, THU, FRI, SAT",
    ],
    ["weekly", "Backup policy must be an object"],
  ] as const
) {
  Deno.test(`the backup policy ${JSON.stringify(backup_policy)} is refused`, async () => {
    const b = bench();
    const id = await droplet(b);
    const body = { type: "enable_backups", backup_policy };
    assertEquals(await b.refused("POST", `/v2/droplets/${id}/actions`, body), INVALID + message);
  });
}

Deno.test("all policies are listed by droplet id, over pages", async () => {
  const { call } = bench({ seed: { droplets: 3 } });
  const { json } = await call("GET", "/v2/droplets/backups/policies?per_page=2");
  assertEquals(Object.keys(json.policies), ["3164001", "3164002"]);
  assertEquals(json.meta, { total: 3 });
  const supported = await call("GET", "/v2/droplets/backups/supported_policies");
  assertEquals(
    supported.json.supported_policies.map((p: { name: string }) => p.name),
    ["weekly", "daily"],
  );
});

Deno.test("a backup outlives its droplet until it is deleted", async () => {
  const { call } = bench({ seed: { droplets: [{ name: "a", backups_taken: 1 }] } });
  await call("DELETE", "/v2/droplets/3164001");
  const [image] = (await call("GET", "/v2/images?private=true")).json.images;
  assertEquals(image.type, "backup");
  assertEquals((await call("DELETE", `/v2/images/${image.id}`)).status, 204);
});
