import { assertEquals } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { script } from "../../support/script.ts";
import { account, prints, refuses, sends } from "../../support/tables.ts";

sends({
  // The API writes types in capitals: so are the old records found.
  "domain new-record --delete example.com a www 203.0.113.10": [
    "GET /v2/domains/example.com",
    'POST /v2/domains/example.com/records {"type":"a","name":"www","data":"203.0.113.10","priority":null,"port":null,"weight":null}',
    "GET /v2/domains/example.com/records?per_page=200",
    "DELETE /v2/domains/example.com/records/3352005",
  ],
  "domain new example.net 203.0.113.9": [
    'POST /v2/domains {"name":"example.net","ip_address":"203.0.113.9"}',
  ],
  "domain new example.net": [
    'POST /v2/domains {"name":"example.net"}',
  ],
  "domain new bücher.example": [
    'POST /v2/domains {"name":"xn--bcher-kva.example"}',
  ],
  "domain show": [
    "GET /v2/domains?per_page=200",
  ],
  "domain show example.com": [
    "GET /v2/domains/example.com",
  ],
  "domain delete example.com": [
    "GET /v2/domains/example.com",
    "DELETE /v2/domains/example.com",
  ],
  "domain new-record example.com A www 203.0.113.10": [
    "GET /v2/domains/example.com",
    'POST /v2/domains/example.com/records {"type":"A","name":"www","data":"203.0.113.10","priority":null,"port":null,"weight":null}',
  ],
  "domain new-record --delete example.com A www 203.0.113.10": [
    "GET /v2/domains/example.com",
    'POST /v2/domains/example.com/records {"type":"A","name":"www","data":"203.0.113.10","priority":null,"port":null,"weight":null}',
    "GET /v2/domains/example.com/records?per_page=200",
    "DELETE /v2/domains/example.com/records/3352005",
  ],
  "domain new-record --priority 5 --port 1 --weight 3 example.com SRV _sip._tcp sip.example.com.": [
    "GET /v2/domains/example.com",
    'POST /v2/domains/example.com/records {"type":"SRV","name":"_sip._tcp","data":"sip.example.com.","priority":5,"port":1,"weight":3}',
  ],
  // Of a name that can have one alias alone, the old one has to go: it is changed.
  "domain new-record --delete example.com cname FTP.example.com. www.example.com.": [
    "GET /v2/domains/example.com",
    "GET /v2/domains/example.com/records?per_page=200",
    'PUT /v2/domains/example.com/records/3352007 {"type":"cname","name":"FTP.example.com.","data":"www.example.com.","priority":null,"port":null,"weight":null}',
  ],
  "domain new-record --delete example.com CNAME new www.example.com.": [
    "GET /v2/domains/example.com",
    "GET /v2/domains/example.com/records?per_page=200",
    'POST /v2/domains/example.com/records {"type":"CNAME","name":"new","data":"www.example.com.","priority":null,"port":null,"weight":null}',
  ],
  "domain new-record example.com CNAME läden bücher.example.": [
    "GET /v2/domains/example.com",
    'POST /v2/domains/example.com/records {"type":"CNAME","name":"xn--lden-loa","data":"xn--bcher-kva.example.","priority":null,"port":null,"weight":null}',
  ],
  "domain new-record --ttl 300 example.com A www 203.0.113.10": [
    "GET /v2/domains/example.com",
    'POST /v2/domains/example.com/records {"type":"A","name":"www","data":"203.0.113.10","priority":null,"port":null,"weight":null,"ttl":300}',
  ],
  "domain new-record --flags 0 --tag issue example.com CAA @ letsencrypt.org.": [
    "GET /v2/domains/example.com",
    'POST /v2/domains/example.com/records {"type":"CAA","name":"@","data":"letsencrypt.org.","priority":null,"port":null,"weight":null,"flags":0,"tag":"issue"}',
  ],
  "domain new example.net web-1": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    'POST /v2/domains {"name":"example.net","ip_address":"198.18.0.2"}',
  ],
  "domain set example.com new a 192.0.2.1": [
    "GET /v2/domains/example.com/records?per_page=200",
    'POST /v2/domains/example.com/records {"type":"A","name":"new","data":"192.0.2.1","priority":null,"port":null,"weight":null}',
  ],
  "domain set example.com www A 192.0.2.1": [
    "GET /v2/domains/example.com/records?per_page=200",
    'PUT /v2/domains/example.com/records/3352005 {"data":"192.0.2.1"}',
  ],
  "domain set EXAMPLE.com www.example.com. A 203.0.113.2": [
    "GET /v2/domains/EXAMPLE.com/records?per_page=200",
  ],
  "domain set --ttl 60 example.com www A 203.0.113.2": [
    "GET /v2/domains/example.com/records?per_page=200",
    'PUT /v2/domains/example.com/records/3352005 {"ttl":60}',
  ],
  "domain set --priority 10 example.com @ MX Mail.example.com.": [
    "GET /v2/domains/example.com/records?per_page=200",
  ],
  "domain set example.com ftp CNAME example.com.": [
    "GET /v2/domains/example.com/records?per_page=200",
  ],
  "domain update-record --ttl 60 example.com www/a": [
    "GET /v2/domains/example.com/records?per_page=200",
    'PUT /v2/domains/example.com/records/3352005 {"ttl":60}',
  ],
  "domain show-record example.com @/MX 3352005": [
    "GET /v2/domains/example.com/records?per_page=200",
  ],
  "domain delete-record example.com www/A ftp.example.com./CNAME": [
    "GET /v2/domains/example.com/records?per_page=200",
    "DELETE /v2/domains/example.com/records/3352005",
    "DELETE /v2/domains/example.com/records/3352007",
  ],
  "domain delete-record --ignore-missing example.com nope/A www/A": [
    "GET /v2/domains/example.com/records?per_page=200",
    "DELETE /v2/domains/example.com/records/3352005",
  ],
  "domain show-record example.com": [
    "GET /v2/domains/example.com/records?per_page=200",
  ],
  "domain show-record example.com 3352005": [
    "GET /v2/domains/example.com/records/3352005",
  ],
  "domain update-record --data 203.0.113.77 example.com 3352005": [
    "GET /v2/domains/example.com/records/3352005",
    'PUT /v2/domains/example.com/records/3352005 {"data":"203.0.113.77"}',
  ],
  "domain update-record --type A --name w example.com 3352005": [
    "GET /v2/domains/example.com/records/3352005",
    'PUT /v2/domains/example.com/records/3352005 {"type":"A","name":"w"}',
  ],
  "domain update-record --priority 5 --no-port --no-weight example.com 3352006": [
    "GET /v2/domains/example.com/records/3352006",
    'PUT /v2/domains/example.com/records/3352006 {"priority":5,"port":null,"weight":null}',
    'PUT /v2/domains/example.com/records/3352006 {"type":"MX","name":"@","data":"mail.example.com.","priority":5,"port":null,"ttl":1800,"weight":null,"flags":null,"tag":null}',
  ],
  "domain update-record --priority 5 --data mx.example.com. example.com 3352006": [
    "GET /v2/domains/example.com/records/3352006",
    'PUT /v2/domains/example.com/records/3352006 {"data":"mx.example.com.","priority":5}',
  ],
  "domain delete-record example.com 3352005 3352006": [
    "GET /v2/domains/example.com/records/3352005",
    "GET /v2/domains/example.com/records/3352006",
    "DELETE /v2/domains/example.com/records/3352005",
    "DELETE /v2/domains/example.com/records/3352006",
  ],
});

