import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { BodyError, DOAPI, type List, NotFoundError } from "@doapi/doapi";

const DANGEROUS =
  "DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/dangerous" as const;

interface Sent {
  method: string;
  path: string;
  headers: Headers;
  body: unknown;
}

/** A client whose requests are kept, and answered by what is at hand. */
function client(...answers: [status: number, body: unknown][]): [DOAPI, Sent[]] {
  const sent: Sent[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    const { pathname, search } = new URL(url);
    const text = await new Response(init.body ?? null).text();
    sent.push({
      method: init.method ?? "",
      path: pathname + search,
      headers: new Headers(init.headers),
      body: text ? JSON.parse(text) : null,
    });
    const [status, body] = answers.shift() ?? [204, null];
    return body === null ? new Response(null, { status }) : Response.json(body, { status });
  };
  return [new DOAPI("a-long-token", { fetch, retry: false }), sent];
}

const requests = (sent: Sent[]) => sent.map(({ method, path, body }) => [method, path, body]);

Deno.test("call() sends the path, the query and the body of an operation, and gives its answer", async () => {
  const [doapi, sent] = client(
    [201, { vpc: { id: "v", name: "main" } }],
    [200, { volume: { id: "a/b" } }],
    [204, null],
    [200, { kubernetes_cluster: { id: "k" } }],
  );
  const { vpc } = await doapi.call("POST /v2/vpcs", { body: { name: "main", region: "fra1" } });
  assertEquals(vpc?.name, "main");
  const { volume } = await doapi.call("GET /v2/volumes/{volume_id}", {
    path: { volume_id: "a/b" },
  });
  assertEquals(volume?.id, "a/b");
  const gone = await doapi.call("DELETE /v2/volumes", { query: { name: "x y", region: "fra1" } });
  assertEquals(gone, null);
  await doapi.call("GET /v2/kubernetes/clusters/{cluster_id}", { path: { cluster_id: 9n } });
  assertEquals(requests(sent), [
    ["POST", "/v2/vpcs", { name: "main", region: "fra1" }],
    ["GET", "/v2/volumes/a%2Fb", null],
    ["DELETE", "/v2/volumes?name=x+y&region=fra1", null],
    ["GET", "/v2/kubernetes/clusters/9", null],
  ]);
});

Deno.test("call() sends the headers that an operation needs, and keeps its own", async () => {
  const [doapi, sent] = client([202, null]);
  await doapi.call(DANGEROUS, {
    path: { droplet_id: 3 },
    headers: { "X-Dangerous": true },
  });
  assertEquals(sent[0]?.headers.get("x-dangerous"), "true");
  await doapi.request("/v2/account", { headers: { authorization: "Bearer other" } });
  assertEquals(sent[1]?.headers.get("authorization"), "Bearer a-long-token");
});

Deno.test("arrays in a query are repeated parameters", async () => {
  const [doapi, sent] = client([200, { deployments: [] }]);
  await doapi.call("GET /v2/apps/{app_id}/deployments", {
    path: { app_id: "a" },
    query: { deployment_types: ["MANUAL", "UPDATE_DATABASE_TRUSTED_SOURCES"] },
  });
  assertEquals(
    requests(sent)[0]?.[1],
    [
      "/v2/apps/a/deployments?deployment_types=MANUAL",
      "&deployment_types=UPDATE_DATABASE_TRUSTED_SOURCES",
    ].join(""),
  );
});

Deno.test("call() fails as request() does", async () => {
  const [doapi] = client([404, { id: "not_found", message: "No such volume." }]);
  const error = await assertRejects(
    () => doapi.call("GET /v2/volumes/{volume_id}", { path: { volume_id: "x" } }),
    NotFoundError,
  );
  assertEquals(error.status, 404);
});

Deno.test("a path parameter that is empty or climbs is refused before anything is sent", async () => {
  const [doapi, sent] = client();
  for (const volume_id of ["", ".."]) {
    await assertRejects(
      () => doapi.call("GET /v2/volumes/{volume_id}", { path: { volume_id } }),
      TypeError,
    );
    assertThrows(
      () =>
        doapi.list("GET /v2/volumes/{volume_id}/snapshots", "snapshots", { path: { volume_id } }),
      TypeError,
    );
  }
  assertEquals(sent, []);
});

