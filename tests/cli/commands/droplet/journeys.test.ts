import { assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { cli, sandboxWorld } from "../../../support/cli.ts";

const NEW = "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1";
const names = (out: string) => JSON.parse(out).map((d: { name: string }) => d.name);

describe("doapi droplet", () => {
  it("new --wait prints active droplets in the order of their names", async () => {
    const world = sandboxWorld();
    const { code, out } = await cli(`${NEW} a b c --wait`, world);
    assertEquals(code, 0);
    assertEquals(names(out), ["a", "b", "c"]);
    assertEquals(JSON.parse(out).map((d: { status: string }) => d.status), Array(3).fill("active"));
  });

  it("new sends names in batches of ten and always the three booleans", async () => {
    const world = sandboxWorld();
    const bodies: unknown[] = [];
    const { fetch } = world;
    world.fetch = (url, init) => {
      if (init.method === "POST") bodies.push(JSON.parse(String(init.body)));
      return fetch(url, init);
    };
    const many = Array.from({ length: 12 }, (_, i) => `n${i}`);
    const { code, out } = await cli(`${NEW} -B ${many.join(" ")}`, world);
    assertEquals([code, names(out)], [0, many]);
    const fields = { size: "s-1vcpu-1gb", region: "fra1", backups: true, ipv6: false };
    const image = (bodies[0] as { image: number }).image;
    assertEquals(typeof image, "number");
    assertEquals(
      bodies,
      [many.slice(0, 10), many.slice(10)].map((names) => (
        { names, image, ...fields, private_networking: false }
      )),
    );
  });

  it("show finds one by name in one round trip, by id in one, and a number as a name in two", async () => {
    const world = sandboxWorld(0);
    const [droplet] = JSON.parse((await cli(`${NEW} web`, world)).out);
    const byName = await cli("droplet show web", world);
    assertEquals(names(byName.out), ["web"]);
    assertEquals(byName.requests, [
      "GET /v2/droplets?per_page=200&name=web",
      "GET /v2/droplets?per_page=200&name=web&type=gpus",
    ]);
    const byId = await cli(`droplet show ${droplet.id}`, world);
    assertEquals(byId.requests, [`GET /v2/droplets/${droplet.id}`]);
    await cli(`${NEW} 105`, world);
    const digits = await cli("droplet show 105", world);
    assertEquals(names(digits.out), ["105"]);
    assertEquals(digits.requests.length, 3);
    assertEquals((await cli("droplet show name:105", world)).requests.length, 2);
  });

  it("refuses an ambiguous name with all ids, and takes it with -M", async () => {
    const world = sandboxWorld(0);
    await cli(`${NEW} web web`, world);
    const refused = await cli("droplet show web", world);
    assertEquals([refused.code, refused.out], [1, ""]);
    assertStringIncludes(
      refused.err,
      "'web': ambiguous; name used by multiple droplets: 3164001, 3164002",
    );
    const both = await cli("droplet show -M web", world);
    assertEquals([both.code, names(both.out)], [0, ["web", "web"]]);
  });

  it("changes nothing if one of the names is unknown", async () => {
    const world = sandboxWorld(0);
    await cli(`${NEW} web`, world);
    const { code, out, err, requests } = await cli("droplet reboot web nix", world);
    assertEquals([code, out, err], [1, "", "doapi: 'nix': no such droplet\n"]);
    assertEquals(requests.filter((r) => !r.startsWith("GET")), []);
  });

  it("warns of a droplet given twice and acts on it once", async () => {
    const world = sandboxWorld(0);
    await cli(`${NEW} web`, world);
    const { code, out, err } = await cli("droplet reboot web 3164001", world);
    assertEquals([code, JSON.parse(out).length], [0, 1]);
    assertEquals(
      err,
      "doapi: Warning: droplet 3164001 specified multiple times; ignoring later occurrence\n",
    );
  });

  it("exits 5 with the list whole when the wait time runs out", async () => {
    const world = sandboxWorld(100);
    const { code, out, err } = await cli(`${NEW} web --wait --wait-time 3`, world);
    assertEquals([code, JSON.parse(out)[0].status], [5, "new"]);
    assertStringIncludes(err, "not active after 3 seconds: web (new)");
  });

  it("exits 3 with the list whole when an action errored", async () => {
    const world = sandboxWorld();
    await cli(`${NEW} web --wait`, world);
    world.sandbox.faults.add({ method: "POST", path: "/v2/droplets/*/actions", errorAction: true });
    const { code, out, err } = await cli("droplet reboot web --wait", world);
    assertEquals([code, JSON.parse(out)[0].status], [3, "errored"]);
    assertStringIncludes(err, "errored: action ");
  });

  it("delete prints nothing", async () => {
    const world = sandboxWorld(0);
    await cli(`${NEW} a b`, world);
    assertEquals((await cli("droplet delete a b", world)).out, "");
    assertEquals((await cli("droplet show", world)).out, "[]\n");
  });
});
