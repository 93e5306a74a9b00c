import { assertEquals } from "@std/assert";
import { answers, capture } from "../../cli/terminal.ts";

const never = new AbortController().signal;

Deno.test("a program gets what it is to read, and gives what it printed and its exit code", async () => {
  const program = "console.log(await new Response(Deno.stdin.readable).text()); Deno.exit(3);";
  const ran = await capture(Deno.execPath(), ["eval", program], "a secret");
  assertEquals(ran, { code: 3, out: "a secret\n" });
});

Deno.test("a program may end without reading, and one that is not there is null", async () => {
  const input = "x".repeat(1_000_000);
  assertEquals(await capture(Deno.execPath(), ["eval", ""], input), { code: 0, out: "" });
  assertEquals(await capture("doapi-no-such-program", [], "x"), null);
});

Deno.test("a port answers as long as somebody listens there", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  assertEquals(await answers("127.0.0.1", port, never), true);
  (await listener.accept()).close();
  listener.close();
  assertEquals(await answers("127.0.0.1", port, never), false);
  assertEquals(await answers("127.0.0.1", port, AbortSignal.abort()), false);
});
