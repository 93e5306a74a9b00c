import { assertEquals } from "@std/assert";
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
