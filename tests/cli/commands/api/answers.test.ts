import { assertEquals } from "@std/assert";
import { cli } from "../../../support/cli.ts";
import { type Exchange, script } from "../../../support/script.ts";
import { A, API, B, sends } from "./support.ts";

sends(
  {
    title: "a list under data on another server",
    line: "api inference_list_models --allow-other-host",
    sends: "GET https://inference.do-ai.run/v1/models",
    reply: { object: "list", data: [{ id: "m1" }] },
    prints: [{ id: "m1" }],
  },
  {
    title: "a list of lists",
    line: "api droplets_list_neighborsIds",
    sends: "GET /v2/reports/droplet_neighbors_ids",
    reply: { neighbor_ids: [[1, 2], [3, 4]] },
    prints: [[1, 2], [3, 4]],
  },
  {
    title: "one page of a list",
    line: "api regions_list --page 2 --per-page 1",
    sends: "GET /v2/regions?per_page=1&page=2",
    reply: { regions: [{ slug: "nyc1" }], links: { pages: { next: `${API}/v2/regions?page=3` } } },
    prints: [{ slug: "nyc1" }],
  },
  {
    title: "an answer that has more than its list",
    line: `api apps_get_logs_aggregate ${A} ${B} --type RUN --no-follow`,
    sends: `GET /v2/apps/${A}/deployments/${B}/logs?follow=false&type=RUN`,
    reply: { live_url: "https://example.com/", historic_urls: ["https://example.com/1"] },
    prints: { live_url: "https://example.com/", historic_urls: ["https://example.com/1"] },
  },
  {
    title: "an answer in YAML as it came",
    line: `api kubernetes_get_kubeconfig ${A} --expiry-seconds 60`,
    sends: `GET /v2/kubernetes/clusters/${A}/kubeconfig?expiry_seconds=60`,
    reply: "apiVersion: v1\nname: \t\n",
    type: "application/yaml",
    prints: "apiVersion: v1\nname: \t\n",
  },
  {
    title: "an answer in CSV as it came",
    line: `api invoices_get_csvByUUID ${A}`,
    sends: `GET /v2/customers/my/invoices/${A}/csv`,
    reply: "product,amount\r\n",
    type: "text/csv; charset=utf-8",
    prints: "product,amount\r\n",
  },
  {
    title: "a PDF into a file",
    line: `api invoices_get_pdfByUUID ${A}`,
    sends: `GET /v2/customers/my/invoices/${A}/pdf`,
    reply: "%PDF-1.7",
    type: "application/pdf",
    prints: "%PDF-1.7",
  },
  {
    title: "an operation with its own host",
    line: "api agentInference_create_chat_completion --agent --agent-url https://a.example.com/ " +
      "--allow-other-host --model m --message role:user,content:hello",
    sends: "POST https://a.example.com/api/v1/chat/completions?agent=true " +
      '{"messages":[{"role":"user","content":"hello"}],"model":"m"}',
  },
  {
    title: "a stream of events as it came",
    line: "api inference_create_chat_completion --allow-other-host --model m --stream --message " +
      "role:user,content:hello",
    sends: "POST https://inference.do-ai.run/v1/chat/completions " +
      '{"messages":[{"role":"user","content":"hello"}],"model":"m","stream":true}',
    reply: "data: {}\n\ndata: [DONE]\n\n",
    type: "text/event-stream",
    prints: "data: {}\n\ndata: [DONE]\n\n",
  },
  {
    title: "what is in the one field of an answer as a table",
    line: "api GET /v2/volumes/" + A + " -o tsv --columns name,size_gigabytes",
    sends: `GET /v2/volumes/${A}`,
    reply: { volume: { name: "data", size_gigabytes: 10 } },
    prints: "data\t10\n",
  },
);

/** Lists whose pages are told apart in other ways than by links. */
const PAGED: [title: string, line: string, exchanges: Exchange[], items: unknown[]][] = [
  [
    "by links",
    "api vpcs_list",
    [
      {
        request: "GET /v2/vpcs?per_page=200",
        reply: {
          vpcs: [1, 2],
          links: { pages: { next: `${API}/v2/vpcs?page=2&per_page=200` } },
        },
      },
      { request: "GET /v2/vpcs?page=2&per_page=200", reply: { vpcs: [3], links: {} } },
    ],
    [1, 2, 3],
  ],
  [
    "by numbers, up to an empty one",
    "api vectorDatabases_list",
    [
      { request: "GET /v2/vector-databases?per_page=200&page=1", reply: { vector_dbs: [1] } },
      { request: "GET /v2/vector-databases?per_page=200&page=2", reply: { vector_dbs: [2] } },
      { request: "GET /v2/vector-databases?per_page=200&page=3", reply: { vector_dbs: [] } },
    ],
    [1, 2],
  ],
  [
    "by numbers, up to one with null in the place of its list",
    "api vectorDatabases_list",
    [
      { request: "GET /v2/vector-databases?per_page=200&page=1", reply: { vector_dbs: [1] } },
      { request: "GET /v2/vector-databases?per_page=200&page=2", reply: { vector_dbs: null } },
    ],
    [1],
  ],
  [
    "by numbers, up to one with nothing in the place of its list",
    "api vectorDatabases_list",
    [{ request: "GET /v2/vector-databases?per_page=200&page=1", reply: { links: {} } }],
    [],
  ],
  [
    "by numbers that a server does not heed",
    "api vectorDatabases_list",
    [
      { request: "GET /v2/vector-databases?per_page=200&page=1", reply: { vector_dbs: [1] } },
      { request: "GET /v2/vector-databases?per_page=200&page=2", reply: { vector_dbs: [1] } },
    ],
    [1],
  ],
  [
    "by the last of their items",
    "api inference_list_batches --allow-other-host",
    [
      {
        request: "GET /v1/batches?limit=100",
        reply: { data: [1], has_more: true, last_id: "x" },
      },
      { request: "GET /v1/batches?limit=100&after=x", reply: { data: [2], has_more: false } },
    ],
    [1, 2],
  ],
];

for (const [title, line, exchanges, items] of PAGED) {
  Deno.test(`doapi api prints lists whose pages are told apart ${title}`, async () => {
    const { fetch, done } = script(...exchanges);
    const ran = await cli(line, { fetch });
    assertEquals([ran.err, JSON.parse(ran.out), ran.code], ["", items, 0]);
    done();
  });
}
