import { assertEquals } from "@std/assert";
import { type Bench, bench } from "../support.ts";

const INVALID = "422 unprocessable_entity: ";
const RECORDS = "/v2/domains/example.com/records";

const EMPTY = { priority: null, port: null, ttl: 1800, weight: null, flags: null, tag: null };

function withDomain(): Bench {
  return bench({ seed: { domains: [{ name: "example.com" }] } });
}

Deno.test("a domain begins with its name servers and the address it was given", async () => {
  const { call } = bench();
  const { status, json } = await call("POST", "/v2/domains", {
    name: "Example.com",
    ip_address: "192.0.2.1",
  });
  assertEquals(status, 201);
  assertEquals(json, { domain: { name: "example.com", ttl: 1800, zone_file: null } });
  const records = (await call("GET", RECORDS)).json.domain_records;
  assertEquals(records, [
    { id: 3352001, type: "SOA", name: "@", data: "1800", ...EMPTY },
    { id: 3352002, type: "NS", name: "@", data: "ns1.digitalocean.com", ...EMPTY },
    { id: 3352003, type: "NS", name: "@", data: "ns2.digitalocean.com", ...EMPTY },
    { id: 3352004, type: "NS", name: "@", data: "ns3.digitalocean.com", ...EMPTY },
    { id: 3352005, type: "A", name: "@", data: "192.0.2.1", ...EMPTY },
  ]);
});

Deno.test("the zone file has every record", async () => {
  const { call } = bench({
    seed: {
      domains: [{
        name: "example.com",
        ip_address: "2001:db8::1",
        records: [
          { type: "MX", data: "mail.example.net.", priority: 10 },
          { type: "TXT", name: "note", data: 'say "hi"' },
          { type: "CAA", name: "@", data: "letsencrypt.org.", flags: 0, tag: "issue" },
          { type: "CAA", name: "ca", data: "@", flags: 0, tag: "issue" },
          { type: "CAA", name: "ca", data: ";", flags: 0, tag: "issuewild" },
          { type: "SRV", name: "_sip._tcp", data: "@", priority: 1, port: 5060, weight: 2 },
          { type: "CNAME", name: "www", data: "@", ttl: 60 },
        ],
      }],
    },
  });
  const { domain } = (await call("GET", "/v2/domains/example.com")).json;
  assertEquals(domain.zone_file.split("\n"), [
    "$ORIGIN example.com.",
    "$TTL 1800",
    "example.com. IN SOA ns1.digitalocean.com. hostmaster.example.com. 1451606505 10800 3600 604800 1800",
    "example.com. 1800 IN NS ns1.digitalocean.com.",
    "example.com. 1800 IN NS ns2.digitalocean.com.",
    "example.com. 1800 IN NS ns3.digitalocean.com.",
    "example.com. 1800 IN AAAA 2001:db8::1",
    "example.com. 1800 IN MX 10 mail.example.net.",
    'note.example.com. 1800 IN TXT "say \\"hi\\""',
    'example.com. 1800 IN CAA 0 issue "letsencrypt.org"',
    'ca.example.com. 1800 IN CAA 0 issue "example.com"',
    'ca.example.com. 1800 IN CAA 0 issuewild ";"',
    "_sip._tcp.example.com. 1800 IN SRV 1 2 5060 example.com.",
    "www.example.com. 60 IN CNAME example.com.",
    "",
  ]);
});

Deno.test("a domain needs a name that is one, and no second of the kind", async () => {
  const { refused } = withDomain();
  const refusals: [Record<string, unknown>, string][] = [
    [{}, "Name can't be blank"],
    [{ name: "nodots" }, "Name is not a valid domain name"],
    [{ name: "a b.com" }, "Name is not a valid domain name"],
    [{ name: "192.0.2.1" }, "Name is not a valid domain name"],
    [{ name: "example.-com" }, "Name is not a valid domain name"],
    [{ name: "EXAMPLE.com" }, "Name already exists"],
    [{ name: "b.com", ip_address: "300.1.1.1" }, "Ip address is not a valid IP address"],
  ];
  for (const [body, message] of refusals) {
    assertEquals(await refused("POST", "/v2/domains", body), INVALID + message);
  }
});

Deno.test("a deleted domain takes its records along", async () => {
  const { call, sandbox } = withDomain();
  assertEquals((await call("DELETE", "/v2/domains/example.com")).status, 204);
  assertEquals((await call("GET", "/v2/domains/example.com")).status, 404);
  assertEquals((await call("GET", RECORDS)).status, 404);
  assertEquals(sandbox.snapshot().records, []);
  assertEquals((await call("GET", "/v2/domains")).json.domains, []);
});

