import { assertEquals } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { script } from "../../support/script.ts";

const PRIVATE_KEY = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n";
const DATABASE = {
  id: "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30",
  name: "main",
  connection: { uri: "kafka://doadmin:5ecret@host:25060", user: "doadmin", password: "5ecret" },
  users: [{ name: "doadmin", password: "5ecret", access_key: PRIVATE_KEY }],
};
const CLEAN = {
  ...DATABASE,
  connection: { uri: "kafka://doadmin:***@host:25060", user: "doadmin", password: "***" },
  users: [{ name: "doadmin", password: "***", access_key: "***" }],
};
const LIST = { request: "GET /v2/databases?per_page=200", reply: { databases: [DATABASE] } };

async function printed(line: string): Promise<string> {
  const { code, out, err } = await cli(line, script(LIST));
  assertEquals([code, err], [0, ""]);
  return out;
}

Deno.test("show prints the secrets in JSON as the API sent them, and list hides them", async () => {
  assertEquals(JSON.parse(await printed("database show")), [DATABASE]);
  assertEquals(JSON.parse(await printed("database list")), [CLEAN]);
  assertEquals(JSON.parse(await printed("database ls -o jsonl")), CLEAN);
  assertEquals(await printed("database list --query [0].users[].password"), '[\n    "***"\n]\n');
  assertEquals((await printed("database list -o yaml")).includes("5ecret"), false);
});

Deno.test("a table hides secrets, unless their column is named", async () => {
  for (const form of ["wide", "csv --columns users", "tsv --query [].connection"]) {
    const line = `database show -o ${form}`;
    assertEquals((await printed(line)).includes("5ecret"), form.includes("columns"), line);
  }
  const named = "database list -o tsv --columns connection.password,connection.user";
  assertEquals(await printed(named), "5ecret\tdoadmin\n");
});

Deno.test("what is called like a secret and is none stays: numbers, objects, empty text", async () => {
  const thing = { token: 5, tokens: "12", api_key: { name: "ci" }, password: "", secret: null };
  const reply = { things: [thing] };
  const line = "request /v2/things -o table --query things";
  const { out } = await cli(line, script({ request: "GET /v2/things", reply }));
  assertEquals(out, "token  tokens  password  secret\n    5  12\n");
});
