import { assertEquals } from "@std/assert";
import { checkout } from "../../scripts/compile.ts";
import { npmPackage } from "../../scripts/npm.ts";
import { hasProgram } from "../support/process.ts";

const SMOKE = `
import { DOAPI, encode } from "@doapi/doapi";
import { createSandbox } from "@doapi/doapi/sandbox";
const doapi = new DOAPI("t", { fetch: createSandbox({ actionTime: 0 }).fetch });
const created = await doapi.createDroplet("web", "debian-12-x64", "s-1vcpu-1gb", "fra1");
const droplet = await created.wait({ status: "active", waitInterval: 0 });
console.log(droplet.name, droplet.status, (await encode(doapi.fetchAllDroplets()))[0]);
console.log(doapi);
`;

const hasNode = await hasProgram("node", "--version");

Deno.test({
  name: "the npm package made from this runs under plain node",
  ignore: !hasNode,
  async fn() {
    const folder = await Deno.makeTempDir();
    const run = async (command: string, ...args: string[]) => {
      const { code, stdout, stderr } = await new Deno.Command(command, {
        args,
        cwd: command === "node" ? folder : ".",
        env: { NO_COLOR: "1" },
      }).output();
      const text = new TextDecoder();
      assertEquals(code, 0, text.decode(stderr));
      return text.decode(stdout);
    };
    try {
      const home = `${folder}/node_modules/@doapi/doapi`;
      await Deno.mkdir(home, { recursive: true });
      const file = await npmPackage("0.0.0", { ...await checkout("."), root: folder });
      await run("tar", "xzf", file, "-C", home, "--strip-components=1");
      await Deno.writeTextFile(`${folder}/smoke.mjs`, SMOKE);
      const shown = await run("node", "smoke.mjs");
      assertEquals(shown, "web active [\nDOAPI https://api.digitalocean.com\n");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