const GOOD: readonly [sent: Record<string, unknown>, kept: Record<string, unknown>][] = [
  [{ type: "A", name: "www", data: "192.0.2.1" }, {}],
  [{ type: "a", name: "www", data: "192.0.2.1" }, { type: "A" }],
  [{ type: "A", name: "www.example.com.", data: "192.0.2.1" }, { name: "www" }],
  [{ type: "A", name: "Example.com.", data: "192.0.2.1" }, { name: "@" }],
  [{ type: "A", name: "www.example.com", data: "192.0.2.1" }, {}],
  [{ type: "A", name: "*.dev", data: "192.0.2.1" }, {}],
  [{ type: "CNAME", name: "www", data: "Example.com." }, { data: "@" }],
  [
    { type: "CAA", name: "@", data: "mailto:me@example.com", flags: 0, tag: "iodef" },
    {},
  ],
  [{ type: "SRV", name: "_a._tcp", data: ".", priority: 0, port: 0, weight: 0 }, {}],
  [{ type: "AAAA", name: "@", data: "2001:db8::1" }, {}],
  [{ type: "CNAME", name: "www", data: "@" }, {}],
  [{ type: "CNAME", name: "www", data: "example.net." }, { data: "example.net" }],
  [{ type: "MX", data: "mail.example.com.", priority: 0 }, { name: "@", data: "mail.example.com" }],
  [{ type: "NS", data: "ns.example.net." }, { name: "@", data: "ns.example.net" }],
  [{ type: "TXT", name: "@", data: "any text." }, {}],
  [
    { type: "SRV", name: "_a._tcp", data: "b.example.com.", priority: 1, port: 2, weight: "3" },
    { data: "b.example.com", weight: 3 },
  ],
  [
    { type: "CAA", name: "@", data: "letsencrypt.org.", flags: 0, tag: "issue", ttl: 30 },
    { data: "letsencrypt.org" },
  ],
];

for (const [sent, kept] of GOOD) {
  Deno.test(`the record ${JSON.stringify(sent)} is made`, async () => {
    const { call } = withDomain();
    const { status, json } = await call("POST", RECORDS, sent);
    assertEquals(status, 201);
    const record = { id: 3352005, ...EMPTY, ...sent, ...kept };
    assertEquals(json, { domain_record: record });
    assertEquals((await call("GET", `${RECORDS}/3352005`)).json, { domain_record: record });
  });
}

Deno.test("an SRV record without a target can be updated without data", async () => {
  const { call } = withDomain();
  const none = { type: "SRV", name: "_a._tcp", data: ".", priority: 0, port: 0, weight: 0 };
  const { id } = (await call("POST", RECORDS, none)).json.domain_record;
  const { status, json } = await call("PUT", `${RECORDS}/${id}`, { priority: 5 });
  assertEquals([status, json.domain_record.data, json.domain_record.priority], [200, ".", 5]);
});

Deno.test("an empty address for a domain is refused", async () => {
  const { refused } = withDomain();
  assertEquals(
    await refused("POST", "/v2/domains", { name: "other.example", ip_address: "" }),
    INVALID + "Ip address is not a valid IP address",
  );
});

const BAD: readonly [sent: Record<string, unknown>, message: string][] = [
  [{ name: "a", data: "b" }, "Type can't be blank"],
  [{ type: "PTR", name: "a", data: "b" }, 'Type "PTR" is invalid'],
  [{ type: "SOA", ttl: 60 }, "SOA record already exists"],
  [{ type: "A", data: "192.0.2.1" }, "Name can't be blank"],
  [{ type: "A", name: "www" }, "Data can't be blank"],
  [{ type: "A", name: "www", data: "example.com" }, "IPv4 address is invalid."],
  [{ type: "AAAA", name: "www", data: "192.0.2.1" }, "IPv6 address is invalid."],
  [{ type: "CNAME", name: "www", data: "example.com" }, "Data needs to end with a dot (.)"],
  [{ type: "MX", data: "mail.example.com.", name: "@" }, "Priority can't be blank"],
  [
    { type: "SRV", name: "_a._tcp", data: "@", priority: 1, weight: 1 },
    "Port can't be blank",
  ],
  [{ type: "CAA", name: "@", data: "a.org.", flags: 0 }, "Tag can't be blank"],
  [{ type: "A", name: "a b", data: "192.0.2.1" }, "Name is not a valid record name"],
  [{ type: "A", name: "a..b", data: "192.0.2.1" }, "Name is not a valid record name"],
  [{ type: "A", name: "a".repeat(64), data: "192.0.2.1" }, "Name is not a valid record name"],
  [{ type: "A", name: "a.other.example.", data: "192.0.2.1" }, "Name is not a valid record name"],
  [{ type: "A", name: ".example.com.", data: "192.0.2.1" }, "Name is not a valid record name"],
  [{ type: "AAAA", name: "a", data: "::1]/a[" }, "IPv6 address is invalid."],
  [{ type: "CNAME", name: "www", data: "not a host." }, "Data is not a valid hostname"],
  [
    { type: "CAA", name: "@", data: "mailto:me@example.com\nx.", flags: 0, tag: "iodef" },
    "Data is not a valid hostname",
  ],
  [
    { type: "A", name: "www", data: "192.0.2.1", ttl: 2 ** 31 },
    "Ttl must be less than or equal to 2147483647",
  ],
  [
    { type: "CAA", name: "@", data: "a.org.", flags: 0, tag: "x" },
    "Tag must be issue, issuewild, or iodef",
  ],
  [
    { type: "MX", data: "mail.example.com.", priority: 65536 },
    "Priority must be between 0 and 65535",
  ],
  [
    { type: "A", name: "www", data: "192.0.2.1", ttl: 29 },
    "Ttl must be greater than or equal to 30",
  ],
  [{ type: "A", name: "www", data: "192.0.2.1", ttl: "x" }, "Ttl must be an integer"],
  [
    { type: "CNAME", name: "@", data: "a.org." },
    "CNAME records cannot share a name with other records",
  ],
];

