import { assertEquals, assertMatch } from "@std/assert";
import { cli, type World } from "../../support/cli.ts";
import { type Exchange, script } from "../../support/script.ts";

const [A, B, C] = ["a", "b", "c"].map((letter) =>
  `${letter.repeat(8)}-1111-4222-8333-444444444444`
) as [string, string, string];

/** A list as the API answers with it. */
const page = (key: string, ...items: unknown[]) => ({ [key]: items, links: {}, meta: {} });

/** The lists in which names are looked up, by their requests. */
const LISTS: Record<string, unknown> = {
  "GET /v2/databases": { databases: [{ id: A, name: "main" }, { id: B, name: "test" }] },
  "GET /v2/kubernetes/clusters?per_page=200": page("kubernetes_clusters", { id: A, name: "prod" }),
  [`GET /v2/kubernetes/clusters/${A}/node_pools`]: { node_pools: [{ id: B, name: "small" }] },
  "GET /v2/apps?per_page=200": page("apps", { id: A, spec: { name: "shop" } }),
  "GET /v2/functions/namespaces": { namespaces: [{ namespace: "fn-1", label: "jobs", uuid: A }] },
  "GET /v2/spaces/keys?per_page=200": page("keys", { name: "ci", access_key: "DO00X" }),
  "GET /v2/vpcs?per_page=200": page(
    "vpcs",
    { id: A, name: "main" },
    { id: B, name: "twin" },
    { id: C, name: "twin" },
  ),
  "GET /v2/volumes?per_page=200&name=data": page("volumes", { id: A, name: "data" }),
  "GET /v2/firewalls?per_page=200": page("firewalls", { id: A, name: "edge" }),
  "GET /v2/droplets?per_page=200&name=web": page("droplets", { id: 5, name: "web" }),
  "GET /v2/droplets?per_page=200&name=web&type=gpus": page("droplets"),
  "GET /v2/droplets?per_page=200&name=105": page("droplets", { id: 7, name: "105" }),
  "GET /v2/droplets?per_page=200&name=105&type=gpus": page("droplets"),
  "GET /v2/images/debian-12-x64": { image: { id: 9, slug: "debian-12-x64", name: "12 x64" } },
  "GET /v2/account/keys?per_page=200": page("ssh_keys", {
    id: 3,
    name: "laptop",
    fingerprint: "3b:16:bf:e4:8b:00:8b:b8:59:8c:a9:d3:f0:19:45:fa",
  }),
  "GET /v2/certificates?per_page=200&name=site": page("certificates", { id: C, name: "site" }),
  "GET /v2/load_balancers?per_page=200": page("load_balancers", { id: A, name: "front" }),
  "GET /v2/snapshots?per_page=200": page("snapshots", { id: A, name: "nightly" }),
  "GET /v2/gen-ai/agents?per_page=200": page(
    "agents",
    { uuid: A, name: "support" },
    { uuid: B, name: "billing" },
  ),
  "GET /v2/domains/example.com/records?per_page=200": page("domain_records", {
    id: 12,
    name: "www",
  }),
  "GET /v2/projects?per_page=200": page("projects", { id: C, name: "shop" }),
};

/** A command line, what it sends beside look-ups, and what it prints. */
interface Row {
  title: string;
  line: string | string[];
  /** The names that are looked up: requests of LISTS. */
  lists?: string[];
  /** Method, URL, and body as it is sent. */
  sends: string;
  reply?: unknown;
  /** The answer's content type, if it is not JSON. */
  type?: string;
  status?: number;
  /** The output, decoded; not checked if left out. */
  prints?: unknown;
  world?: Partial<World>;
  err?: string;
}

const API = "https://api.digitalocean.com";

