import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { createSandbox } from "@doapi/doapi/sandbox";
import { property } from "../support/property.ts";

const DOMAIN = "example.com";
const RECORDS = `/v2/domains/${DOMAIN}/records`;

const words = fc.constantFrom(
  ...["@", ".", "*", "*.dev", "www", "_sip._tcp", "a..b", "a b", "-a", "a_", DOMAIN, `${DOMAIN}.`],
  ...[`www.${DOMAIN}`, `WWW.${DOMAIN}.`, "other.example.", "a".repeat(63), "a".repeat(64)],
  ...["192.0.2.1", "192.0.2.256", "2001:db8::1", "::1]/a[", ";", "mailto:me@example.com", ""],
  ...['say "hi"', "two\nlines", "back\\slash", "bücher.example."],
);
const text = fc.oneof(
  { weight: 3, arbitrary: words },
  { weight: 1, arbitrary: fc.domain().map((name) => `${name}.`) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 300 }) },
);
const number = fc.oneof(fc.integer({ min: -1, max: 70_000 }), fc.constantFrom(2 ** 31, 1.5, 1e300));

const record = fc.record({
  type: fc.constantFrom("A", "AAAA", "CAA", "CNAME", "MX", "NS", "SRV", "TXT"),
  name: text,
  data: text,
  priority: fc.nat(9),
  port: fc.nat(9),
  weight: fc.nat(9),
  flags: fc.nat(1),
  tag: fc.constantFrom("issue", "iodef"),
  ttl: number,
}, { requiredKeys: ["type", "name", "data", "priority", "port", "weight", "flags", "tag"] });

/** A name as it is sent so that it is taken for the whole name that it is. */
const absolute = (name: string) => name === "@" ? "@" : `${name}.${DOMAIN}.`;

const HOSTS = ["CNAME", "MX", "NS", "SRV", "CAA"];

/** Data as it is sent: with a dot at its end if it is the name of a host. */
function sendable({ type, tag, data }: Record<string, string>): string | undefined {
  const isHost = HOSTS.includes(String(type)) && !/^[@.;]$/.test(String(data));
  return isHost && !(tag === "iodef" && data?.includes(":")) ? `${data}.` : data;
}

property(
  "a record that is taken has a name, is a line of the zone, and can be sent back as it is",
  [fc.array(record, { minLength: 1, maxLength: 8 })],
  async (records) => {
    const sandbox = createSandbox({ rateLimit: false, seed: { domains: [{ name: DOMAIN }] } });
    const call = async (method: string, path: string, body?: unknown) => {
      const response = await sandbox.fetch(`https://api.digitalocean.com${path}`, {
        method,
        headers: { authorization: "Bearer any" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, json: await response.json() };
    };
    let taken = 0;
    for (const sent of records) {
      const { status, json } = await call("POST", RECORDS, sent);
      assert(status === 201 || status === 422, JSON.stringify(json));
      if (status === 422) continue;
      taken++;
      const made = json.domain_record;
      const { id, name, ttl } = made;
      const labels = absolute(name).replace(/^\*\./, "").split(".").slice(0, -1);
      const fits = name === "@" || labels.every((label) => /^[a-z0-9_-]{1,63}$/.test(label));
      assert(fits && absolute(name).length <= 254, `the name ${JSON.stringify(name)} was taken`);
      assert(Number.isInteger(ttl) && ttl >= 30 && ttl < 2 ** 31, `the ttl ${ttl} was taken`);
      const again = { ...made, name: absolute(name), data: sendable(made) };
      const back = await call("PUT", `${RECORDS}/${id}`, again);
      assertEquals(back, { status: 200, json: { domain_record: made } });
    }
    const { zone_file } = (await call("GET", `/v2/domains/${DOMAIN}`)).json.domain;
    const lines = zone_file.trimEnd().split("\n").slice(2);
    assertEquals(lines.length, 4 + taken);
    for (const line of lines) assert(/^\S+\. (\d+ )?IN [A-Z]+ \S/.test(line), line);
  },
  1000,
);