refuses({
  "domain new": [2, /^Usage: .*\ndoapi: .*domain/],
  "domain new 'bü cher.example'": [1, '"bü cher.example" is not a domain name'],
  "domain update-record example.com 3352005": [
    2,
    /^Usage: .*\ndoapi: Give at least one field to change, such as --data\.\n$/,
  ],
  "domain show example.org": [
    1,
    "Cannot fetch domain example.org (GET /v2/domains/example.org): 404 not_found: The resource you were accessing could not be found.",
  ],
  "domain delete example.com example.org": [
    1,
    "Cannot fetch domain example.org (GET /v2/domains/example.org): 404 not_found: The resource you were accessing could not be found.",
  ],
  "domain new-record example.org A www 203.0.113.9": [
    1,
    "Cannot fetch domain example.org (GET /v2/domains/example.org): 404 not_found: The resource you were accessing could not be found.",
  ],
  "domain new-record example.com A www": [2, /^Usage: .*\ndoapi: .*data/],
  "domain new-record --port x example.com SRV _sip._tcp sip.": [2, /^Usage: .*\ndoapi: .*--port/],
  "domain update-record --port 1 --no-port example.com 3352005": [2, /^Usage: .*\ndoapi: .*--port/],
  "domain update-record --data x example.com www": [
    2,
    /^Usage: .*\ndoapi: 'www' names no record: write its id, or its name and type, such as www\/A\.\n$/,
  ],
  "domain update-record --data x example.com 5": [
    1,
    "Cannot fetch record 5 of example.com (GET /v2/domains/example.com/records/5): 404 not_found: The resource you were accessing could not be found.",
  ],
  "domain delete-record example.com 3352005 5": [
    1,
    "Cannot fetch record 5 of example.com (GET /v2/domains/example.com/records/5): 404 not_found: The resource you were accessing could not be found.",
  ],
  "domain delete-record example.com nope/A www/A www/AAAA": [
    1,
    "'nope/A': no such record of example.com\ndoapi: 'www/AAAA': no such record of example.com",
  ],
  "domain set example.com A www 192.0.2.1": [
    2,
    /^Usage: .*\ndoapi: "www" must be a type of record: A, AAAA, .*, TXT\.\ndoapi: Perhaps doapi domain set example\.com www A 192\.0\.2\.1\n$/,
  ],
  "domain new example.net nope": [
    1,
    "'nope': no such droplet or load balancer, and not an IP address",
  ],
  "domain set example.com www A": [2, /^Usage: .*\ndoapi: .*data/],
  "domain set --tag issues example.com @ CAA letsencrypt.org.": [
    2,
    /--tag.*issue, issuewild, iodef/,
  ],
  "domain set example.org www A 192.0.2.1": [
    1,
    "Cannot list the records of example.org (GET /v2/domains/example.org/records?per_page=200): 404 not_found: The resource you were accessing could not be found.",
  ],
  "domain show-record example.org": [
    1,
    "Cannot list the records of example.org (GET /v2/domains/example.org/records?per_page=200): 404 not_found: The resource you were accessing could not be found.",
  ],
});

