import { assertEquals, assertStringIncludes } from "@std/assert";
import { bench } from "../../support.ts";
import { cluster } from "./support.ts";

Deno.test("credentials last for a week, or as long as the request says", async () => {
  const b = bench();
  const id = await cluster(b);
  const path = `/v2/kubernetes/clusters/${id}/credentials`;
  const { json } = await b.call("GET", path);
  const { certificate_authority_data: authority, ...rest } = json;
  assertStringIncludes(atob(authority), "BEGIN CERTIFICATE");
  assertEquals(rest, {
    server: `https://${id}.k8s.example.com`,
    client_certificate_data: null,
    client_key_data: null,
    token: `simulated-${id}`,
    expires_at: "2026-01-08T00:00:10Z",
  });
  const short = await b.call("GET", `${path}?expiry_seconds=60`);
  assertEquals(short.json.expires_at, "2026-01-01T00:01:10Z");
  const none = await b.call("GET", `${path}?expiry_seconds=0`);
  assertEquals(none.json.expires_at, "2026-01-08T00:00:10Z");
});

Deno.test("a kubeconfig is in YAML, with a token or with a program that asks for one", async () => {
  const b = bench();
  const id = await cluster(b);
  const path = `/v2/kubernetes/clusters/${id}`;
  const config = await b.call("GET", `${path}/kubeconfig`);
  assertEquals(config.headers.get("content-type"), "application/yaml");
  assertStringIncludes(config.text, 'current-context: "do-nyc1-main"\n');
  assertStringIncludes(config.text, `    server: https://${id}.k8s.example.com\n`);
  assertStringIncludes(config.text, `    token: simulated-${id}\n`);
  assertEquals(
    await b.refused("GET", `${path}/kubeconfig?type=sso`),
    "422 unprocessable_entity: SSO is not enabled for this cluster.",
  );
  const sso = { enabled: true, issuer_url: "https://issuer.example.com" };
  await b.call("PUT", path, { name: "main", sso });
  const { text } = await b.call("GET", `${path}/kubeconfig`);
  assertStringIncludes(text, '"--oidc-issuer-url=https://issuer.example.com"');
  assertEquals(text.includes("token: "), false);
  assertStringIncludes((await b.call("GET", `${path}/kubeconfig?type=token`)).text, "token: ");
});

Deno.test("the user of a cluster is that of the account", async () => {
  const b = bench();
  const { json } = await b.call("GET", `/v2/kubernetes/clusters/${await cluster(b)}/user`);
  const { account } = (await b.call("GET", "/v2/account")).json;
  assertEquals(json.kubernetes_cluster_user.username, account.email);
});

Deno.test("a run of clusterlint has results; without one there are none", async () => {
  const b = bench();
  const path = `/v2/kubernetes/clusters/${await cluster(b)}/clusterlint`;
  assertEquals((await b.call("GET", path)).status, 404);
  const { status, json } = await b.call("POST", path, { include_groups: ["basic"] });
  assertEquals(status, 202);
  const results = (await b.call("GET", `${path}?run_id=${json.run_id}`)).json;
  assertEquals(results, {
    run_id: json.run_id,
    requested_at: "2026-01-01T00:00:10Z",
    completed_at: "2026-01-01T00:00:10Z",
    diagnostics: [],
  });
  assertEquals((await b.call("GET", path)).json, results);
  assertEquals(
    (await b.call("GET", `${path}?run_id=4de7ac8b-495b-4884-9a69-1050c6793cd6`)).status,
    404,
  );
});

Deno.test("messages say what has become of a cluster, and since when", async () => {
  const b = bench();
  const path = `/v2/kubernetes/clusters/${await cluster(b)}/status_messages`;
  const { messages } = (await b.call("GET", path)).json;
  assertEquals(messages, [
    { message: "Provisioning the control plane.", timestamp: "2026-01-01T00:00:00Z" },
    { message: "The cluster is running.", timestamp: "2026-01-01T00:00:10Z" },
  ]);
  const later = await b.call("GET", `${path}?since=2026-01-01T00:00:05Z`);
  assertEquals(later.json.messages, messages.slice(1));
  assertEquals(
    await b.refused("GET", `${path}?since=soon`),
    "422 unprocessable_entity: since must be a time",
  );
});

for (
  const path of ["credentials", "kubeconfig", "user", "clusterlint", "status_messages", "upgrades"]
) {
  Deno.test(`the ${path} of a cluster that is not there are not there`, async () => {
    const id = "4de7ac8b-495b-4884-9a69-1050c6793cd6";
    assertEquals((await bench().call("GET", `/v2/kubernetes/clusters/${id}/${path}`)).status, 404);
  });
}
