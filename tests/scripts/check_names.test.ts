import { assertEquals } from "@std/assert";
import { type Exported, misnamed, misplaced, snakeCase } from "../../scripts/check_names.ts";

const ROOT = "file:///home/me/doapi/";
const symbol = (kind: string, name: string, def = {}): Exported => ({
  name,
  declarations: [{ kind, def }],
});

Deno.test("names in the case of their kind are fine", () => {
  assertEquals(
    misnamed([
      symbol("class", "SSHKey", {
        methods: [{ name: "updateSSHKey" }, { name: "[Symbol.iterator]" }],
        properties: [{ name: "STATUS_ACTIVE" }, { name: "waitTime" }, { name: "created_at" }],
      }),
      symbol("interface", "SSHKeyFields", { properties: [{ name: "public_key" }] }),
      symbol("typeAlias", "RateLimit"),
      symbol("function", "createSandbox"),
      symbol("variable", "VERSION"),
      symbol("variable", "operations"),
    ]),
    [],
  );
});

Deno.test("names in another case are named, members with what they belong to", () => {
  assertEquals(
    misnamed([
      symbol("class", "droplet", { methods: [{ name: "power_off" }] }),
      symbol("interface", "DropletFields", { properties: [{ name: "createdAt" }] }),
      symbol("function", "create_sandbox"),
    ]),
    [
      "droplet is not in PascalCase",
      "droplet.power_off is not in camelCase",
      "DropletFields.createdAt is not in snake_case, as the API's fields are",
      "create_sandbox is not in camelCase",
    ],
  );
});

Deno.test("a getter may have the name of a field", () => {
  const getter = { name: "created_at", kind: "getter" };
  assertEquals(misnamed([symbol("class", "Droplet", { methods: [getter] })]), []);
});

Deno.test("a file is called after a symbol of the wanted kind in it", () => {
  const nodes = {
    [`${ROOT}lib/resources/floating_ip.ts`]: {
      symbols: [symbol("interface", "FloatingIPFields"), symbol("class", "FloatingIP")],
    },
    [`${ROOT}lib/resources/keys.ts`]: { symbols: [symbol("class", "SSHKey")] },
    [`${ROOT}lib/resources/size.ts`]: { symbols: [symbol("interface", "Size")] },
  };
  assertEquals(misplaced({ nodes }, ROOT, "class"), [
    "lib/resources/keys.ts: no class of that name is in it, but ssh_key.ts",
    "lib/resources/size.ts: no class of that name is in it, but none",
  ]);
});

Deno.test("abbreviations are one word in a file's name", () => {
  const names = ["SSHKey", "FloatingIP", "DOAPI", "DropletUpgrade", "sshKey", "floatingIp"];
  assertEquals(names.map(snakeCase), [
    "ssh_key",
    "floating_ip",
    "doapi",
    "droplet_upgrade",
    "ssh_key",
    "floating_ip",
  ]);
});