const ROWS: Row[] = [
  {
    title: "two parameters in a path, the first by its name",
    line: "api databases_get_user main app",
    lists: ["GET /v2/databases"],
    sends: `GET /v2/databases/${A}/users/app`,
  },
  {
    title: "three parameters, one with a slash in it",
    line: "api registries_delete_repositoryTag example web/front v1",
    sends: "DELETE /v2/registries/example/repositories/web%2Ffront/tags/v1",
    err: "doapi: deleted: tag v1\n",
  },
  {
    title: "a domain that is not in ASCII",
    line: "api domains_get bücher.example",
    sends: "GET /v2/domains/xn--bcher-kva.example",
  },
  {
    title: "a name below a name",
    line: "api kubernetes_get_nodePool prod small",
    lists: [
      "GET /v2/kubernetes/clusters?per_page=200",
      `GET /v2/kubernetes/clusters/${A}/node_pools`,
    ],
    sends: `GET /v2/kubernetes/clusters/${A}/node_pools/${B}`,
  },
  {
    title: "a name that is deep in a thing",
    line: "api apps_restart shop --component web --component api",
    lists: ["GET /v2/apps?per_page=200"],
    sends: `POST /v2/apps/${A}/restart {"components":["web","api"]}`,
  },
  {
    title: "a label in the place of a name",
    line: "api functions_get_trigger jobs nightly",
    lists: ["GET /v2/functions/namespaces"],
    sends: "GET /v2/functions/namespaces/fn-1/triggers/nightly",
  },
  {
    title: "an id that is called otherwise",
    line: "api spacesKey_delete ci",
    lists: ["GET /v2/spaces/keys?per_page=200"],
    sends: "DELETE /v2/spaces/keys/DO00X",
    err: "doapi: deleted: key DO00X\n",
    status: 204,
    prints: "",
  },
  {
    title: "PATCH",
    line: "api vpcs_patch main --name other --no-default",
    lists: ["GET /v2/vpcs?per_page=200"],
    sends: `PATCH /v2/vpcs/${A} {"name":"other","default":false}`,
  },
  {
    title: "DELETE with a body of names",
    line: "api firewalls_delete_droplets edge --droplet web --droplet 6",
    lists: [
      "GET /v2/firewalls?per_page=200",
      "GET /v2/droplets?per_page=200&name=web",
      "GET /v2/droplets?per_page=200&name=web&type=gpus",
    ],
    sends: `DELETE /v2/firewalls/${A}/droplets {"droplet_ids":[5,6]}`,
    status: 204,
  },
  {
    title: "DELETE with a body of rules",
    line: `api DELETE /v2/firewalls/${A}/rules --inbound-rule ` +
      "protocol:tcp,ports:22,sources:10.0.0.0/8+2001:db8::/32+load-balancer:front",
    lists: ["GET /v2/load_balancers?per_page=200"],
    sends: `DELETE /v2/firewalls/${A}/rules {"inbound_rules":[{"protocol":"tcp","ports":"22",` +
      `"sources":{"addresses":["10.0.0.0/8","2001:db8::/32"],"load_balancer_uids":["${A}"]}}]}`,
  },
  {
    title: "DELETE with a query",
    line: "api volumes_delete_byName --name data --region nyc1",
    sends: "DELETE /v2/volumes?name=data&region=nyc1",
    err: "doapi: deleted: volume name=data&region=nyc1\n",
    status: 204,
  },
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
    title: "a parameter that is a list",
    line: `api apps_list_deployments ${A} --page 1 --deployment-type MANUAL ` +
      "--deployment-type DEPLOY_ON_PUSH",
    sends:
      `GET /v2/apps/${A}/deployments?page=1&deployment_types=MANUAL&deployment_types=DEPLOY_ON_PUSH`,
    reply: { deployments: [] },
  },
  {
    title: "a header",
    line: "api autoscalepools_delete_dangerous " + A + " --x-dangerous",
    sends: `DELETE /v2/droplets/autoscale/${A}/dangerous`,
    err: `doapi: deleted: autoscale ${A}\n`,
    status: 202,
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
    title: "a field that has no option of its own",
    line: [
      ..."api domains_update_record example.com www".split(" "),
      "--set",
      "data=@",
      "--type=A",
    ],
    lists: ["GET /v2/domains/example.com/records?per_page=200"],
    sends: 'PUT /v2/domains/example.com/records/12 {"type":"A","data":"@"}',
  },
  {
    title: "null and digits beyond what a number keeps",
    line: "api domains_create_record example.com --type A --name x --priority null --ttl " +
      "12345678901234567890 --set data=192.0.2.1",
    sends: 'POST /v2/domains/example.com/records {"type":"A","name":"x","priority":null,' +
      '"ttl":12345678901234567890,"data":"192.0.2.1"}',
  },
  {
    title: "a path with what it is about in it, the method in small letters",
    line: "api get /v2/volumes/data/snapshots?page=1",
    lists: ["GET /v2/volumes?per_page=200&name=data"],
    sends: `GET /v2/volumes/${A}/snapshots?page=1`,
    reply: { snapshots: [] },
  },
  {
    title: "a path with parameters in braces",
    line: "api GET /v2/droplets/{droplet_id}/actions/{action_id} 5 7",
    sends: "GET /v2/droplets/5/actions/7",
  },
  {
    title: "a method and a path in one word",
    line: ["api", "POST /v2/tags", "--name", "web"],
    sends: 'POST /v2/tags {"name":"web"}',
  },
  {
    title: "a fixed path that looks like one with a parameter",
    line: "api GET /v2/droplets/autoscale --page 1",
    sends: "GET /v2/droplets/autoscale?page=1",
    reply: { autoscale_pools: [] },
  },
  {
    title: "a word that is encoded in a path",
    line: "api GET /v2/registry/example/repositories/web%2Ffront/tags?page=1",
    sends: "GET /v2/registry/example/repositories/web%2Ffront/tags?page=1",
    reply: { tags: [] },
    err: "doapi: Warning: registry_list_repositoryTags is deprecated\n",
  },
  {
    title: "a body out of a YAML file, with an option over it",
    line: "api vpcs_create --data @vpc.yaml --name other",
    sends: 'POST /v2/vpcs {"name":"other","region":"nyc1","ip_range":"10.10.0.0/16"}',
    world: { files: { "vpc.yaml": "name: main\nregion: nyc1\nip_range: 10.10.0.0/16\n" } },
  },
  {
    title: "a body from standard input",
    line: "api tags_create -d @-",
    sends: 'POST /v2/tags {"name":"piped"}',
    world: { stdin: '{"name": "piped"}' },
  },
  {
    title: "a field from standard input",
    line: "api sshKeys_create --name laptop --set public_key=@-",
    sends: 'POST /v2/account/keys {"name":"laptop","public_key":"ssh-ed25519 AAAA\\n"}',
    world: { stdin: "ssh-ed25519 AAAA\n" },
  },
  {
    title: "names of four kinds in one body",
    line: "api droplets_create --name web --size s-1vcpu-1gb --region nyc1 --image debian-12-x64 " +
      "--ssh-key laptop --volume data --vpc main --monitoring",
    lists: [
      "GET /v2/images/debian-12-x64",
      "GET /v2/account/keys?per_page=200",
      "GET /v2/volumes?per_page=200&name=data",
      "GET /v2/vpcs?per_page=200",
    ],
    sends: 'POST /v2/droplets {"name":"web","region":"nyc1","size":"s-1vcpu-1gb","image":9,' +
      `"ssh_keys":[3],"monitoring":true,"volumes":["${A}"],"vpc_uuid":"${A}"}`,
  },
  {
    title: "names in an object, where ids are text",
    line: "api autoscalepools_create --name pool --config target_number_instances:2 " +
      "--droplet-template name:x,region:nyc3,size:s,image:debian-12-x64,ssh_keys:laptop+4," +
      "project:shop",
    lists: [
      "GET /v2/images/debian-12-x64",
      "GET /v2/account/keys?per_page=200",
      "GET /v2/projects?per_page=200",
    ],
    sends: 'POST /v2/droplets/autoscale {"name":"pool","config":{"target_number_instances":2},' +
      '"droplet_template":{"name":"x","region":"nyc3","size":"s","image":"9","ssh_keys":["3","4"],' +
      `"project_id":"${C}"}}`,
  },
  {
    title: "a fingerprint in a path",
    line: "api sshKeys_get 3b:16:bf:e4:8b:00:8b:b8:59:8c:a9:d3:f0:19:45:fa",
    lists: [],
    sends: "GET /v2/account/keys/3b:16:bf:e4:8b:00:8b:b8:59:8c:a9:d3:f0:19:45:fa",
  },
  {
    title: "a name of digits",
    line: "api droplets_get name:105",
    lists: [
      "GET /v2/droplets?per_page=200&name=105",
      "GET /v2/droplets?per_page=200&name=105&type=gpus",
    ],
    sends: "GET /v2/droplets/7",
  },
  {
    title: "an id that is said to be one",
    line: "api snapshots_get id:nightly",
    sends: "GET /v2/snapshots/nightly",
  },
  {
    title: "a thing that is to be put into a list is looked up where it is",
    line: "api genai_attach_agent support billing",
    lists: ["GET /v2/gen-ai/agents?per_page=200"],
    sends: `POST /v2/gen-ai/agents/${A}/child_agents/${B}`,
  },
  {
    title: "a snapshot of a volume by its name",
    line: "api volumeSnapshots_get_byId nightly",
    lists: ["GET /v2/snapshots?per_page=200"],
    sends: `GET /v2/volumes/snapshots/${A}`,
  },
  {
    title: "dates and colons in a path",
    line: "api billingInsights_list do:team:1 2026-01-01 2026-01-31 --page 1",
    sends: "GET /v2/billing/do:team:1/insights/2026-01-01/2026-01-31?page=1",
    reply: { data_points: [], total_items: 0, total_pages: 0, current_page: 1 },
  },
  {
    title: "a certificate within a rule of a list",
    line: `api loadBalancers_add_forwardingRules ${A} --forwarding-rule ` +
      "entry-protocol:https,entry-port:443,target-protocol:http,target-port:80,certificate:site",
    lists: ["GET /v2/certificates?per_page=200&name=site"],
    sends: `POST /v2/load_balancers/${A}/forwarding_rules {"forwarding_rules":[{` +
      '"entry_protocol":"https","entry_port":443,"target_protocol":"http","target_port":80,' +
      `"certificate_id":"${C}"}]}`,
    status: 204,
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
];

