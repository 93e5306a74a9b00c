// Bodies that are not JSON, for those who ask for them.
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { BodyError, DOAPI, DOAPIError } from "@doapi/doapi";

const answering = (body: BodyInit | null, type: string | null, status = 200) =>
  new DOAPI("a-long-token", {
    fetch: () => {
      const response = new Response(body, { status });
      response.headers.delete("content-type");
      if (type !== null) response.headers.set("content-type", type);
      return Promise.resolve(response);
    },
    retry: false,
  });

const bytes = (text: string) => new TextEncoder().encode(text);
const PDF = Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0x00, 0xff, 0xfe, 0x0d, 0x0a);

const BODIES: [name: string, body: BodyInit | null, type: string | null, gives: unknown][] = [
  ["YAML", "apiVersion: v1\n", "application/yaml", bytes("apiVersion: v1\n")],
  ["CSV of one number", "1\n", "text/csv", bytes("1\n")],
  ["a PDF", PDF, "application/pdf", PDF],
  ["a byte order mark", "\ufeffa,b\n", "text/csv; charset=utf-8", bytes("\ufeffa,b\n")],
  ["YAML that begins like JSON", "{a: 1}\n", "text/yaml", bytes("{a: 1}\n")],
  ["a line break", "\n", "text/plain", bytes("\n")],
  ["text without a type", "plain", null, bytes("plain")],
  ["JSON", '{"a": 1}', "application/json", { a: 1 }],
  ["JSON of a number", "1", "application/json; charset=utf-8", 1],
  ["JSON with a type of its own", "[1]", "application/vnd.api+json", [1]],
  ["JSON under another type", ' {"a": 1}', "text/plain", { a: 1 }],
  ["JSON without a type", '{"a": 1}', null, { a: 1 }],
  ["nothing", "", "text/csv", null],
  ["nothing at all", null, null, null],
  ["white space under the type of JSON", " \n", "application/json", null],
];
for (const [name, body, type, gives] of BODIES) {
  Deno.test(`request() with bytes gives ${name} as it came`, async () => {
    const got = await answering(body, type).request("/v2/x", { bytes: true });
    assertEquals(got, gives);
  });
}

Deno.test("without bytes, a body that is not JSON is an error", async () => {
  for (const [body, type] of [["a: 1", "application/yaml"], [PDF, "application/pdf"]] as const) {
    await assertRejects(() => answering(body, type).request("/v2/x"), BodyError, type);
  }
});

Deno.test("what says that it is JSON and is not is an error in any case", async () => {
  for (const body of ['{"a": ', "OK, will do"]) {
    const request = () => answering(body, "application/json").request("/v2/x", { bytes: true });
    await assertRejects(request, BodyError);
  }
});

Deno.test("an error status is an error whatever its body", async () => {
  const error = await assertRejects(
    () => answering("a,b\n", "text/csv", 404).request("/v2/x", { bytes: true }),
    DOAPIError,
  );
  assertStringIncludes(error.message, "404: a,b");
});

Deno.test("a request for bytes says to the server that other types will do", async () => {
  const accepted: unknown[] = [];
  const doapi = new DOAPI("t", {
    fetch: (_, init) => {
      accepted.push(new Headers(init.headers).get("accept"));
      return Promise.resolve(new Response("{}"));
    },
  });
  await doapi.request("/v2/x");
  await doapi.request("/v2/x", { bytes: true });
  assertEquals(accepted, ["application/json", "application/json, */*;q=0.5"]);
});
