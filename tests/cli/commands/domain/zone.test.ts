import { assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { parseZone } from "../../../../cli/commands/domain/zone/master_file.ts";
import { lineOf } from "../../../../cli/commands/domain/zone/records.ts";
import { cli } from "../../../support/cli.ts";
import { property } from "../../../support/property.ts";
import { account } from "../../../support/tables.ts";

/** Zones for example.com, and what is sent for them: type, name, data and what else has a value. */
const ZONES: Record<string, [zone: string, ...created: string[]]> = {
  "names are relative to the zone, to $ORIGIN, or whole": [
    "@ A 192.0.2.1\n$ORIGIN sub\na A 192.0.2.2\nb.Example.com. A 192.0.2.3\n@ CNAME a\n",
    "A @ 192.0.2.1",
    "A a.sub 192.0.2.2",
    "A b 192.0.2.3",
    "CNAME sub a.sub.example.com.",
  ],
  "a line that begins with a blank has the name before it, whatever its type": [
    "new A 192.0.2.1\n  AAAA 2001:db8::1\n\tIN TXT x\n",
    "A new 192.0.2.1",
    "AAAA new 2001:db8::1",
    "TXT new x",
  ],
  "a name can begin with a digit": ["1new A 192.0.2.1\n", "A 1new 192.0.2.1"],
  "class and time to live come in either order, times with units": [
    "$TTL 1h\na A 192.0.2.1\nb 300 IN A 192.0.2.1\nc in 1h30m a 192.0.2.1\nd 1W A 192.0.2.1",
    "A a 192.0.2.1 ttl=3600",
    "A b 192.0.2.1 ttl=300",
    "A c 192.0.2.1 ttl=5400",
    "A d 192.0.2.1 ttl=604800",
  ],
  "parentheses hold lines together, and comments end with the line": [
    '@ SOA ns.example.net. me.example.com. ( 1 ; serial (\n 2 3 4 5 )\r\ndk TXT ( "a;b" ; c\n "c" )\n',
    "TXT dk a;bc",
  ],
  "escapes stand for what they mean": [
    'q TXT "\\"a\\" \\\\ \\195\\188; it\'s"\n',
    'TXT q "a" \\ ü; it\'s',
  ],
  "every type has its own fields": [
    'a MX 10 m\n_x._tcp SRV 1 2 3 t.example.net.\nc CAA 0 issue "ca.example.net"\n' +
    'c CAA 128 iodef mailto:me@example.net\nd CAA 0 issue ";"\ns NS ns.example.net.\n',
    "MX a m.example.com. priority=10",
    "SRV _x._tcp t.example.net. priority=1 port=3 weight=2",
    "CAA c ca.example.net. flags=0 tag=issue",
    "CAA c mailto:me@example.net flags=128 tag=iodef",
    "CAA d ; flags=0 tag=issue",
    "NS s ns.example.net.",
  ],
  "what is there, or comes twice, is created once": [
    "www A 203.0.113.2\n@ MX 10 Mail\nftp 60 CNAME @\nnew A 192.0.2.1\nnew 60 A 192.0.2.1\n" +
    "@ NS ns1.digitalocean.com.\n",
    "A new 192.0.2.1",
  ],
  "other name servers of the whole domain are left out": [
    "@ NS ns.example.net.\nsub NS ns.example.net.\n",
    "NS sub ns.example.net.",
  ],
};

for (const [title, [zone, ...created]] of Object.entries(ZONES)) {
  Deno.test(`in an imported zone ${title}`, async () => {
    const ran = await cli("domain import example.com", account({ stdin: zone }));
    const sent = ran.requests.filter((one) => one.startsWith("POST")).map((request) => {
      const { type, name, data, ...rest } = JSON.parse(request.replace(/^\S+ \S+ /, ""));
      const given = Object.entries(rest).filter(([, value]) => value !== null);
      return [type, name, data, ...given.map(([name, value]) => `${name}=${value}`)].join(" ");
    });
    // They are sent at once.
    assertEquals([ran.code, sent.sort()], [0, created.sort()], ran.err);
  });
}

Deno.test("an import says what it has created, left out and found", async () => {
  const stdin = "@ NS ns.example.net.\nwww A 203.0.113.2\nnew A 192.0.2.1\n";
  const ran = await cli(
    "domain import example.com - -o tsv --columns type,name",
    account({ stdin }),
  );
  assertEquals([ran.code, ran.out, ran.err], [
    0,
    "A\tnew\n",
    "doapi: Warning: left out: ns.example.net. is not a name server of DigitalOcean\n" +
    "doapi: created 1 record; 1 record already there\n",
  ]);
  assertEquals(ran.requests[0], "GET /v2/domains/example.com/records?per_page=200");
});

Deno.test("a zone with an error creates nothing, and all errors are told by their lines", async () => {
  const zone =
    " A 192.0.2.1\nwww A 192.0.2\nwww A\nm MX mail\nm MX x mail\no.example.net. A 192.0.2.1\n" +
    "p PTR a\n$INCLUDE x\n$TTL soon\nq CH A 192.0.2.1\n";
  const ran = await cli(
    "domain import example.com zone.txt",
    account({ files: { "zone.txt": zone } }),
  );
  assertEquals([ran.code, ran.out, ran.requests], [2, "", []]);
  assertEquals(ran.err.split("\n").slice(1, -1), [
    "doapi: zone.txt, line 1: there is no record before it whose name it could have.",
    "doapi: zone.txt, line 2: 192.0.2 is not an address of A records.",
    "doapi: zone.txt, line 3: there is no type and value of a record.",
    "doapi: zone.txt, line 4: MX records have 2 values, but got 1.",
    "doapi: zone.txt, line 5: x is not a priority.",
    "doapi: zone.txt, line 6: o.example.net. is not in example.com.",
    "doapi: zone.txt, line 7: the API has no PTR records.",
    "doapi: zone.txt, line 8: $INCLUDE is not supported: put all records in one file.",
    "doapi: zone.txt, line 9: soon is not a time.",
    "doapi: zone.txt, line 10: the class CH is not IN.",
    "doapi: To leave these records out, add --ignore-unsupported",
  ]);
  const unclosed = await cli(
    "domain import example.com",
    account({ stdin: 'a TXT "b\nc TXT ( d\n' }),
  );
  assertMatch(unclosed.err, /line 1: a quotation mark is not closed/);
  assertMatch(unclosed.err, /line 2: a parenthesis is not closed/);
  const two = await cli("domain import example.com", account({ stdin: 'a TXT "b\nc TXT "d\n' }));
  assertEquals(two.err.match(/line \d: a quotation mark is not closed/g)?.length, 2);
  const many = await cli(
    "domain import example.net",
    account({ stdin: "a.b. A 192.0.2.1\n".repeat(12) }),
  );
  assertEquals(many.err.split("\n").at(-2), "doapi: Standard input, and 2 more.");
});

Deno.test("--ignore-unsupported leaves out types that the API does not have", async () => {
  const stdin = "p PTR a\nnew A 192.0.2.1\n";
  const ran = await cli(
    "domain import example.com --ignore-unsupported -o ids",
    account({ stdin }),
  );
  assertEquals([ran.code, ran.requests.length], [0, 2], ran.err);
});

Deno.test("an exported zone is valid, and imports to the same records elsewhere", async () => {
  const world = account();
  await cli("domain set example.com long TXT " + "ü".repeat(200), world);
  await cli("domain set example.com @ CAA --tag issue --flags 0 ca.example.net.", world);
  const zone = await cli("domain export example.com", world);
  assertEquals(zone.out.split("\n").slice(0, 9), [
    "$ORIGIN example.com.",
    "$TTL 1800",
    "@\t1800\tIN\tSOA\tns1.digitalocean.com. hostmaster.example.com. 1451606505 10800 3600 604800 1800",
    "@\t1800\tIN\tNS\tns1.digitalocean.com.",
    "@\t1800\tIN\tNS\tns2.digitalocean.com.",
    "@\t1800\tIN\tNS\tns3.digitalocean.com.",
    "www\t1800\tIN\tA\t203.0.113.2",
    "@\t1800\tIN\tMX\t10 mail.example.com.",
    "ftp\t1800\tIN\tCNAME\t@",
  ]);
  const again = await cli("domain import example.com", { ...world, stdin: zone.out });
  assertEquals(again.err, "doapi: created 0 records; 8 records already there\n");
  await cli("domain delete example.com", world);
  await cli("domain new example.com", world);
  await cli("domain import example.com", { ...world, stdin: zone.out });
  assertEquals((await cli("domain export example.com", world)).out, zone.out);
});

Deno.test("an export with --output prints the records", async () => {
  const ran = await cli("domain export example.com -o tsv --columns type --limit 2", account());
  assertEquals([ran.code, ran.out], [0, "SOA\nNS\n"]);
});

property(
  "whatever text a TXT record has, an exported line reads as the same text",
  [fc.string({ unit: "grapheme", minLength: 1, maxLength: 600 })],
  (data) => {
    const line = lineOf({ type: "TXT", name: "x", data, ttl: 60 });
    const { entries, problems } = parseZone(`${line}\n`, "example.com.");
    assertEquals([problems, entries.map(({ values }) => values.join(""))], [[], [data]]);
  },
);
