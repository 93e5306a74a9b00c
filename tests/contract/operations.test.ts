import { assertEquals } from "@std/assert";
import { createSandbox } from "@doapi/doapi/sandbox";
import { ROUTES } from "../../lib/sandbox/routes/mod.ts";
import { contract, described } from "./description.ts";

const named = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

contract("a token needs the scopes that the description asks for", async () => {
  const routes = new Map(ROUTES.map((route) => [named(route), route.scope]));
  const wanted = (await described()).filter((operation) => routes.has(named(operation)));
  assertEquals(wanted.length, ROUTES.length);
  assertEquals(
    wanted.map((operation) => [named(operation), routes.get(named(operation))]),
    wanted.map((operation) => [named(operation), operation.scope]),
  );
});

contract("what OPERATIONS.md lists as left out is in the description, and is a 501", async () => {
  const file = new URL("../../lib/sandbox/OPERATIONS.md", import.meta.url);
  const [, outside = ""] = (await Deno.readTextFile(file)).split("# What it leaves out");
  const listed = [...outside.matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) [^`]*)`/g)].map((m) => m[1]);
  const had = new Set(ROUTES.map(named));
  const left = (await described()).filter((operation) => listed.includes(named(operation)));
  assertEquals(listed.toSorted(), left.map(named).toSorted());
  assertEquals(listed.filter((operation) => had.has(operation as string)), []);

  const sandbox = createSandbox({ rateLimit: false });
  for (const { method, path } of left) {
    const url = `https://api.digitalocean.com${path.replace(/\{\w+\}/g, "1")}`;
    const response = await sandbox.fetch(url, { method, headers: { authorization: "Bearer t" } });
    assertEquals([method, path, response.status], [method, path, 501]);
  }
});
