/** A proxy that reads along, with an authority of its own, as companies have them. */

import { hasProgram } from "./process.ts";

const openssl = await hasProgram("openssl", "version");

/** Whether there is one: programs on Windows that are called openssl differ in what they take. */
export const hasCompanyProxy = openssl && Deno.build.os !== "windows";

/** Makes an authority, ca.pem, and a certificate of it for DigitalOcean, in a folder. */
export async function makeCertificates(folder: string): Promise<void> {
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

/** Serves an account in DigitalOcean's place, and a proxy that leads there for every host. */
export async function withCompanyProxy(
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
