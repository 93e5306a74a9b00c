import { assertEquals } from "@std/assert";
import { type Operation, OPERATIONS } from "@doapi/doapi/api";
import { refOf } from "../../../../cli/base/fields/refs.ts";
import { cli } from "../../../support/cli.ts";
import { sample } from "../../../support/sample.ts";

/** Lists whose pages have no links, so that they are counted. */
const COUNTED = [
  "billingInsights_list",
  "genai_list_model_catalog",
  "registries_list_garbageCollections",
  "registry_list_garbageCollections",
  "security_list_scan_finding_affected_resources",
  "vectorDatabases_list",
];

type Fields = Record<string, unknown>;

/** In how many levels of objects all fields are given. */
const LEVELS = 4;

/** How a field is given on the command line. */
function option(name: string, value: unknown, operation: Operation): string[] {
  // Names are looked up in another test.
  const list = refOf(name, operation.path);
  const text = (one: unknown) => typeof one === "object" ? JSON.stringify(one) : String(one);
  if (list === undefined) return [`--set=${name}=${text(value)}`];
  const flag = `--${name.replace(/_(ids?|uids?|uuids?)$/, "").replaceAll("_", "-")}`;
  return Array.isArray(value)
    ? value.map((one) => `${flag.replace(/([^s])s$/, "$1")}=id:${text(one)}`)
    : [`${flag}=id:${text(value)}`];
}

for (const levels of [LEVELS, 0]) {
  const what = levels ? "all that it takes" : "what it needs";
  Deno.test(`doapi api sends every operation with ${what}, to the letter`, async () => {
    for (const operation of Object.values(OPERATIONS)) await sends(operation, levels);
    assertEquals(Object.keys(OPERATIONS).length, 659);
  });
}

async function sends(operation: Operation, levels: number): Promise<void> {
  const { id, method, path, params = [], body, server, list } = operation;
  const args: string[] = [];
  let url = path;
  const query: [string, string][] = [];
  const headers: Record<string, string> = {};
  for (const { name, in: place, mandatory, ...schema } of params) {
    if (!mandatory && !levels) continue;
    const value = sample(schema, name, levels);
    if (place === "path") {
      args.push(`id:${value}`);
      url = url.replace(`{${name}}`, encodeURIComponent(String(value)).replaceAll("%3A", ":"));
      continue;
    }
    args.push(...option(name, value, operation));
    for (const one of [value].flat()) {
      if (place === "query") query.push([name, String(one)]);
      else headers[name] = String(one);
    }
  }
  const isJSON = body && body.type === undefined;
  const values = isJSON ? sample(body.schema, "", levels) as Fields : {};
  const sent = body?.required || Object.keys(values).length > 0 ? values : null;
  for (const [name, value] of Object.entries(values)) {
    args.push(...option(name, value, operation));
  }
  if (body && !isJSON) args.push("--data=one line");
  if (server) args.push("--allow-other-host");
  let host = server ?? "https://api.digitalocean.com";
  if (server?.includes("{agent_url}")) {
    args.push("--agent-url=agent.example.com");
    host = "https://agent.example.com";
  }
  if (server === "https://") {
    args.splice(args.indexOf("--allow-other-host"), 1);
    args.push("--upload-url=https://upload.example.com/x?signature=1");
    [host, url] = ["https://upload.example.com", "/x?signature=1"];
  }
  // The lists that take a number of items are asked for as many as possible.
  const size = params.find(({ name }) => name === "per_page" || name === "limit");
  if (COUNTED.includes(id) && !levels) query.push(["page", "1"]);
  if (list && size && !levels) query.push([size.name, String(Math.min(200, size.maximum ?? 200))]);
  const seen: unknown[] = [];
  const ran = await cli(["api", id, ...args], {
    fetch(target, init) {
      const { origin, pathname, searchParams, search } = new URL(target);
      const given = new Headers(init.headers);
      seen.push({
        request: `${init.method} ${origin}${pathname}${server === "https://" ? search : ""}`,
        query: server === "https://" ? [] : [...searchParams].sort(),
        body: isJSON ? JSON.parse(String(init.body ?? null)) : init.body,
        headers: Object.fromEntries(Object.keys(headers).map((name) => [name, given.get(name)])),
        token: given.has("authorization"),
      });
      const answer = list ? JSON.stringify({ [list.key]: [] }) : "{}";
      return Promise.resolve(
        new Response(answer, { headers: { "content-type": "application/json" } }),
      );
    },
  });
  assertEquals({ id, args, ...ran, out: "", err: "", requests: [], seen: seen.slice(0, 1) }, {
    id,
    args,
    code: 0,
    out: "",
    err: "",
    requests: [],
    seen: [{
      request: `${method} ${host}${url}`,
      query: query.sort(),
      body: isJSON ? sent : body ? "one line" : null,
      headers,
      token: server !== "https://",
    }],
  });
}