const RECORD = { id: 5, type: "A", name: "www", data: "203.0.113.2", priority: null };
const BALANCERS = {
  load_balancers: [{ id: "4de7", name: "lb-1", ip: "203.0.113.8" }, { id: "4de8", name: "lb-2" }],
};
const NONE = [
  { request: "GET /v2/droplets?per_page=200&name=lb-1", reply: { droplets: [] } },
  { request: "GET /v2/droplets?per_page=200&name=lb-1&type=gpus", reply: { droplets: [] } },
];
const TWO = { domain_records: [RECORD, { ...RECORD, id: 6, data: "203.0.113.3" }] };
const LIST = { request: "GET /v2/domains/example.com/records?per_page=200" };
const MX = { id: 5, type: "MX", name: "@", data: "@", priority: 10, ttl: 60 };
const PRINTED = `{
    "data": "203.0.113.2",
    "id": 5,
    "name": "www",
    "priority": null,
    "type": "A"
}`;

Deno.test("a domain that is given in capitals, too, is deleted once", async () => {
  const { code, requests } = await cli("domain delete EXAMPLE.com example.com", account());
  assertEquals([code, requests], [
    0,
    ["GET /v2/domains/EXAMPLE.com", "DELETE /v2/domains/example.com"],
  ]);
});

