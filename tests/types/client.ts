/**
 * What users must be able to write, and what must not compile: `deno task check` is the test. An
 * error that is expected and does not come is an error, too. Nothing here runs.
 */

import type { DOAPI, DomainRecord, Droplet, Image } from "@doapi/doapi";

/** References of the wrong kind, and misspelt options. */
export function wrongKinds(doapi: DOAPI): unknown[] {
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
    // @ts-expect-error a misspelt option
    doapi.createDroplet("web", image, "c-2", "nyc3", { monitorng: true }),
    // @ts-expect-error an option by another name
    doapi.createDroplet("web", image, "c-2", "nyc3", { sshKeys: [1] }),
    // @ts-expect-error a misspelt option
    doapi.createMultipleDroplets(["web"], image, "c-2", "nyc3", { tag: ["a"] }),
    // @ts-expect-error a misspelt option
    doapi.createSSHKey("laptop", "ssh-ed25519 A", { sginal: null }),
    // @ts-expect-error a field without an option of its own
    doapi.createDomain("example.com", null, { ttl: 60 }),
    // @ts-expect-error a misspelt option
    doapi.createFloatingIp({ droplet_id: 3, regoin: "nyc3" }),
    // @ts-expect-error a misspelt field
    doapi.domain("example.com").createRecord("MX", "@", "mail", { prioriti: 10 }),
    // @ts-expect-error a misspelt option
    image.updateImage("new", { descripton: "d" }),
    // @ts-expect-error a misspelt option
    doapi.sshKey(5).updateSSHKey("new", { nam: "d" }),
    doapi.fetchDroplet({ id: 3 }),
    doapi.createDroplet("web", { slug: "x" }, { slug: "c-2" }, "nyc3", { extra: { anything: 1 } }),
    droplet.fields.nonsense,
  ];
}

/** Records, and what was built from an id alone. */
export function wrongFields(doapi: DOAPI, record: DomainRecord): string[] {
  return [
    // @ts-expect-error a droplet built from its id may have no name
    doapi.droplet(3).name,
    // @ts-expect-error an image built from its slug may have no name
    doapi.image("debian-12-x64").name,
    // @ts-expect-error nor a key
    doapi.sshKey(5).name,
    // @ts-expect-error nor an action a status
    doapi.action(9).status,
    // @ts-expect-error nor is it in the fields
    doapi.droplet(3).fields.name,
    // @ts-expect-error a misspelt field
    record.updateRecord({ nmae: "www" }),
    doapi.domain("example.com").name,
    doapi.image("debian-12-x64").slug,
    doapi.droplet(doapi.droplet(3) as Droplet).name,
  ];
}

/** Words and fields that the API documents. */
export function known(d: Droplet, i: Image, r: DomainRecord): unknown[] {
  const tags: string[] = [...d.tags, ...d.volume_ids, ...i.tags];
  const texts: (string | null | undefined)[] = [d.vpc_uuid, i.description, i.status, r.tag];
  const numbers: (number | null | undefined)[] = [
    d.gpu_info?.vram?.amount,
    i.size_gigabytes,
    r.ttl,
    r.flags,
  ];
  // What the API will add is a word, too.
  d.status = "hibernating";
  // @ts-expect-error but a number is not
  d.status = 3;
  return [tags, texts, numbers];
}

/** The types of documented fields. */
export function fields(d: Droplet): [number, Date, string | null, boolean] {
  return [d.id, d.created_at, d.image.slug, d.active];
}

/** A droplet built from its id alone may have no region. */
export function region(d: Droplet): string {
  // @ts-expect-error it may be undefined
  return d.regionSlug;
}
