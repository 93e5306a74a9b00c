import { assertEquals } from "@std/assert";
import { type Operation, OPERATIONS, type Schema, SCHEMAS } from "@doapi/doapi/api";
import { refOf } from "../../../cli/base/fields/refs.ts";
import { cli } from "../../support/cli.ts";

const UUID = "4de7ac8b-495b-4884-9a69-1050c6793cd6";

/** Text that matches a pattern of the description. */
const MATCHING: Readonly<Record<string, string>> = {
  "^[a-z][a-z0-9-]{0,30}[a-z0-9]$": "web-1",
  "^((xn--)?[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*\\.)+[a-zA-Z]{2,}\\.?$": "example.com",
  "^https://": "https://example.com/",
  "^$|[0-9a-f]{8}\\b-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-\\b[0-9a-f]{12}": UUID,
  "^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)+$":
    "example.com",
  "^[A-Z_]*(,[A-Z_]+)*$": "ANSI,TRADITIONAL",
  "^.+/.+$": "a/b",
  "^(default|[a-z_]+=(on|off|default)(,[a-z_]+=(on|off|default))*)$": "default",
  "^[KEg\\$lshzxeA]*$": "KEA",
  ".+\\.[Jj][Ss][Oo][Nn][Ll]$": "batch.jsonl",
  "^do:kubernetes:.*": `do:kubernetes:${UUID}`,
  "^do:(dbaas|domain|droplet|floatingip|loadbalancer|space|volume|kubernetes|vpc):.*":
    "do:droplet:1",
};

const FORMATS: Readonly<Record<string, string>> = {
  uuid: UUID,
  "date-time": "2026-01-31T12:00:00Z",
  email: "sammy@example.com",
  hostname: "example.com",
  cidr: "10.10.0.0/16",
  uri: "https://example.com/",
  url: "https://example.com/",
};

function resolved(schema: Schema): Schema {
  return schema.ref === undefined ? schema : SCHEMAS[schema.ref] ?? {};
}

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

/** A value that a schema allows: with every field of every object, or with those it needs. */
function sample(given: Schema, all: boolean, depth = 0): unknown {
  const schema = resolved(given);
  const [variant] = schema.anyOf ?? [];
  if (schema.enum) return schema.enum[0];
  if (variant && !schema.fields) return sample(variant, all, depth);
  // Of some objects only one of several fields is required.
  if (!schema.type && schema.required) return {};
  switch (schema.type) {
    case "integer":
      return Math.min(Math.max(schema.minimum ?? 3, 3), schema.maximum ?? Infinity);
    case "number":
      return Math.min(Math.max(schema.minimum ?? 0.5, 0.5), schema.maximum ?? Infinity);
    case "boolean":
      return true;
    case "array":
      return Array.from(
        { length: schema.minItems ?? 1 },
        () => sample(schema.items ?? {}, all, depth + 1),
      );
    case "object": {
      const { fields = {}, required = [], values } = schema;
      // Some objects contain themselves, and some are very deep.
      const needed = [...required, ...resolved(variant ?? {}).required ?? []];
      const names = all && depth < 4
        ? Object.keys(fields)
        : needed.filter((name) => name in fields);
      const object: Fields = Object.fromEntries(
        names.map((name) => [name, sample(fields[name] ?? {}, all, depth + 1)]),
      );
      if (all && values) object.key = sample(values, all, depth + 1);
      return variant ? { ...object, ...sample(variant, all, depth) as Fields } : object;
    }
    default: {
      const text = MATCHING[schema.pattern ?? ""] ?? FORMATS[schema.format ?? ""] ?? "web";
      return text.padEnd(schema.minLength ?? 0, "x");
    }
  }
}

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

for (const all of [true, false]) {
  const what = all ? "all that it takes" : "what it needs";
  Deno.test(`doapi api sends every operation with ${what}, to the letter`, async () => {
    for (const operation of Object.values(OPERATIONS)) await sends(operation, all);
    assertEquals(Object.keys(OPERATIONS).length, 659);
  });
}

async function sends(operation: Operation, all: boolean): Promise<void> {
  const { id, method, path, params = [], body, server, list } = operation;
  const args: string[] = [];
  let url = path;
  const query: [string, string][] = [];
  const headers: Record<string, string> = {};
  for (const { name, in: place, mandatory, ...schema } of params) {
    if (!mandatory && !all) continue;
    const value = sample(schema, all);
    if (place === "path") {
      args.push(`id:${value}`);
      url = url.replace(`{${name}}`, encodeURIComponent(String(value)));
      continue;
    }
    args.push(...option(name, value, operation));
    for (const one of [value].flat()) {
      if (place === "query") query.push([name, String(one)]);
      else headers[name] = String(one);
    }
  }
  const isJSON = body && body.type === undefined;
  const values = isJSON ? sample(body.schema, all) as Fields : {};
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
  if (COUNTED.includes(id) && !all) query.push(["page", "1"]);
  if (list && size && !all) query.push([size.name, String(Math.min(200, size.maximum ?? 200))]);
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