Deno.test("a domain that is written in two ways is deleted once", async () => {
  const { fetch, done } = script(
    { request: "GET /v2/domains/xn--bcher-kva.example", reply: { domain: { name: "b" } } },
    { request: "DELETE /v2/domains/b", status: 204 },
  );
  const line = "domain delete bücher.example xn--bcher-kva.example";
  const { code, out, err } = await cli(line, { fetch });
  const warned =
    "domain 'xn--bcher-kva.example' specified multiple times; ignoring later occurrence";
  assertEquals([code, out, err], [0, "", `doapi: Warning: ${warned}\ndoapi: deleted: domain b\n`]);
  done();
});

prints(
  {
    line: "domain new example.net lb-1",
    answers: [
      ...NONE,
      { request: "GET /v2/load_balancers?per_page=200", reply: BALANCERS },
      {
        request: "POST /v2/domains",
        body: { name: "example.net", ip_address: "203.0.113.8" },
        reply: { domain: { name: "example.net" } },
      },
    ],
    out: '{\n    "name": "example.net"\n}\n',
  },
  {
    line: "domain set example.com www A 192.0.2.1",
    answers: [
      { ...LIST, reply: { domain_records: [{ ...RECORD, data: "192.0.2.9" }] } },
      {
        request: "PUT /v2/domains/example.com/records/5",
        body: { data: "192.0.2.1" },
        reply: { domain_record: RECORD },
      },
    ],
    out: `${PRINTED}\n`,
    err: "doapi: www/A of example.com was 192.0.2.9\n",
  },
  {
    // What a name says of reports stays beside what it says of issuers.
    line: "domain set --flags 0 --tag issue example.com @ CAA example.org.",
    answers: [
      {
        ...LIST,
        reply: {
          domain_records: [
            {
              id: 4,
              type: "CAA",
              name: "@",
              data: "mailto:me@example.com",
              flags: 0,
              tag: "iodef",
            },
          ],
        },
      },
      { request: "POST /v2/domains/example.com/records", reply: { domain_record: RECORD } },
    ],
    out: `${PRINTED}\n`,
  },
  {
    // One that is right already stays, whatever else has the name.
    line: "domain set example.com www A 203.0.113.2",
    answers: { ...LIST, reply: TWO },
    out: `${PRINTED}\n`,
  },
  {
    line: "domain set example.com www A 192.0.2.1",
    answers: { ...LIST, reply: TWO },
    out: "",
    code: 1,
    err: "doapi: www/A of example.com has several records: 5, 6; " +
      "change one of them with domain update-record, or add one with domain new-record\n",
  },
  ...[
    ["TXT second", "TXT", { data: "first" }],
    ["TXT second", "TXT", { data: "v=spf1 -all" }],
    ["TXT 'v=DMARC1; p=none'", "TXT", { data: "v=spf1 -all" }],
    ["NS ns2.example.net.", "NS", { data: "ns1.example.net" }],
    ["MX mail2.example.net. --priority 20", "MX", { data: "mail1.example.net", priority: 10 }],
    ["CAA ca2.example.net. --tag issue", "CAA", { data: "x@example.net", tag: "iodef" }],
  ].map(([line, type, fields]) => ({
    line: `domain set example.com www ${line}`,
    answers: [
      { ...LIST, reply: { domain_records: [{ ...RECORD, type, ...fields as object }] } },
      { request: "POST /v2/domains/example.com/records", reply: { domain_record: RECORD } },
    ],
    out: `${PRINTED}\n`,
  })),
  ...[
    ["TXT 'v=spf1 include:example.net -all'", "TXT", "v=spf1 -all"],
    ["MX mail2.example.net. --priority 10", "MX", "mail1.example.net"],
    ["MX mail2.example.net.", "MX", "mail1.example.net"],
  ].map(([line, type, data]) => ({
    line: `domain set example.com www ${line}`,
    answers: [
      { ...LIST, reply: { domain_records: [{ ...RECORD, type, data, priority: 10 }] } },
      { request: "PUT /v2/domains/example.com/records/5", reply: { domain_record: RECORD } },
    ],
    out: `${PRINTED}\n`,
    err: `doapi: www/${type} of example.com was ${data}\n`,
  })),
  {
    line: "domain set example.com www AAAA 2001:DB8:0::1",
    answers: {
      ...LIST,
      reply: { domain_records: [{ ...RECORD, type: "AAAA", data: "2001:db8::1" }] },
    },
    out: `${PRINTED.replace("203.0.113.2", "2001:db8::1").replace('"A"', '"AAAA"')}\n`,
  },
  {
    line: "domain delete-record example.com www/A",
    answers: { ...LIST, reply: TWO },
    out: "",
    code: 1,
    err: "doapi: 'www/A': ambiguous; name and type used by multiple records: 5, 6\n",
  },
  {
    line: "domain new example.com 203.0.113.1",
    answers: {
      request: "POST /v2/domains",
      body: { name: "example.com", ip_address: "203.0.113.1" },
      reply: { domain: { name: "example.com", ttl: 1800, zone_file: null } },
    },
    out: `{
    "name": "example.com",
    "ttl": 1800,
    "zone_file": null
}
`,
  },
  {
    // What the API says of the whole record is why the change is refused.
    line: "domain update-record --priority 70000 example.com 5",
    answers: [
      { request: "GET /v2/domains/example.com/records/5", reply: { domain_record: MX } },
      {
        request: "PUT /v2/domains/example.com/records/5",
        body: { priority: 70000 },
        status: 422,
        reply: { id: "unprocessable_entity", message: "Data needs to end with a dot (.)" },
      },
      {
        request: "PUT /v2/domains/example.com/records/5",
        body: { type: "MX", name: "@", data: "@", priority: 70000, ttl: 60 },
        status: 422,
        reply: { id: "unprocessable_entity", message: "Priority is too high" },
      },
    ],
    out: "",
    code: 1,
    err: "doapi: Cannot update record 5 of example.com (PUT /v2/domains/example.com/records/5): " +
      "422 unprocessable_entity: Priority is too high\n",
  },
  {
    line: "domain show",
    answers: { request: "GET /v2/domains?per_page=200", reply: { domains: [] } },
    out: "[]\n",
  },
  {
    line: "domain update-record --no-priority example.com 5",
    answers: [
      { request: "GET /v2/domains/example.com/records/5", reply: { domain_record: RECORD } },
      {
        request: "PUT /v2/domains/example.com/records/5",
        body: { priority: null },
        reply: { domain_record: RECORD },
      },
    ],
    out: `${PRINTED}\n`,
  },
  {
    line: "domain show-record example.com 5",
    answers: {
      request: "GET /v2/domains/example.com/records/5",
      reply: { domain_record: RECORD },
    },
    out: `[\n${PRINTED.replace(/^/gm, "    ")}\n]\n`,
  },
  {
    line: "domain new-record --delete example.com A www 203.0.113.2",
    answers: [
      { request: "GET /v2/domains/example.com", reply: { domain: { name: "example.com" } } },
      { request: "POST /v2/domains/example.com/records", reply: { domain_record: RECORD } },
      {
        request: "GET /v2/domains/example.com/records?per_page=200",
        reply: { domain_records: [RECORD, { ...RECORD, id: 4 }, { ...RECORD, id: 6, name: "w" }] },
      },
      {
        request: "DELETE /v2/domains/example.com/records/4",
        status: 403,
        reply: { id: "forbidden", message: "Not allowed" },
      },
    ],
    // The output has what was created although the rest failed.
    out: `${PRINTED}\n`,
    code: 1,
    err:
      "doapi: Cannot delete record 4 of example.com (DELETE /v2/domains/example.com/records/4): 403 forbidden: Not allowed\n",
  },
  {
    line: "domain delete example.com",
    answers: [
      { request: "GET /v2/domains/example.com", reply: { domain: { name: "example.com" } } },
      { request: "DELETE /v2/domains/example.com", status: 204 },
    ],
    out: "",
    err: "doapi: deleted: domain example.com\n",
  },
);
