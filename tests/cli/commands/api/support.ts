/** Command lines of `doapi api`, and lists of things to look names up in. */

import { assertEquals } from "@std/assert";
import { cli, type World } from "../../../support/cli.ts";

/** Ids of things that names are looked up for. */
export const [A, B, C] = ["a", "b", "c"].map((letter) =>
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
export interface Row {
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

export const API = "https://api.digitalocean.com";

/** Makes a test of each row: what it looks up, sends and prints. */
export function sends(...rows: Row[]): void {
  for (const row of rows) {
    Deno.test(`doapi api sends ${row.title}`, async () => {
      const { ran, texts } = await runRow(row);
      assertEquals(ran.err, row.err ?? "");
      assertEquals(texts.at(-1), row.sends);
      assertEquals(texts.slice(0, -1).sort(), (row.lists ?? []).toSorted());
      if (row.prints !== undefined) assertEquals(printed(ran.out), row.prints);
      assertEquals(ran.code, 0);
    });
  }
}

function printed(out: string): unknown {
  try {
    return JSON.parse(out);
  } catch {
    return out;
  }
}

/** Runs a row; gives all requests as "METHOD URL BODY", the URL without the API's own host. */
export async function runRow(
  { line, reply = {}, type = "application/json", status = 200, world }: Row,
) {
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
