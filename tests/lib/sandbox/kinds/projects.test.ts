import { assertEquals } from "@std/assert";
import { type Bench, bench, droplet, ORIGIN } from "../support.ts";

async function project(b: Bench, more: Record<string, unknown> = {}): Promise<string> {
  const body = { name: "shop", purpose: "Web Application", ...more };
  return (await b.call("POST", "/v2/projects", body)).json.project.id;
}

async function urns(b: Bench, id: string): Promise<string[]> {
  const { resources } = (await b.call("GET", `/v2/projects/${id}/resources?per_page=200`)).json;
  return resources.map(({ urn }: { urn: string }) => urn);
}

Deno.test("an account has a default project, and what it has is in that", async () => {
  const b = bench({
    seed: {
      droplets: 1,
      domains: [{ name: "example.com" }],
      floating_ips: [{ region: "nyc3" }],
      volumes: [{ name: "data", size_gigabytes: 1 }],
    },
  });
  const { project } = (await b.call("GET", "/v2/projects/default")).json;
  assertEquals([project.is_default, (await b.call("GET", "/v2/projects")).json.projects], [
    true,
    [project],
  ]);
  const volume = (await b.call("GET", "/v2/volumes")).json.volumes[0].id;
  assertEquals(await urns(b, "default"), [
    "do:droplet:3164001",
    "do:domain:example.com",
    "do:floatingip:203.0.113.1",
    `do:volume:${volume}`,
  ]);
  assertEquals(await urns(b, project.id), await urns(b, "default"));
  const { resources } = (await b.call("GET", "/v2/projects/default/resources?per_page=1")).json;
  assertEquals(resources, [{
    urn: "do:droplet:3164001",
    assigned_at: "2026-01-01T00:00:00Z",
    links: { self: `${ORIGIN}/v2/droplets/3164001` },
    status: "ok",
  }]);
});

Deno.test("a new project has the fields of the request", async () => {
  const b = bench();
  const body = { name: "shop", purpose: "selling", environment: "Staging", is_default: true };
  const { status, json } = await b.call("POST", "/v2/projects", body);
  const { owner_uuid: _, ...rest } = json.project;
  assertEquals([status, rest], [201, {
    id: json.project.id,
    owner_id: 258992,
    name: "shop",
    description: "",
    purpose: "Other: selling",
    environment: "Staging",
    is_default: false,
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
  }]);
  assertEquals(
    await b.refused("POST", "/v2/projects", { name: "shop", purpose: "x" }),
    "409 conflict: name is already in use",
  );
});

Deno.test("a project is changed in part, whatever else the request has", async () => {
  const b = bench();
  const id = await project(b);
  b.clock.advance(5);
  const body = { description: "d", name: null, id: "other", created_at: "2000-01-01T00:00:00Z" };
  const changed = (await b.call("PATCH", `/v2/projects/${id}`, body)).json.project;
  assertEquals(
    [changed.id, changed.name, changed.description, changed.created_at, changed.updated_at],
    [id, "shop", "d", "2026-01-01T00:00:00Z", "2026-01-01T00:00:05Z"],
  );
});

Deno.test("resources are moved from project to project", async () => {
  const b = bench();
  const server = `do:droplet:${await droplet(b)}`;
  const [one, other] = [await project(b), await project(b, { name: "other" })];
  const put = async (id: string, ...resources: string[]) => {
    const { status, json } = await b.call("POST", `/v2/projects/${id}/resources`, { resources });
    return [status, ...json.resources.map((one: { status: string }) => one.status)];
  };
  assertEquals(await put(one, server, "do:droplet:1"), [200, "assigned", "not_found"]);
  assertEquals(await put(one, server), [200, "already_assigned"]);
  assertEquals([await urns(b, one), await urns(b, "default")], [[server], []]);
  assertEquals(await put(other, server), [200, "assigned"]);
  assertEquals([await urns(b, one), await urns(b, other)], [[], [server]]);
  assertEquals(
    await b.refused("DELETE", `/v2/projects/${other}`),
    "412 precondition_failed: cannot delete a project with resources",
  );
  assertEquals(await put("default", server), [200, "assigned"]);
  assertEquals((await b.call("DELETE", `/v2/projects/${other}`)).status, 204);
  assertEquals(await urns(b, "default"), [server]);
});

Deno.test("what cannot be in a project is refused, and nothing is moved", async () => {
  const b = bench();
  const server = `do:droplet:${await droplet(b)}`;
  const id = await project(b);
  for (const urn of ["do:vpc:1", "droplet:1", "do:droplet:"]) {
    const path = `/v2/projects/${id}/resources`;
    const { status } = await b.call("POST", path, { resources: [server, urn] });
    assertEquals([urn, [400, 422].includes(status)], [urn, true]);
  }
  assertEquals(await urns(b, id), []);
});

Deno.test("what is deleted leaves its project", async () => {
  const b = bench({ seed: { domains: [{ name: "example.com" }] } });
  const id = await project(b);
  const server = await droplet(b);
  const resources = [`do:droplet:${server}`, "do:domain:example.com"];
  await b.call("POST", `/v2/projects/${id}/resources`, { resources });
  await b.call("DELETE", `/v2/droplets/${server}`);
  await b.call("DELETE", "/v2/domains/example.com");
  assertEquals(await urns(b, id), []);
  await b.call("POST", "/v2/domains", { name: "example.com" });
  assertEquals([await urns(b, id), await urns(b, "default")], [[], ["do:domain:example.com"]]);
});

Deno.test("another project becomes the default, and what is new is in it", async () => {
  const b = bench();
  const old = (await b.call("GET", "/v2/projects/default")).json.project.id;
  const first = `do:droplet:${await droplet(b)}`;
  const id = await project(b);
  await b.call("PATCH", `/v2/projects/${id}`, { is_default: true });
  assertEquals((await b.call("GET", "/v2/projects/default")).json.project.id, id);
  const second = `do:droplet:${await droplet(b)}`;
  assertEquals([await urns(b, old), await urns(b, "default")], [[first], [second]]);
  assertEquals(
    await b.refused("DELETE", `/v2/projects/${id}`),
    "412 precondition_failed: cannot delete the default project",
  );
  await b.call("PATCH", "/v2/projects/default", { is_default: false, name: "kept" });
  const { project: kept } = (await b.call("GET", "/v2/projects/default")).json;
  assertEquals([kept.id, kept.name], [id, "kept"]);
});

Deno.test("an IP or a load balancer is made in the project that the request names", async () => {
  const b = bench();
  const id = await project(b);
  const ip = await b.call("POST", "/v2/reserved_ips", { region: "nyc3", project_id: id });
  assertEquals([ip.status, ip.json.reserved_ip.project_id], [202, id]);
  assertEquals(await urns(b, id), [`do:floatingip:${ip.json.reserved_ip.ip}`]);
  assertEquals(
    await b.refused("POST", "/v2/reserved_ips", {
      region: "nyc3",
      project_id: "4de7ac8b-495b-4884-9a69-1050c6793cd6",
    }),
    "422 unprocessable_entity: Project could not be found.",
  );
});
