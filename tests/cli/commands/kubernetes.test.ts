import { assertEquals, assertStringIncludes } from "@std/assert";
import { cli, sandboxWorld, type World } from "../../support/cli.ts";
import { script } from "../../support/script.ts";

const UUID = "3f8f5b0c-1c1e-4f0a-9d50-1f1c5ad8a5c5";

const OWN = `apiVersion: v1
kind: Config
clusters:
  - name: do-fra1-main
    cluster:
      server: https://main.example
contexts:
  - name: do-fra1-main
    context:
      cluster: do-fra1-main
      user: do-fra1-main-admin
current-context: do-fra1-main
users:
  - name: do-fra1-main-admin
    user:
      token: new-secret
`;

const OTHERS = `# mine
apiVersion: v1
kind: Config
clusters:
  # the one at home
  - name: home
    cluster:
      server: https://home.example
  - name: do-fra1-main
    cluster:
      server: https://old.example
contexts:
  - name: home
    context: { cluster: home, user: me }
current-context: home
users:
  - name: me
    user: { token: kept }
`;

function world(files: Record<string, string>, env: Record<string, string> = {}): World {
  const cluster = { id: UUID, name: "main" };
  const { fetch } = script(
    {
      request: "GET /v2/kubernetes/clusters?per_page=200",
      reply: { kubernetes_clusters: [cluster] },
    },
    {
      request: `GET /v2/kubernetes/clusters/${UUID}/kubeconfig`,
      reply: OWN,
      headers: { "content-type": "application/yaml" },
    },
  );
  return { fetch, files, env: { DO_API_TOKEN: "a-long-token", HOME: "/home/me", ...env } };
}

Deno.test("a kubeconfig is printed as the API has it", async () => {
  const ran = await cli("kubernetes kubeconfig show main", world({}));
  assertEquals([ran.code, ran.out, ran.err], [0, OWN, ""]);
});

Deno.test("a kubeconfig is saved where there is none", async () => {
  const files = {} as Record<string, string>;
  const ran = await cli("kubernetes kubeconfig save main", world(files));
  assertEquals([ran.code, ran.out], [0, ""]);
  assertEquals(ran.err, "doapi: saved context do-fra1-main in /home/me/.kube/config\n");
  assertEquals(files, { "/home/me/.kube/config": OWN });
});

Deno.test("a kubeconfig is merged into one: other clusters and comments stay", async () => {
  const files = { "/k": OTHERS } as Record<string, string>;
  const ran = await cli(
    "kubernetes kubeconfig save main",
    world(files, { KUBECONFIG: "/k:/other" }),
  );
  assertEquals(ran.code, 0, ran.err);
  const text = files["/k"] ?? "";
  for (const kept of ["# mine", "# the one at home", "https://home.example", "token: kept"]) {
    assertStringIncludes(text, kept);
  }
  assertEquals(text.includes("https://old.example"), false);
  assertStringIncludes(text, "current-context: do-fra1-main");
  assertEquals(text.match(/name: do-fra1-main$/gm)?.length, 2);
});

Deno.test("a kubeconfig can be saved without becoming the current one", async () => {
  const files = { "/k": OTHERS } as Record<string, string>;
  const line = "kubernetes kubeconfig save main --no-switch --kubeconfig /k";
  assertEquals((await cli(line, world(files))).code, 0);
  assertStringIncludes(files["/k"] ?? "", "current-context: home");
});

Deno.test("a cluster is removed from a kubeconfig, and nothing else", async () => {
  const files = { "/k": OTHERS } as Record<string, string>;
  await cli("kubernetes kubeconfig save main --kubeconfig /k", world(files));
  const ran = await cli("kubernetes kubeconfig remove main --kubeconfig /k", world(files));
  assertEquals(ran.code, 0, ran.err);
  assertEquals(/do-fra1-main/.test(files["/k"] ?? ""), false);
  assertStringIncludes(files["/k"] ?? "", "https://home.example");
  const again = await cli("kubernetes kubeconfig remove main --kubeconfig /k", world(files));
  assertEquals([again.code, again.err], [1, "doapi: /k does not have this cluster\n"]);
});

