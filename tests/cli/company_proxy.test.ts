/** A proxy that reads along, with an authority of its own, as companies have them. */

import { assertEquals, assertStringIncludes } from "@std/assert";
import { hasCompanyProxy, makeCertificates, withCompanyProxy } from "../support/company_proxy.ts";
import { doapiWith, inFolder } from "../support/process.ts";

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
  ignore: !hasCompanyProxy,
  fn: () =>
    inFolder(async (folder) => {
      await makeCertificates(folder);
      await withCompanyProxy(folder, async (HTTPS_PROXY, asked) => {
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
