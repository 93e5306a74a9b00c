/** A proxy that reads along, with an authority of its own, as companies have them. */

import { assertEquals, assertStringIncludes } from "@std/assert";
import { doapiWith, inFolder } from "../support/process.ts";

const openssl = await new Deno.Command("openssl", { args: ["version"] }).output()
  .then(() => true, () => false);

/** Makes an authority and, by it, a certificate for DigitalOcean, in a folder. */
async function makeCertificates(folder: string): Promise<void> {
  const run = async (...args: string[]) => {
    const { success, stderr } = await new Deno.Command("openssl", { args, cwd: folder }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
  };
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const authority = ["-subj", "/CN=A company", "-addext", "basicConstraints=critical,CA:TRUE"];
  await run("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", ...authority);
  await run("req", ...key, "-keyout", "api.key", "-out", "api.csr", "-subj", "/CN=api");
  const names = "subjectAltName=DNS:api.digitalocean.com\nextendedKeyUsage=serverAuth\n";
  await Deno.writeTextFile(`${folder}/names`, names);
  const by = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names"];
  await run("x509", "-req", "-in", "api.csr", ...by, "-out", "api.pem");
}

/** Serves an account in DigitalOcean's place, and a proxy that leads there whoever is asked for. */
async function withProxy(
  folder: string,
  work: (proxy: string, asked: string[]) => Promise<void>,
): Promise<void> {
  const asked: string[] = [];
  const [cert, key] = await Promise.all(
    ["api.pem", "api.key"].map((file) => Deno.readTextFile(`${folder}/${file}`)),
  );
  const api = Deno.serve(
    {
      hostname: "127.0.0.1",
      port: 0,
      onListen() {},
      onError: () => new Response(),
      cert: cert ?? "",
      key: key ?? "",
    },
    () => Response.json({ account: { email: "a@example.com" } }),
  );
  const proxy = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const lead = async (client: Deno.TcpConn) => {
    const head = new Uint8Array(4096);
    const length = await client.read(head) ?? 0;
    asked.push(new TextDecoder().decode(head.subarray(0, length)).split("\r\n")[0] ?? "");
    await client.write(new TextEncoder().encode("HTTP/1.1 200 OK\r\n\r\n"));
    const server = await Deno.connect({ hostname: "127.0.0.1", port: api.addr.port });
    // Either side may hang up first.
    await Promise.allSettled([
      client.readable.pipeTo(server.writable),
      server.readable.pipeTo(client.writable),
    ]);
  };
  const leading = (async () => {
    for await (const client of proxy) await lead(client);
  })();
  try {
    await work(`http://127.0.0.1:${proxy.addr.port}`, asked);
  } finally {
    proxy.close();
    await leading;
    await api.shutdown();
  }
}

async function account(env: Record<string, string>) {
  const command = doapiWith(
    { DO_API_TOKEN: "a-long-token", ...env },
    "account",
    "-o",
    "tsv",
    "--columns",
    "email",
  );
  const { code, stdout, stderr } = await command.output();
  const text = new TextDecoder();
  return { code, out: text.decode(stdout), err: text.decode(stderr) };
}

Deno.test({
  name: "behind a company's proxy each usual variable is obeyed, and without one a hint names it",
  // The programs on Windows that are called openssl differ in how they take paths and names.
  ignore: !openssl || Deno.build.os === "windows",
  fn: () =>
    inFolder(async (folder) => {
      await makeCertificates(folder);
      await withProxy(folder, async (HTTPS_PROXY, asked) => {
        const ca = `${folder}/ca.pem`;
        const ways: Record<string, string>[] = [
          { DENO_CERT: ca },
          { NODE_EXTRA_CA_CERTS: ca },
          { SSL_CERT_FILE: ca },
          { SSL_CERT_FILE: ca, DENO_TLS_CA_STORE: "system" },
        ];
        for (const way of ways) {
          const { code, out, err } = await account({ HTTPS_PROXY, ...way });
          assertEquals([code, out, err], [0, "a@example.com\n", ""], Object.keys(way).join());
        }
        assertEquals(new Set(asked), new Set(["CONNECT api.digitalocean.com:443 HTTP/1.1"]));

        asked.length = 0;
        const untrusted = await account({ HTTPS_PROXY });
        assertEquals([untrusted.code, untrusted.out], [1, ""]);
        const [line = "", hint] = untrusted.err.split("\n");
        assertStringIncludes(line, "connection failed: invalid peer certificate: UnknownIssuer");
        assertEquals(
          hint,
          "doapi: A proxy on the way may have an authority of its own: DENO_CERT names the file " +
            "of its certificate, and DENO_TLS_CA_STORE=system trusts those that the system does",
        );
        // It would be the same the next time.
        assertEquals(asked.length, 1);

        const missing = await account({ HTTPS_PROXY, NODE_EXTRA_CA_CERTS: `${folder}/none` });
        assertStringIncludes(
          missing.err,
          "\ndoapi: DENO_CERT, or else NODE_EXTRA_CA_CERTS, names the file\n",
        );
        const store = await account({ HTTPS_PROXY, DENO_TLS_CA_STORE: "none" });
        assertStringIncludes(
          store.err,
          "\ndoapi: DENO_TLS_CA_STORE is mozilla, system or mozilla,system\n",
        );
      });
    }),
});