Deno.test("a file that is not a kubeconfig is left alone", async () => {
  for (const text of ["just text", "a: [", "- 1\n"]) {
    const files = { "/k": text } as Record<string, string>;
    const ran = await cli("kubernetes kubeconfig save main --kubeconfig /k", world(files));
    assertEquals([ran.code, files["/k"]], [1, text]);
    assertStringIncludes(ran.err, "doapi: Cannot read /k as a kubeconfig: ");
  }
});

Deno.test("the version latest is left to the API, which takes it", async () => {
  const { fetch, done } = script(
    {
      request: "POST /v2/kubernetes/clusters",
      body: {
        name: "main",
        region: "fra1",
        version: "latest",
        node_pools: [{ size: "s-1vcpu-2gb", name: "a", count: 1 }],
      },
      reply: { kubernetes_cluster: { id: UUID } },
    },
  );
  const line = "kubernetes new main --region fra1 --version latest " +
    "--node-pool size:s-1vcpu-2gb,name:a,count:1";
  const ran = await cli(line, { fetch });
  assertEquals(ran.code, 0, ran.err);
  done();
});

Deno.test("kubeconfig remove uses the token that an option gives", async () => {
  const files = { "/k": OWN } as Record<string, string>;
  const line = "kubernetes kubeconfig remove main --kubeconfig /k --api-token a-long-token";
  const ran = await cli(line, { ...world(files), env: {} });
  assertEquals([ran.code, files["/k"]?.includes("do-fra1-main")], [0, false], ran.err);
});

Deno.test("a kubeconfig that is merged into keeps its long lines", async () => {
  const long = `    note: ${"some words that go on ".repeat(8).trim()}\n`;
  const files = { "/k": `${OTHERS}extensions:\n  - name: note\n${long}` } as Record<string, string>;
  const ran = await cli("kubernetes kubeconfig save main --kubeconfig /k", world(files));
  assertEquals([ran.code, files["/k"]?.includes(long)], [0, true], ran.err);
});

Deno.test("a kubeconfig with something else than a list of clusters is left alone", async () => {
  const files = { "/k": "clusters:\n  home: secret\n" } as Record<string, string>;
  const ran = await cli("kubernetes kubeconfig save main --kubeconfig /k", world(files));
  const why = "doapi: Cannot read /k as a kubeconfig: clusters is not a list\n";
  assertEquals([ran.code, ran.err, files["/k"]], [1, why, "clusters:\n  home: secret\n"]);
});

Deno.test("an answer that is not a kubeconfig is not saved as one", async () => {
  const { fetch } = script(
    {
      request: "GET /v2/kubernetes/clusters?per_page=200",
      reply: { kubernetes_clusters: [{ id: UUID, name: "main" }] },
    },
    {
      request: `GET /v2/kubernetes/clusters/${UUID}/kubeconfig`,
      reply: "cluster_id: x\n",
      headers: { "content-type": "application/yaml" },
    },
  );
  const files = {} as Record<string, string>;
  const env = { DO_API_TOKEN: "a-long-token", HOME: "/home/me" };
  const ran = await cli("kubernetes kubeconfig save main", { fetch, files, env });
  assertEquals([ran.code, ran.out, files], [1, "", {}]);
  assertEquals(
    ran.err,
    "doapi: Cannot read the API's answer as a kubeconfig: it has no clusters\n",
  );
});

Deno.test("on the simulator a cluster is saved for kubectl and taken out again; --quiet says nothing", async () => {
  const files = {} as Record<string, string>;
  const world = { ...sandboxWorld(), files };
  const line = "kubernetes new main --region fra1 --version latest " +
    "--node-pool size:s-1vcpu-2gb,name:a,count:1";
  assertEquals((await cli(line, world)).code, 0);
  const shown = await cli("kubernetes kubeconfig show main", world);
  const saved = await cli("kubernetes kubeconfig save main --kubeconfig /k", world);
  assertEquals([saved.code, saved.err], [0, "doapi: saved context do-fra1-main in /k\n"]);
  const server = shown.out.match(/server: .*/)?.[0] ?? "no server";
  assertStringIncludes(files["/k"] ?? "", server);
  const removed = await cli("kubernetes kubeconfig remove main --kubeconfig /k -q", world);
  assertEquals([removed.code, removed.out, removed.err], [0, "", ""]);
  assertEquals(files["/k"]?.includes("do-fra1-main"), false);
});
