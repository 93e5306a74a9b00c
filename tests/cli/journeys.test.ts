// What a person does one after the other, on the simulator.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { cli, type World } from "../support/cli.ts";
import { account } from "../support/tables.ts";

type Item = Record<string, unknown>;

/** Runs a line that has to succeed; gives what it printed, as a list. */
async function done(world: World, line: string): Promise<Item[]> {
  const { code, out, err } = await cli(line, world);
  assertEquals(code, 0, `${line}: ${err}`);
  return out === "" ? [] : [JSON.parse(out)].flat();
}

const names = (items: Item[]) => items.map(({ name }) => name);
const statuses = (items: Item[]) => items.map(({ status }) => status);

Deno.test("a snapshot is taken, renamed, sent to another region, used and deleted", async () => {
  const world = account();
  assertEquals(statuses(await done(world, "droplet snapshot web-1 before --wait")), ["completed"]);
  assertEquals(names(await done(world, "image update before after")), ["after"]);
  assertEquals(statuses(await done(world, "image transfer ams3 after --wait")), ["completed"]);
  const [image] = await done(world, "image show after");
  assertEquals(image?.regions, ["nyc3", "ams3"]);
  const created = await done(world, "droplet new -I after -S s-1vcpu-1gb -R ams3 --wait copy");
  assertEquals(statuses(created), ["active"]);
  assertEquals(statuses(await done(world, "droplet rebuild -I after web-2 --wait")), ["completed"]);
  await done(world, "image delete after");
  assertEquals((await cli("image show after", world)).code, 1);
  assertEquals(names(await done(world, "droplet show copy")), ["copy"]);
});

Deno.test("a floating IP is reserved, moved between droplets, taken away and given back", async () => {
  const world = account();
  const [ip] = await done(world, "floating-ip new -R nyc3");
  const address = String(ip?.ip);
  for (const droplet of ["web-2", "105"]) {
    const action = await done(world, `floating-ip assign ${address} ${droplet} --wait`);
    assertEquals(statuses(action), ["completed"]);
    const [assigned] = await done(world, `floating-ip show ${address}`);
    assertEquals((assigned?.droplet as Item).name, droplet);
  }
  await done(world, `floating-ip unassign ${address} --wait`);
  const [free] = await done(world, `floating-ip show ${address}`);
  assertEquals(free?.droplet, null);
  await done(world, `floating-ip delete ${address}`);
  assertEquals((await cli(`floating-ip show ${address}`, world)).code, 1);
});

Deno.test("a domain is set up, its records are added, replaced, changed and deleted", async () => {
  const world = account();
  await done(world, "domain new example.net 203.0.113.1");
  await done(world, "domain new-record example.net A www 203.0.113.2");
  const [www] = await done(world, "domain new-record --delete example.net A www 203.0.113.3");
  const of = async (type: string) =>
    (await done(world, "domain show-record example.net"))
      .filter((record) => record.type === type).map(({ name, data }) => [name, data]);
  assertEquals(await of("A"), [["@", "203.0.113.1"], ["www", "203.0.113.3"]]);
  await done(world, `domain update-record --name app example.net ${www?.id}`);
  assertEquals(await of("A"), [["@", "203.0.113.1"], ["app", "203.0.113.3"]]);
  await done(world, `domain delete-record example.net ${www?.id}`);
  assertEquals(await of("A"), [["@", "203.0.113.1"]]);
  await done(world, "domain delete example.net");
  assertEquals(names(await done(world, "domain show")), ["example.com"]);
});

Deno.test("a key file is registered with the first droplet that has it, and found with the next", async () => {
  const world = account();
  const line = "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 -K key.pub";
  const { code, err } = await cli(`${line} one`, world);
  assertEquals(code, 0);
  assertStringIncludes(err, "New SSH key 'new@host' registered with ID 512002");
  assertEquals((await cli(`${line} two`, world)).err, "");
  assertEquals(names(await done(world, "ssh-key show")), ["laptop", "new@host"]);
  assertEquals(names(await done(world, "ssh-key update new@host work")), ["work"]);
  await done(world, "ssh-key delete work");
  assertEquals(names(await done(world, "ssh-key show")), ["laptop"]);
});

Deno.test("a droplet is shut down, resized, started and renamed, each with a wait", async () => {
  const world = account();
  for (
    const line of [
      "shutdown web-1",
      "resize --disk s-2vcpu-2gb web-1",
      "power-on web-1",
      "rename web-1 app-1",
    ]
  ) assertEquals(statuses(await done(world, `droplet ${line} --wait`)), ["completed"]);
  const [droplet] = await done(world, "droplet show app-1");
  assertEquals([droplet?.size_slug, droplet?.status], ["s-2vcpu-2gb", "active"]);
  const { out } = await cli("droplet actions app-1", world);
  assertEquals(
    (JSON.parse(out)[0] as Item[]).slice(0, 4).map(({ type }) => type),
    ["rename", "power_on", "resize", "shutdown"],
  );
});