for (const [sent, message] of BAD) {
  Deno.test(`the record ${JSON.stringify(sent)} is refused`, async () => {
    const { refused, sandbox } = withDomain();
    assertEquals(await refused("POST", RECORDS, sent), INVALID + message);
    assertEquals(sandbox.snapshot().records.length, 4);
  });
}

Deno.test("records are filtered by full name and by type", async () => {
  const { call } = bench({
    seed: {
      domains: [{
        name: "example.com",
        records: [
          { type: "A", name: "www", data: "192.0.2.1" },
          { type: "AAAA", name: "www", data: "2001:db8::1" },
          { type: "A", name: "@", data: "192.0.2.2" },
        ],
      }],
    },
  });
  const data = async (query: string) =>
    (await call("GET", `${RECORDS}?${query}`)).json.domain_records.map((r: { data: string }) =>
      r.data
    );
  assertEquals(await data("name=www.example.com"), ["192.0.2.1", "2001:db8::1"]);
  assertEquals(await data("type=A"), ["192.0.2.1", "192.0.2.2"]);
  assertEquals(await data("type=A&name=example.com"), ["192.0.2.2"]);
  assertEquals(await data("name=www"), []);
});

for (const method of ["PUT", "PATCH"]) {
  Deno.test(`${method} changes what is sent and leaves the rest`, async () => {
    const { call, refused } = withDomain();
    const sent = { type: "MX", data: "mail.example.com.", priority: 10, ttl: 60 };
    const { id } = (await call("POST", RECORDS, sent)).json.domain_record;
    const path = `${RECORDS}/${id}`;
    const data = "mail.example.com.";
    const { status, json } = await call(method, path, { data, priority: 20, port: null });
    assertEquals(status, 200);
    const kept = { ...EMPTY, id, type: "MX", name: "@", data: "mail.example.com", ttl: 60 };
    assertEquals(json, { domain_record: { ...kept, priority: 20 } });
    assertEquals(
      await refused(method, path, { data, priority: null }),
      INVALID + "Priority can't be blank",
    );
    assertEquals(await refused(method, path, { type: "TXT" }), INVALID + "Type can't be changed");
    assertEquals((await call("GET", path)).json, json);
  });
}

Deno.test("a host that a record has is checked again, for the dot that it has lost", async () => {
  const { call, refused } = withDomain();
  const change = async (record: object, fields: object) => {
    const { id } = (await call("POST", RECORDS, record)).json.domain_record;
    return [`${RECORDS}/${id}`, fields] as const;
  };
  for (
    const record of [
      { type: "CNAME", name: "a", data: "b.example." },
      { type: "MX", name: "@", data: "b.example.", priority: 1 },
      { type: "NS", name: "@", data: "b.example." },
      { type: "SRV", name: "_a._tcp", data: "b.example.", priority: 1, port: 1, weight: 1 },
      { type: "CAA", name: "@", data: "b.example.", flags: 0, tag: "issue" },
    ]
  ) {
    const [path, fields] = await change(record, { ttl: 60 });
    assertEquals(await refused("PUT", path, fields), INVALID + "Data needs to end with a dot (.)");
  }
  for (
    const record of [
      { type: "A", name: "c", data: "192.0.2.1" },
      { type: "TXT", name: "d", data: "text" },
      { type: "CNAME", name: "e", data: "@" },
    ]
  ) {
    const [path, fields] = await change(record, { ttl: 60 });
    assertEquals((await call("PUT", path, fields)).status, 200);
  }
});

Deno.test("a record is deleted, except for the SOA, and belongs to one domain", async () => {
  const { call, refused } = bench({
    seed: { domains: [{ name: "example.com" }, { name: "example.org" }] },
  });
  assertEquals((await call("GET", "/v2/domains/example.org/records/3352001")).status, 404);
  assertEquals((await call("DELETE", `${RECORDS}/3352002`)).status, 204);
  assertEquals((await call("GET", `${RECORDS}/3352002`)).status, 404);
  assertEquals(
    await refused("DELETE", `${RECORDS}/3352001`),
    INVALID + "SOA record can't be deleted",
  );
});