Deno.test("list() reads every page of a list, with its query", async () => {
  const next = "https://api.digitalocean.com/v2/volumes?region=fra1&per_page=200&page=2";
  const [doapi, sent] = client(
    [200, {
      volumes: [{ id: "1", name: "a" }],
      links: { pages: { next, last: next } },
      meta: { total: 2 },
    }],
    [200, { volumes: [{ id: "2", name: "b" }], links: {}, meta: { total: 2 } }],
  );
  const query = { region: "fra1" as const };
  const volumes = await doapi.list("GET /v2/volumes", "volumes", { query }).toArray();
  assertEquals(volumes.map(({ name }) => name), ["a", "b"]);
  assertEquals(requests(sent).map(([, path]) => path), [
    "/v2/volumes?per_page=200&region=fra1",
    "/v2/volumes?region=fra1&per_page=200&page=2",
  ]);
});

Deno.test("first() reads one page, and is undefined for an empty list", async () => {
  const next = "https://api.digitalocean.com/v2/vpcs?page=2";
  const [doapi, sent] = client(
    [200, { vpcs: [{ id: "1" }, { id: "2" }], links: { pages: { next } }, meta: { total: 3 } }],
    [200, { vpcs: [], links: {}, meta: { total: 0 } }],
  );
  assertEquals((await doapi.list("GET /v2/vpcs", "vpcs").first())?.id, "1");
  assertEquals(await doapi.list("GET /v2/vpcs", "vpcs").first(), undefined);
  assertEquals(sent.length, 2);
});

Deno.test("what an operation does not have is refused by the compiler", async () => {
  const [doapi, sent] = client();
  const refused = [
    // @ts-expect-error There is no such route.
    () => doapi.call("GET /v2/volums"),
    // @ts-expect-error The path parameter is missing.
    () => doapi.call("GET /v2/kubernetes/clusters/{cluster_id}"),
    // @ts-expect-error The query parameter is misspelt.
    () => doapi.list("GET /v2/volumes", "volumes", { query: { regoin: "fra1" } }),
    // @ts-expect-error The answer has no such list.
    () => doapi.list("GET /v2/volumes", "meta"),
    // @ts-expect-error The body has no region.
    () => doapi.call("POST /v2/vpcs", { body: { name: "main" } }),
    // @ts-expect-error The body is missing.
    () => doapi.call("POST /v2/vpcs"),
    // @ts-expect-error The header is missing.
    () => doapi.call(DANGEROUS, { path: { droplet_id: 3 } }),
  ];
  assertEquals(refused.length, 7);
  assertEquals(sent, []);
  await doapi.request<{ account: object } | null>("/v2/account");
  const names: List<{ name: string }> = doapi.paginate<{ name: string }>("/v2/tags", "tags");
  assertEquals(typeof names.toArray, "function");
});

Deno.test("call() returns what an operation answers with instead of JSON, but no page of a gateway", async () => {
  const answers: Record<string, [type: string, text: string]> = {
    "/v2/customers/my/invoices/1/csv": ["text/csv; charset=utf-8", "product,amount\n"],
    "/v2/customers/my/invoices/1/pdf": ["application/pdf", "%PDF-1.7"],
    "/v2/kubernetes/clusters/1/kubeconfig": ["application/yaml", "kind: Config\n"],
    "/v2/account": ["text/html", "<h1>Welcome</h1>"],
  };
  const doapi = new DOAPI("t", {
    fetch(url) {
      const [type, text] = answers[new URL(url).pathname]!;
      return Promise.resolve(new Response(text, { headers: { "content-type": type } }));
    },
  });
  const path = { invoice_uuid: "1" };
  const csv = await doapi.call("GET /v2/customers/my/invoices/{invoice_uuid}/csv", { path });
  assertEquals(csv, "product,amount\n");
  const pdf = await doapi.call("GET /v2/customers/my/invoices/{invoice_uuid}/pdf", { path });
  assertEquals(pdf, new TextEncoder().encode("%PDF-1.7"));
  const cluster = { path: { cluster_id: "1" } };
  const config = await doapi.call("GET /v2/kubernetes/clusters/{cluster_id}/kubeconfig", cluster);
  assertEquals(config, "kind: Config\n");
  await assertRejects(() => doapi.call("GET /v2/account"), BodyError, "text/html");
});
