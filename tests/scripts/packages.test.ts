import { assert, assertEquals, assertRejects } from "@std/assert";
import { ensurePackages } from "../../scripts/packages.ts";
import { PackagesError } from "../../scripts/packages/world.ts";
import { inFolder, world } from "./support.ts";

const PIN = { "@std/testing": "jsr:@std/testing@1.0.20" };

function inCheckout(work: (root: string) => Promise<void>): Promise<void> {
  return inFolder(async (root) => {
    await write(root, PIN);
    await work(root);
  });
}

async function write(root: string, imports: Record<string, string>): Promise<void> {
  const exports = { ".": "./mod.ts", "./sandbox": "./lib/sandbox/mod.ts" };
  const config = { name: "@doapi/doapi", exports, imports };
  await Deno.writeTextFile(`${root}/deno.json`, JSON.stringify(config));
}

/** A JSR that has one version of everything; notes what it was asked. */
function jsr(asked: string[], version = "1.0.20"): (url: string) => Promise<Response> {
  return (url) => {
    asked.push(url);
    return Promise.resolve(Response.json({ versions: { [version]: {} } }));
  };
}

const map = async (root: string) =>
  JSON.parse(await Deno.readTextFile(`${root}/.packages/import_map.json`)).imports;

Deno.test("where JSR answers, the import map repeats the pins, and JSR is asked only once", () =>
  inCheckout(async (root) => {
    const asked: string[] = [];
    await ensurePackages(root, world({ fetch: jsr(asked) }));
    await ensurePackages(root, world({ fetch: jsr(asked) }));
    assertEquals(asked, ["https://jsr.io/@std/testing/meta.json"]);
    assertEquals(await map(root), {
      "@std/testing": "jsr:@std/testing@1.0.20",
      "@std/testing/": "jsr:/@std/testing@1.0.20/",
      "@doapi/doapi": "../mod.ts",
      "@doapi/doapi/sandbox": "../lib/sandbox/mod.ts",
    });
  }));

Deno.test("what is pinned to npm comes from there, and JSR is not asked for it", () =>
  inFolder(async (root) => {
    const asked: string[] = [];
    await write(root, { "fflate": "npm:fflate@0.8.3", ...PIN });
    await ensurePackages(root, world({ fetch: jsr(asked) }));
    assertEquals(asked, ["https://jsr.io/@std/testing/meta.json"]);
    const { fflate, ...others } = await map(root);
    assertEquals([fflate, others["fflate/"]], ["npm:fflate@0.8.3", undefined]);
  }));

Deno.test("another registry, another pin and a lost import map are each a reason to ask again", () =>
  inCheckout(async (root) => {
    const asked: string[] = [];
    await ensurePackages(root, world({ fetch: jsr(asked) }));
    await ensurePackages(root, world({ fetch: jsr(asked), jsrURL: "http://localhost:8080" }));
    await write(root, { "@std/testing": "jsr:@std/testing@1.0.21" });
    await ensurePackages(root, world({ fetch: jsr(asked, "1.0.21") }));
    await Deno.remove(`${root}/.packages/import_map.json`);
    await ensurePackages(root, world({ fetch: jsr(asked, "1.0.21") }));
    assertEquals(asked, [
      "https://jsr.io/@std/testing/meta.json",
      "http://localhost:8080/@std/testing/meta.json",
      "https://jsr.io/@std/testing/meta.json",
      "https://jsr.io/@std/testing/meta.json",
    ]);
  }));

Deno.test("an edit of deno.json that does not change a pin makes the import map newer and asks nobody", () =>
  inCheckout(async (root) => {
    await ensurePackages(root, world({ fetch: jsr([]) }));
    const old = new Date(0);
    await Deno.utime(`${root}/.packages/import_map.json`, old, old);
    await ensurePackages(root, world({}));
    const { mtime } = await Deno.stat(`${root}/.packages/import_map.json`);
    assert(mtime! > old);
  }));

Deno.test("where neither registry answers, the message names both and what was tried", () =>
  inCheckout(async (root) => {
    const error = await assertRejects(() => ensurePackages(root, world({})), PackagesError);
    assertEquals(error.message.split("\n"), [
      "Neither registry answers, and the packages are not here yet.",
      "  JSR: https://jsr.io/@std/testing/meta.json: no such host",
      "  npm: npm pack windmill-cli@1.596.0: getaddrinfo ENOTFOUND registry.npmjs.org",
    ]);
    await assertRejects(() => map(root), Deno.errors.NotFound);
  }));

Deno.test("a login page that answers for JSR is not taken for it", () =>
  inCheckout(async (root) => {
    const fetch = () => Promise.resolve(new Response("<html>Please sign in</html>"));
    await assertRejects(
      () => ensurePackages(root, world({ fetch })),
      PackagesError,
      "JSR: https://jsr.io/@std/testing/meta.json: no version 1.0.20 in the answer",
    );
  }));
