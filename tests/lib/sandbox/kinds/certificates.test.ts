import { assertEquals } from "@std/assert";
import { CERTIFICATE, KEY } from "../../../support/certificate.ts";
import { type Bench, bench } from "../support.ts";

const OWN = { name: "own", private_key: KEY, leaf_certificate: CERTIFICATE };

async function made(b: Bench, path: string, body: unknown, key: string) {
  const { json, text } = await b.call("POST", path, body);
  if (json[key] === undefined) throw new Error(text);
  return json[key];
}

Deno.test("an own certificate is verified and shows what it says of itself, and no key", async () => {
  const b = bench();
  const certificate = await made(b, "/v2/certificates", OWN, "certificate");
  assertEquals(certificate, {
    id: certificate.id,
    name: "own",
    type: "custom",
    state: "verified",
    dns_names: ["www.example.com", "*.example.org"],
    not_after: "2036-11-22T12:50:54Z",
    sha1_fingerprint: "b3791af1321da95ba548c6814115e53cec555483",
    created_at: "2026-01-01T00:00:00Z",
  });
  assertEquals(JSON.stringify(b.sandbox.snapshot()).includes("PRIVATE KEY"), false);
  const named = await b.call("GET", "/v2/certificates?name=own");
  assertEquals(named.json.certificates, [certificate]);
});

Deno.test("a certificate of Let's Encrypt is issued after a while", async () => {
  const b = bench();
  const body = { name: "le", type: "lets_encrypt", dns_names: ["www.example.com"] };
  const { id, state, not_after } = await made(b, "/v2/certificates", body, "certificate");
  assertEquals([state, not_after], ["pending", undefined]);
  b.clock.advance(10);
  const { certificate } = (await b.call("GET", `/v2/certificates/${id}`)).json;
  assertEquals([certificate.state, certificate.not_after], ["verified", "2026-04-01T00:00:10Z"]);
  assertEquals(/^[0-9a-f]{40}$/.test(certificate.sha1_fingerprint), true);
});

Deno.test("a certificate that cannot be one is refused", async () => {
  const b = bench();
  const cases: [Record<string, unknown>, string][] = [
    [{ ...OWN, private_key: "" }, "private_key is required"],
    [{ ...OWN, private_key: "key" }, "private_key is not a PEM private key"],
    [{ ...OWN, leaf_certificate: KEY }, "leaf_certificate is not a PEM certificate"],
    [
      { ...OWN, certificate_chain: "chain" },
      "certificate_chain has something else than PEM certificates",
    ],
    [{ name: "le", type: "lets_encrypt" }, "dns_names is required"],
    [
      { name: "le", type: "lets_encrypt", dns_names: ["a b"] },
      'dns_names: "a b" is not a domain name',
    ],
  ];
  for (const [body, message] of cases) {
    assertEquals(
      await b.refused("POST", "/v2/certificates", body),
      `422 unprocessable_entity: ${message}`,
    );
  }
  await made(b, "/v2/certificates", OWN, "certificate");
  assertEquals(
    await b.refused("POST", "/v2/certificates", OWN),
    "409 conflict: A certificate with this name already exists.",
  );
});

Deno.test("a certificate stays while a load balancer or a CDN endpoint uses it", async () => {
  const b = bench();
  const { id } = await made(b, "/v2/certificates", OWN, "certificate");
  const refusal = "403 forbidden: Make sure the certificate is not in use before deleting it";
  const balancer = await made(b, "/v2/load_balancers", {
    name: "lb",
    region: "nyc3",
    forwarding_rules: [{
      entry_protocol: "https",
      entry_port: 443,
      target_protocol: "http",
      target_port: 80,
      certificate_id: id,
    }],
  }, "load_balancer");
  assertEquals(await b.refused("DELETE", `/v2/certificates/${id}`), refusal);
  await b.call("DELETE", `/v2/load_balancers/${balancer.id}`);
  const origin = "space.nyc3.digitaloceanspaces.com";
  const endpoint = await made(b, "/v2/cdn/endpoints", {
    origin,
    custom_domain: "static.example.com",
    certificate_id: id,
  }, "endpoint");
  assertEquals(await b.refused("DELETE", `/v2/certificates/${id}`), refusal);
  await b.call("PUT", `/v2/cdn/endpoints/${endpoint.id}`, { custom_domain: "" });
  assertEquals((await b.call("DELETE", `/v2/certificates/${id}`)).status, 204);
});