for (const row of ROWS) {
  Deno.test(`doapi api sends ${row.title}`, async () => {
    const { ran, texts } = await runRow(row);
    assertEquals(ran.err, row.err ?? "");
    assertEquals(texts.at(-1), row.sends);
    assertEquals(texts.slice(0, -1).sort(), (row.lists ?? []).toSorted());
    if (row.prints !== undefined) assertEquals(printed(ran.out), row.prints);
    assertEquals(ran.code, 0);
  });
}

function printed(out: string): unknown {
  try {
    return JSON.parse(out);
  } catch {
    return out;
  }
}

/** Runs a row; gives all requests as "METHOD URL BODY", the URL without the API's own host. */
async function runRow({ line, reply = {}, type = "application/json", status = 200, world }: Row) {
  const texts: string[] = [];
  const ran = await cli(line, {
    ...world,
    fetch(url, { method, body }) {
      const target = url.replace(API, "");
      texts.push(`${method} ${target}${body ? ` ${body}` : ""}`);
      const list = LISTS[texts.at(-1) as string];
      if (list) return Promise.resolve(Response.json(list));
      const text = typeof reply === "string" ? reply : JSON.stringify(reply);
      const headers = { "content-type": type };
      return Promise.resolve(new Response(status === 204 ? null : text, { status, headers }));
    },
  });
  return { ran, texts };
}

