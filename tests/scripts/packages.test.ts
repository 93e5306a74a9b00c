import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { ensurePackages, PackagesError, type World } from "../../scripts/packages.ts";

const CONFIG = {
  name: "@doapi/doapi",
  imports: { "@std/testing": "jsr:@std/testing@1.0.20" },
};

async function inCheckout(work: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${root}/deno.json`, JSON.stringify(CONFIG));
    await work(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

function world(changes: Partial<World>): World {
  return {
    fetch: () => Promise.reject(new TypeError("no such host")),
    npmPack: () => Promise.reject(new Error("npm error ENOTFOUND")),
    jsrURL: "https://jsr.io/",
    assertTypes: "",
    say: () => {},
    ...changes,
  };
}

const map = async (root: string) =>
  JSON.parse(await Deno.readTextFile(`${root}/.packages/import_map.json`)).imports;

Deno.test("where JSR answers, the import map repeats the pins, and asks only once", () =>
  inCheckout(async (root) => {
    const asked: string[] = [];
    const jsr = world({
      fetch: (url) => {
        asked.push(url);
        return Promise.resolve(new Response("{}"));
      },
    });
    await ensurePackages(root, jsr);
    await ensurePackages(root, jsr);
    assertEquals(asked, ["https://jsr.io/@cliffy/command/meta.json"]);
    assertEquals(await map(root), {
      "@std/testing": "jsr:@std/testing@1.0.20",
      "@std/testing/": "jsr:/@std/testing@1.0.20/",
      "@doapi/doapi": "../mod.ts",
      "@doapi/doapi/sandbox": "../lib/sandbox/mod.ts",
    });
  }));

Deno.test("where neither registry answers, the message names both and what was tried", () =>
  inCheckout(async (root) => {
    const error = await assertRejects(() => ensurePackages(root, world({})), PackagesError);
    assertStringIncludes(
      error.message,
      "JSR: https://jsr.io/@cliffy/command/meta.json: no such host",
    );
    assertStringIncludes(error.message, "npm: windmill-cli@1.596.0: npm error ENOTFOUND");
  }));

Deno.test("a package with other content than the pinned one is refused and leaves nothing", () =>
  inCheckout(async (root) => {
    const npmPack = () => Promise.resolve(new Uint8Array([1, 2, 3]));
    const run = () => ensurePackages(root, world({ npmPack }));
    await assertRejects(run, PackagesError, "its sha512 differs");
    assertEquals(await Array.fromAsync(Deno.readDir(`${root}/.packages`)), []);
  }));
