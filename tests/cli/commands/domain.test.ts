import { prints, refuses, sends } from "../../support/tables.ts";

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
  ],
  "domain delete-record example.com 3352005 3352006": [
    "GET /v2/domains/example.com/records/3352005",
    "GET /v2/domains/example.com/records/3352006",
    "DELETE /v2/domains/example.com/records/3352005",
    "DELETE /v2/domains/example.com/records/3352006",
  ],
});

refuses({
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
  "domain update-record example.com www": [
    2,
    /^Usage: .*\ndoapi: .*'www' is no record id: ids are numbers\./,
  ],
  "domain update-record --data x example.com 5": [
    1,
    "Cannot fetch record 5 of example.com (GET /v2/domains/example.com/records/5): 404 not_found: The resource you were accessing could not be found.",
  ],
  "domain delete-record example.com 3352005 5": [
    1,
    "Cannot fetch record 5 of example.com (GET /v2/domains/example.com/records/5): 404 not_found: The resource you were accessing could not be found.",
  ],
  "domain show-record example.org": [
    1,
    "Cannot list the records of example.org (GET /v2/domains/example.org/records?per_page=200): 404 not_found: The resource you were accessing could not be found.",
  ],
});

const RECORD = { id: 5, type: "A", name: "www", data: "203.0.113.2", priority: null };
const PRINTED = `{
    "data": "203.0.113.2",
    "id": 5,
    "name": "www",
    "priority": null,
    "type": "A"
}`;

prints(
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
    // What was created is told although the rest failed.
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
  },
);
