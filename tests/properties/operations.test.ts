import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { createSandbox, type SandboxSeed } from "@doapi/doapi/sandbox/all";
import { ANSWERS } from "../../lib/api/answers.ts";
import { COLLECTIONS } from "../../lib/sandbox/generic/collections.ts";
import { fill } from "../../lib/sandbox/generic/locate.ts";
import { patternOf, PLAN } from "../../lib/sandbox/generic/plan.ts";
import { RESULTS, wrong } from "../../lib/sandbox/generic/schema.ts";
import { kindOf } from "../../lib/sandbox/kinds/all.ts";
import { ROUTES } from "../../lib/sandbox/routes/mod.ts";
import { property } from "../support/property.ts";
import { sample } from "../support/sample.ts";

const CORE = new Set(ROUTES.map(({ method, path }) => `${method} ${path}`));

/** The operations that nothing but the description says anything about, and those of kinds. */
const BEYOND = PLAN.filter(({ operation: { method, path } }) => !CORE.has(`${method} ${path}`));

/** A key that is a name as well. */
const KEY = "a0000000-0000-4000-8000-000000000000";

const KEYS = [KEY, KEY, KEY, KEY];

/** Something of that key in every collection that has no rules about what is in it. */
const SEED: SandboxSeed = {
  droplets: 1,
  images: [{ name: "own" }],
  volumes: [{ name: "data", size_gigabytes: 1 }],
  vpcs: [{ name: "own" }],
  resources: Object.fromEntries(
    [...COLLECTIONS.values()]
      .filter(({ pattern, home }) => pattern === home && kindOf(pattern) === undefined)
      .filter(({ pattern }) => !pattern.startsWith("/v2/projects"))
      .map((
        { pattern, keyFrom },
      ) => [fill(pattern, KEYS), [{ id: keyFrom === "number" ? 7 : KEY }]]),
  ),
};

const value = fc.oneof(
  fc.constantFrom(null, "", "x", "nyc3", 0, -1, 1e300, true, [], {}, [null], ["x"], "__proto__"),
  fc.jsonValue({ maxDepth: 3 }),
);

const request = fc.record({
  planned: fc.constantFrom(...BEYOND),
  other: fc.oneof(
    { weight: 5, arbitrary: fc.constant(KEY) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("7", "1", "3164001", "%F0%9F%98%80", "..%2f", "__proto__"),
    },
  ),
  query: fc.constantFrom("", "?page=2", "?per_page=1", "?name=x", "?region=nyc3", "?sort=name"),
  changes: fc.dictionary(
    fc.constantFrom(
      "name",
      "region",
      "tags",
      "type",
      "spec",
      "vpc_ids",
      "resources",
      "constructor",
    ),
    value,
    { maxKeys: 3 },
  ),
});

property(
  "whatever is asked beyond the core is answered in its shape, and the state can be restored",
  [fc.array(request, { minLength: 1, maxLength: 15 })],
  async (requests) => {
    const sandbox = createSandbox({ rateLimit: false, actionTime: 0, seed: SEED });
    for (const { planned: { operation }, other, query, changes } of requests) {
      const path = fill(encodeURI(patternOf(operation.path)).replaceAll("%7B%7D", "{}"), KEYS)
        .replaceAll(KEY, other);
      const sent = operation.body && sample(operation.body.schema, "", 2);
      const response = await sandbox.fetch(`http://localhost${path}${query}`, {
        method: operation.method,
        headers: { authorization: "Bearer t" },
        ...(sent !== undefined && {
          body: JSON.stringify({ ...sent as Record<string, unknown>, ...changes }),
        }),
      });
      const text = await response.text();
      const what = `${operation.id} ${path}: ${response.status} ${text}`;
      assert(response.status < 500, what);
      if (!/json/.test(response.headers.get("content-type") ?? "")) continue;
      const json = JSON.parse(text);
      const schema = ANSWERS[operation.id];
      const complaint = response.ok && schema ? wrong(schema, json, RESULTS) : undefined;
      // The description does not know that apps and IPv6 addresses can be in a project.
      if (complaint?.endsWith("urn is invalid")) continue;
      assertEquals([what, complaint], [what, undefined]);
    }
    const state = sandbox.snapshot();
    sandbox.restore(JSON.parse(JSON.stringify(sandbox)));
    assertEquals(sandbox.snapshot(), state);
  },
  300,
);
