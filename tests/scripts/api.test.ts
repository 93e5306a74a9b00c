import { assertEquals, assertThrows } from "@std/assert";
import { dateOf, generate } from "../../scripts/api.ts";
import type { Description } from "../../scripts/api/description.ts";

const ok = (schema: unknown) => ({ 200: { content: { "application/json": { schema } } } });

const DESCRIPTION = {
  paths: {
    "/v2/boats/{boat_id}": {
      parameters: [{ $ref: "#/components/parameters/boat_id" }],
      get: {
        operationId: "boats_get",
        tags: ["Boats"],
        responses: ok({
          properties: {
            boat: { $ref: "#/components/schemas/boat" },
          },
        }),
      },
      delete: { operationId: "boats_delete", tags: ["Boats"], responses: { 204: {} } },
    },
    "/v2/boats": {
      post: {
        operationId: "boats_create",
        tags: ["Boats"],
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                allOf: [{ $ref: "#/components/schemas/boat" }, { required: ["name"] }],
              },
            },
          },
        },
        responses: {
          201: {
            content: {
              "application/json": {
                schema: {
                  properties: { boat: { $ref: "#/components/schemas/boat" } },
                },
              },
            },
          },
        },
        security: [{ bearer_auth: ["boat:create"] }],
      },
      get: {
        operationId: "boats_list",
        tags: ["Boats"],
        parameters: [
          { name: "page", in: "query", schema: { type: "integer", minimum: 1 } },
          { name: "color", in: "query", schema: { type: "string", enum: ["red", "blue"] } },
        ],
        responses: ok({
          allOf: [
            {
              properties: {
                boats: { type: "array", items: { $ref: "#/components/schemas/boat" } },
              },
            },
            { properties: { links: { type: "object" }, meta: { type: "object" } } },
          ],
        }),
      },
    },
  },
  components: {
    parameters: {
      boat_id: {
        name: "boat_id",
        in: "path",
        required: true,
        schema: { type: "string", format: "uuid" },
      },
    },
    schemas: {
      boat: {
        type: "object",
        properties: {
          id: { type: "string", format: "uuid", readOnly: true },
          name: { type: "string", maxLength: 9, description: "Prose.", example: "Ahoy" },
          sails: { type: "integer", nullable: true },
        },
      },
    },
  },
} as unknown as Description;

Deno.test("a description becomes types of its routes, each schema named once", () => {
  const { "routes.ts": text = "" } = generate(DESCRIPTION, "2026-01-02");
  assertEquals(text.split("\n").slice(2), [
    "/** A type with some of its optional fields required. */",
    "export type With<T, K extends string> = T & { [P in K & keyof T]-?: NonNullable<T[P]> };",
    "/** Every schema of the API's description that a route refers to, by its name there. */",
    "export type Schemas = {",
    "  boat: { id?: string; name?: string; sails?: number | null };",
    "};",
    "/** Every operation of the API, by its method and path. */",
    "export type Routes = {",
    '  "GET /v2/boats": { query?: { color?: "red" | "blue" }; ok: { boats?: Schemas["boat"][] } & { links?: Record<string, unknown>; meta?: Record<string, unknown> } };',
    '  "POST /v2/boats": { body: With<Schemas["boat"], "name">; ok: { boat?: Schemas["boat"] } };',
    '  "GET /v2/boats/{boat_id}": { ok: { boat?: Schemas["boat"] } };',
    '  "DELETE /v2/boats/{boat_id}": { ok: null };',
    "};",
    "",
  ]);
});

Deno.test("a description becomes facts: parameters, fields of bodies without what the server sets, lists", () => {
  const { "operations.ts": text = "" } = generate(DESCRIPTION, "2026-01-02");
  const facts = (id: string) =>
    JSON.parse(new RegExp(`^  "${id}": (.*),$`, "m").exec(text)?.[1] ?? "null");
  assertEquals(facts("boats_create"), {
    id: "boats_create",
    method: "POST",
    path: "/v2/boats",
    area: "Boats",
    body: {
      required: true,
      schema: {
        type: "object",
        fields: {
          name: { type: "string", maxLength: 9 },
          sails: { type: "integer", nullable: true },
        },
        required: ["name"],
      },
    },
    status: 201,
    scopes: ["boat:create"],
  });
  assertEquals(facts("boats_list"), {
    id: "boats_list",
    method: "GET",
    path: "/v2/boats",
    area: "Boats",
    params: [
      { name: "page", in: "query", type: "integer", minimum: 1 },
      { name: "color", in: "query", type: "string", enum: ["red", "blue"] },
    ],
    status: 200,
    list: { key: "boats", ids: ["id", "name"] },
  });
});

Deno.test("variants that only require fields keep them, but not what only the server sets", () => {
  const description = structuredClone(DESCRIPTION);
  const boat = description.components.schemas!.boat!;
  Object.assign(boat, {
    required: ["id", "name"],
    anyOf: [{ required: ["sails"] }, { properties: { id: { readOnly: true } }, required: ["id"] }],
  });
  const { "operations.ts": text = "" } = generate(description, "2026-01-02");
  const facts = JSON.parse(/^ {2}"boats_create": (.*),$/m.exec(text)?.[1] ?? "null");
  assertEquals(facts.body.schema.required, ["name"]);
  assertEquals(facts.body.schema.anyOf, [{ required: ["sails"] }, { type: "object" }]);
});

Deno.test("generated files are the same from run to run, without prose, and name the date", () => {
  const files = generate(DESCRIPTION, "2026-01-02");
  assertEquals(files, generate(structuredClone(DESCRIPTION), "2026-01-02"));
  for (const text of Object.values(files)) {
    assertEquals(dateOf(text), "2026-01-02");
    assertEquals(/Prose|Ahoy/.test(text), false);
  }
});

Deno.test("a reference to nothing ends the generator", () => {
  const broken = structuredClone(DESCRIPTION);
  delete broken.components.schemas?.boat;
  assertThrows(() => generate(broken, "2026-01-02"), Error, "has no #/components/schemas/boat");
});
