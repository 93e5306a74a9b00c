import { assertEquals } from "@std/assert";
import { sha1 } from "../../../../lib/sandbox/rules/sha1.ts";
import { readCertificates } from "../../../../lib/sandbox/rules/x509.ts";
import { CERTIFICATE, COMMON } from "../../../support/certificate.ts";

Deno.test("a certificate says its fingerprint, its end and its names", () => {
  assertEquals(readCertificates(CERTIFICATE), [{
    fingerprint: "b3791af1321da95ba548c6814115e53cec555483",
    notAfter: Date.UTC(2036, 10, 22, 12, 50, 54),
    names: ["www.example.com", "*.example.org"],
  }]);
});

Deno.test("a certificate without alternative names has its common name; its year has four digits", () => {
  const [, second] = readCertificates(CERTIFICATE + COMMON) ?? [];
  assertEquals(second, {
    fingerprint: "baf35e4eb2b30928986af12fd072abca04324169",
    notAfter: Date.UTC(2109, 0, 14, 12, 50, 54),
    names: ["alone.example.com"],
  });
});

Deno.test("a certificate that is cut off anywhere is not read as one", () => {
  for (const text of ["", "x", CERTIFICATE.replace("MII", "AAA")]) {
    assertEquals(readCertificates(text), undefined);
  }
  const body = CERTIFICATE.split("\n").slice(1, -2).join("");
  for (let length = 4; length < body.length; length += 4) {
    const text = `-----BEGIN CERTIFICATE-----\n${body.slice(0, length)}\n-----END CERTIFICATE-----`;
    assertEquals(readCertificates(text), undefined, `${length} characters`);
  }
});

Deno.test("SHA-1 is that of the Web Crypto API, whatever the length", async () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 1000]) {
    const data = Uint8Array.from({ length }, (_, i) => i * 7);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-1", data));
    assertEquals(sha1(data), [...digest].map((b) => b.toString(16).padStart(2, "0")).join(""));
  }
});