/** A command line that is refused, what it sends before that, its exit code and messages. */
const REFUSED: [
  title: string,
  line: string | string[],
  sends: string[],
  code: number,
  err: RegExp,
  world?: Partial<World>,
][] = [
  [
    "an operation on another server, without leave to send the token there",
    "api inference_list_models",
    [],
    1,
    /^doapi: The URL is at https:\/\/inference.do-ai.run\/v1\/models, .+\ndoapi: See --allow-other-host\n$/,
  ],
  [
    "a name that several things have",
    "api vpcs_get twin",
    ["GET /v2/vpcs?per_page=200"],
    1,
    new RegExp(`^doapi: 'twin': ambiguous; name used by multiple VPCs: ${B}, ${C}\n$`),
  ],
  [
    "a name that nothing has",
    "api vpcs_get mian",
    ["GET /v2/vpcs?per_page=200"],
    1,
    /^doapi: 'mian': no such VPC; perhaps main\n$/,
  ],
  [
    "an operation that there is not",
    "api volumes_lst --name x",
    [],
    2,
    /doapi: The API has no operation "volumes_lst"; perhaps volumes_list, .+\.\n$/,
  ],
  [
    "a path that there is not",
    "api GET /v2/dropletz",
    [],
    2,
    /doapi: The API has no operation "GET \/v2\/dropletz"\.\n$/,
  ],
  [
    "a method that a path does not have",
    "api patch /v2/droplets/1",
    [],
    2,
    /doapi: The API has no operation "PATCH \/v2\/droplets\/1"; the path has DELETE, GET\.\n$/,
  ],
  ["a method alone", "api GET", [], 2, /doapi: GET needs a path, such as GET \/v2\/account\.\n$/],
  [
    "a field whose name has blanks in it",
    ["api", "vpcs_create", "--name=a", "--region=nyc1", "--set=my or your=1"],
    [],
    2,
    /doapi: Unknown field "my or your"\.\n/,
  ],
  ["nothing", "api", [], 2, /doapi: Name an operation, or list them all with --list\.\n$/],
  ["an argument too few", "api volumes_get", [], 2, /Missing argument.*volume/],
  ["an argument too many", "api volumes_get a b", [], 2, /Too many arguments.*b/],
  [
    "an option that an operation does not have",
    "api volumes_get a --data x",
    [],
    2,
    /Unknown option "--data"/,
  ],
  [
    "everything that is wrong with a line, before there is a token",
    "api volumes_create --region nyc1 --size-gigabytes ten",
    [],
    2,
    new RegExp(
      '^Usage: .+\ndoapi: Option "--size-gigabytes" must be a whole number, but got "ten"\\.\n' +
        'doapi: Missing required option "--name"\\.\n' +
        "doapi: If the API takes it nevertheless, add --unchecked\n$",
    ),
    { env: {} },
  ],
  [
    "a body that is not of the right type",
    "api vpcs_create --data [1]",
    [],
    2,
    /\ndoapi: The body must be an object, but got a list\.\n/,
  ],
  [
    "a body that is neither JSON nor YAML",
    "api vpcs_create --data {a",
    [],
    2,
    /Option "--data" is not valid JSON: /,
  ],
  [
    "a number that does not exist as an id",
    "api actions_get x",
    [],
    2,
    /Argument "action" must be a whole number, but got "x"\.\n$/,
  ],
  [
    "a path that would lead elsewhere",
    "api domains_get ..",
    [],
    1,
    /^doapi: "\.\." cannot be part of a URL path\n$/,
  ],
  [
    "a PDF on a terminal",
    `api invoices_get_pdfByUUID ${A}`,
    [],
    1,
    /^doapi: The answer is a PDF, which a terminal cannot show: write it to a file\n$/,
    { outIsTerminal: true },
  ],
];

