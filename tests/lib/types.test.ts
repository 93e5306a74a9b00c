import { assertEquals } from "@std/assert";
import type { DOAPI, Droplet } from "@doapi/doapi";

/** Never called: what is wrong here must not compile, what is right must. */
function wrongKinds(doapi: DOAPI): unknown[] {
  const image = doapi.image(7);
  const droplet = doapi.droplet(3);
  return [
    // @ts-expect-error an image is not a droplet
    doapi.fetchDroplet(image),
    // @ts-expect-error a droplet has no slug to be fetched by
    doapi.fetchDroplet("web"),
    // @ts-expect-error a droplet is not an image
    doapi.fetchImage(droplet),
    // @ts-expect-error a domain is named, not numbered
    doapi.fetchDomain(3),
    // @ts-expect-error an action is not a floating IP
    doapi.fetchFloatingIp(doapi.action(3)),
    // @ts-expect-error a region is not a size
    doapi.createDroplet("web", image, doapi.region("nyc3"), "nyc3"),
    // @ts-expect-error keys are ids, fingerprints or keys
    doapi.createDroplet("web", image, "c-2", "nyc3", { ssh_keys: [droplet] }),
    // @ts-expect-error the disk grows or not
    droplet.resize("c-2", { disk: "yes" }),
    // @ts-expect-error an action needs a type
    droplet.act({ name: "x" }),
    // @ts-expect-error an image has no kernel id
    droplet.changeKernel(image),
    // @ts-expect-error a field that does not exist is only in fields
    droplet.nonsense,
    doapi.fetchDroplet({ id: 3 }),
    doapi.createDroplet("web", { slug: "x" }, { slug: "c-2" }, "nyc3", { anything: 1 }),
    droplet.fields.nonsense,
  ];
}

Deno.test("fields have the documented types", () => {
  const read = (d: Droplet): [number, Date, string | null, boolean] => [
    d.id,
    d.created_at,
    d.image.slug,
    d.active,
  ];
  // @ts-expect-error a droplet built from its id alone has no region
  const region = (d: Droplet): string => d.regionSlug;
  for (const compiled of [wrongKinds, read, region]) assertEquals(typeof compiled, "function");
});
