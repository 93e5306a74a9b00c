import { assertEquals } from "@std/assert";
import { trusting, withoutProxy } from "../../../cli/api/proxy.ts";
import { doapiWith, RUN } from "../../support/process.ts";

const HERE = "localhost,127.0.0.1,127.0.0.0/8,::1";
const VALUES: [env: Record<string, string>, upper: string, lower: string][] = [
  [{}, HERE, HERE],
  [{ NO_PROXY: "a.example, .b" }, `a.example,.b,${HERE}`, `a.example,.b,${HERE}`],
  [{ no_proxy: "c.example" }, `c.example,${HERE}`, `c.example,${HERE}`],
  // As the runtime has it.
  [{ NO_PROXY: "d", no_proxy: "e" }, `d,${HERE}`, `d,${HERE}`],
  [{ NO_PROXY: HERE }, HERE, HERE],
  [{ NO_PROXY: "*" }, `*,${HERE},0.0.0.0/0,::/0`, "*"],
];
for (const [env, upper, lower] of VALUES) {
  Deno.test(`with ${JSON.stringify(env)}, this machine is reached without a proxy`, () => {
    assertEquals(withoutProxy((name) => env[name]), { NO_PROXY: upper, no_proxy: lower });
  });
}

const TRUSTED: [env: Record<string, string>, set: Record<string, string>][] = [
  [{}, {}],
  [{ NODE_EXTRA_CA_CERTS: "a.pem" }, { DENO_CERT: "a.pem" }],
  [{ NODE_EXTRA_CA_CERTS: "a.pem", DENO_CERT: "b.pem" }, {}],
  [{ SSL_CERT_FILE: "a.pem" }, { DENO_TLS_CA_STORE: "mozilla,system" }],
  [{ SSL_CERT_DIR: "certs" }, { DENO_TLS_CA_STORE: "mozilla,system" }],
  [{ SSL_CERT_FILE: "a.pem", DENO_TLS_CA_STORE: "system" }, {}],
];
for (const [env, set] of TRUSTED) {
  Deno.test(`with ${JSON.stringify(env)}, the runtime is told ${JSON.stringify(set)}`, () => {
    assertEquals(trusting((name) => env[name]), set);
  });
}

/** A proxy that is asked for nothing, as it can read all that it is asked for. */
async function withProxy(work: (env: Record<string, string>) => Promise<void>): Promise<void> {
  const asked: string[] = [];
  const proxy = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
    asked.push(request.url);
    return new Response("a proxy", { status: 502 });
  });
  const url = `http://127.0.0.1:${proxy.addr.port}`;
  try {
    await work({ HTTP_PROXY: url, http_proxy: url, ALL_PROXY: url });
  } finally {
    await proxy.shutdown();
  }
  assertEquals(asked, []);
}

async function outputOf(command: Deno.Command): Promise<[code: number, out: string, err: string]> {
  const { code, stdout, stderr } = await command.output();
  const text = new TextDecoder();
  return [code, text.decode(stdout), text.decode(stderr)];
}

for (const host of ["127.0.0.1", "localhost"]) {
  Deno.test(`no proxy sees a token that goes to ${host} in clear, whatever NO_PROXY says`, () =>
    withProxy(async (proxies) => {
      const answers = () => Response.json({ account: { email: "a@example.com" } });
      const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, answers);
      const endpoint = `http://${host}:${server.addr.port}`;
      for (const noProxy of ["", "*", "elsewhere.example"]) {
        const env = { ...proxies, NO_PROXY: noProxy, DO_API_TOKEN: "a-long-token" };
        const args = ["account", "-o", "tsv", "--endpoint", endpoint];
        assertEquals(await outputOf(doapiWith(env, ...args)), [0, "a@example.com\t\t\n", ""]);
      }
      await server.shutdown();
    }));
}

Deno.test("sandbox exec and sandbox log reach the simulator without a proxy", () =>
  withProxy(async (proxies) => {
    const script = `
      console.log(Deno.env.get("NO_PROXY"), Deno.env.get("no_proxy"));
      console.log((await fetch(Deno.env.get("DO_API_ENDPOINT"))).status);
      const args = ${
      JSON.stringify([...RUN, "sandbox", "log", "-o", "tsv", "--columns", "method"])
    };
      console.log(new TextDecoder().decode((await new Deno.Command(Deno.execPath(), { args }).output()).stdout));`;
    const args = ["sandbox", "exec", Deno.execPath(), "eval", script];
    const [code, out] = await outputOf(doapiWith({ ...proxies, NO_PROXY: "*" }, ...args));
    assertEquals([code, out], [0, `*,${HERE},0.0.0.0/0,::/0 *\n401\nGET\n\n`]);
  }));