for (const [title, line, sends, code, err, world] of REFUSED) {
  Deno.test(`doapi api refuses ${title}`, async () => {
    const { ran, texts } = await runRow({ title, line, sends: "", ...(world ? { world } : {}) });
    assertEquals(texts, sends);
    assertMatch(ran.err, err);
    assertEquals([ran.out, ran.code], ["", code]);
  });
}

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

Deno.test("doapi api uploads to a signed URL without the token, and with what the file has", async () => {
  const seen: unknown[] = [];
  const line = "api inference_upload_batch_file --upload-url https://up.example.com/x?sig=1 -d @f";
  const ran = await cli(line, {
    files: { f: '{"a": 1}\n' },
    fetch(url, { method, body, headers }) {
      const given = new Headers(headers);
      seen.push([method, url, body, given.get("content-type"), given.get("authorization")]);
      return Promise.resolve(new Response(null));
    },
  });
  assertEquals(ran.code, 0);
  assertEquals(seen, [
    ["PUT", "https://up.example.com/x?sig=1", '{"a": 1}\n', "application/octet-stream", null],
  ]);
});

Deno.test("doapi api says what the API says against it", async () => {
  const { fetch } = script({
    request: `GET /v2/vpcs/${A}`,
    status: 404,
    reply: { id: "not_found", message: "No such VPC." },
  });
  const ran = await cli(`api vpcs_get ${A}`, { fetch });
  assertEquals([ran.err, ran.out, ran.code], [
    `doapi: Cannot call vpcs_get (GET /v2/vpcs/${A}): 404 not_found: No such VPC.\n`,
    "",
    1,
  ]);
});

