/** Runs every example of this folder as a person would, against a simulator on loopback. */
import { assertEquals } from "@std/assert";
import { createSandbox, type SandboxSeed } from "@doapi/doapi/sandbox";

/** What an example is run with, and what it prints. */
interface Example {
  args?: string[];
  seed: SandboxSeed;
  out: string;
}

const EXAMPLES: Record<string, Example[]> = {
  "create_cluster.ts": [
    { seed: {}, out: "web-1\t198.18.0.2\nweb-2\t198.18.0.3\nweb-3\t198.18.0.4\n" },
  ],
  "nightly_snapshots.ts": [{
    seed: {
      droplets: [
        { name: "db", tags: ["nightly"], snapshots: ["a", "b", "c", "d"] },
        { name: "new", tags: ["nightly"] },
        { name: "web" },
      ],
    },
    out: "db: 3 snapshots\nnew: 1 snapshots\n",
  }],
  "point_record.ts": [
    {
      args: ["example.com", "www", "203.0.113.7"],
      seed: { domains: [{ name: "example.com" }] },
      out: "www.example.com is 203.0.113.7 now\n",
    },
    {
      args: ["example.com", "@", "203.0.113.7"],
      seed: { domains: [{ name: "example.com", ip_address: "203.0.113.1" }] },
      out: "@.example.com is 203.0.113.7 now\n",
    },
    {
      args: ["example.com", "@", "203.0.113.1"],
      seed: { domains: [{ name: "example.com", ip_address: "203.0.113.1" }] },
      out: "as it was\n",
    },
  ],
  "release_idle_ips.ts": [{
    seed: {
      droplets: [{ name: "web" }],
      floating_ips: [{ region: "nyc3" }, { droplet: "web" }, { region: "fra1" }],
    },
    out: "203.0.113.1 given back\n203.0.113.3 given back\n",
  }],
};

Deno.test("there is no example that is not run", async () => {
  const files = await Array.fromAsync(Deno.readDir(new URL(".", import.meta.url)));
  const programs = files.map(({ name }) => name).filter((name) => !name.endsWith(".test.ts"));
  assertEquals(programs.sort(), Object.keys(EXAMPLES).sort());
});

for (const [file, examples] of Object.entries(EXAMPLES)) {
  for (const { args = [], seed, out } of examples) {
    Deno.test(`${[file, ...args].join(" ")} does what it says`, async () => {
      const sandbox = createSandbox({ actionTime: 0, seed });
      const server = Deno.serve(
        { hostname: "127.0.0.1", port: 0, onListen() {} },
        (request) => sandbox.fetch(request),
      );
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: [
          "run",
          "--quiet",
          "--no-prompt",
          "--import-map=.packages/import_map.json",
          "--allow-net=127.0.0.1",
          "--allow-env=DO_API_TOKEN,DO_API_ENDPOINT",
          `tests/examples/${file}`,
          ...args,
        ],
        env: {
          DO_API_TOKEN: "any",
          DO_API_ENDPOINT: `http://127.0.0.1:${server.addr.port}`,
          NO_COLOR: "1",
        },
      }).output();
      await server.shutdown();
      const text = new TextDecoder();
      assertEquals([code, text.decode(stdout), text.decode(stderr)], [0, out, ""]);
    });
  }
}
