import { assertEquals, assertThrows } from "@std/assert";
import { fromEnv } from "@doapi/doapi/env";

Deno.test("fromEnv() takes the first token and the first endpoint that is set", () => {
  const both = { DIGITALOCEAN_ACCESS_TOKEN: "c", DIGITALOCEAN_TOKEN: "b" };
  assertEquals(fromEnv({}, both).apiToken, "b");
  assertEquals(fromEnv({}, { ...both, DO_API_TOKEN: "a" }).apiToken, "a");
  const env = { DO_API_TOKEN: "a", DIGITALOCEAN_API_URL: "https://b.example" };
  assertEquals(fromEnv({}, { DO_API_TOKEN: "a" }).endpoint, "https://api.digitalocean.com");
  assertEquals(fromEnv({}, env).endpoint, "https://b.example");
  const first = { ...env, DO_API_ENDPOINT: "https://a.example" };
  assertEquals(fromEnv({}, first).endpoint, "https://a.example");
  assertEquals(fromEnv({ endpoint: "https://c.example" }, first).endpoint, "https://c.example");
});

Deno.test("fromEnv() refuses a variable that is missing or set but empty", () => {
  assertThrows(() => fromEnv({}, {}), TypeError, "DIGITALOCEAN_TOKEN or DIGITALOCEAN_ACCESS_TOKEN");
  const empty = { DO_API_TOKEN: " ", DIGITALOCEAN_TOKEN: "b" };
  assertThrows(() => fromEnv({}, empty), TypeError, "DO_API_TOKEN is set but empty");
  const endpoint = { DO_API_TOKEN: "a", DO_API_ENDPOINT: "" };
  assertThrows(() => fromEnv({}, endpoint), TypeError, "DO_API_ENDPOINT is set but empty");
});

Deno.test("fromEnv() reads the variables of the process", () => {
  const before = Deno.env.get("DO_API_TOKEN");
  Deno.env.set("DO_API_TOKEN", "from-the-process");
  try {
    assertEquals(fromEnv({ endpoint: "https://a.example" }).apiToken, "from-the-process");
  } finally {
    if (before === undefined) Deno.env.delete("DO_API_TOKEN");
    else Deno.env.set("DO_API_TOKEN", before);
  }
});