const nothing: World = { fetch: () => Promise.reject(new Error("Nothing is sent here")) };

Deno.test("doapi api --list prints the operations of an area, as a table on a terminal", async () => {
  const line = ["api", "--list", "block-storage-actions"];
  const { out } = await cli(line, nothing);
  assertEquals(JSON.parse(out)[0], {
    id: "volumeActions_get",
    method: "GET",
    path: "/v2/volumes/{volume_id}/actions/{action_id}",
    area: "Block Storage Actions",
    deprecated: false,
  });
  const table = await cli(line, { ...nothing, outIsTerminal: true });
  assertMatch(table.out, /^id +method +path\nvolumeActions_get +GET +\/v2\/volumes\//);
  const tsv = await cli([...line, "-o", "tsv", "--columns", "id"], nothing);
  assertEquals(tsv.out.split("\n").slice(0, 2), ["volumeActions_get", "volumeActions_list"]);
  const all = await cli("api --list", nothing);
  assertEquals(JSON.parse(all.out).length, 659);
  const none = await cli("api --list volmes", nothing);
  assertMatch(none.err, /There is no area "volmes"/);
  assertEquals(none.code, 2);
});

Deno.test("the help of an operation with a field called data says how that is given", async () => {
  const { out } = await cli("api domains_create_record --help", nothing);
  assertMatch(out.replace(/\s+/g, " "), /standard input\. The field data is --set data=VALUE\./);
});

Deno.test("doapi api OPERATION --help tells what it takes, no line longer than a terminal is wide", async () => {
  const { out, code } = await cli("api volumes_create --help", nothing);
  assertEquals(code, 0);
  assertMatch(out, /^POST \/v2\/volumes: the operation volumes_create of Block Storage\./);
  assertMatch(out, /\nUsage: doapi api volumes_create \[options\]\n/);
  assertMatch(out, /\n {2}--size-gigabytes <number> +A whole number\. Required\.\n/);
  assertMatch(out, /\n {2}--snapshot <snapshot> +Id or name of a snapshot\.\n/);
  for (const line of out.split("\n")) assertEquals(line.length <= 80, true, line);
});
