import { verbs } from "../../support/verbs.ts";

const domain = { name: "example.com", ttl: 1800, zone_file: "" };
const record = { id: 5, type: "A", name: "www", data: "203.0.113.7", priority: null };
const url = "/v2/domains/example.com";

verbs(
  {
    name: "fetchDomain() and fetchAllDomains() fetch",
    call: async (doapi) => [
      await doapi.fetchDomain("example.com"),
      await Array.fromAsync(doapi.fetchAllDomains()),
    ],
    sends: [
      { request: `GET ${url}`, reply: { domain } },
      { request: "GET /v2/domains?per_page=200", reply: { domains: [domain] } },
    ],
    gives: [domain, [domain]],
  },
  {
    name: "createDomain() takes the address as text or as a floating IP",
    call: async (doapi) => [
      await doapi.createDomain("example.com", "203.0.113.7"),
      await doapi.createDomain("example.com", doapi.floatingIp("203.0.113.7")),
    ],
    sends: Array(2).fill({
      request: "POST /v2/domains",
      body: { name: "example.com", ip_address: "203.0.113.7" },
      reply: { domain },
    }),
    gives: [domain, domain],
  },
  {
    name: "createDomain() leaves out an address that is not given",
    call: async (doapi) => [
      await doapi.createDomain("example.com"),
      await doapi.createDomain("example.com", null, { extra: { ttl: 60 } }),
    ],
    sends: [
      { request: "POST /v2/domains", body: { name: "example.com" }, reply: { domain } },
      { request: "POST /v2/domains", body: { name: "example.com", ttl: 60 }, reply: { domain } },
    ],
    gives: [domain, domain],
  },
  {
    name: "a name that is not in ASCII is sent as the API has it",
    call: async (doapi) => {
      await doapi.createDomain("bücher.example");
      const found = doapi.domain("bücher.example");
      await found.createRecord("MX", "läden", "bücher.example.");
      const text = await found.createRecord("TXT", "@", "bücher.example.");
      await text.updateRecord({ name: "läden" });
      return await found.fetch();
    },
    sends: [
      {
        request: "POST /v2/domains",
        body: { name: "xn--bcher-kva.example" },
        reply: { domain: { name: "xn--bcher-kva.example" } },
      },
      {
        request: "POST /v2/domains/xn--bcher-kva.example/records",
        body: {
          type: "MX",
          name: "xn--lden-loa",
          data: "xn--bcher-kva.example.",
          priority: null,
          port: null,
          weight: null,
        },
        reply: { domain_record: record },
      },
      {
        request: "POST /v2/domains/xn--bcher-kva.example/records",
        body: {
          type: "TXT",
          name: "@",
          data: "bücher.example.",
          priority: null,
          port: null,
          weight: null,
        },
        reply: { domain_record: { ...record, type: "TXT" } },
      },
      {
        request: "PUT /v2/domains/xn--bcher-kva.example/records/5",
        body: { name: "xn--lden-loa" },
        reply: { domain_record: record },
      },
      {
        request: "GET /v2/domains/xn--bcher-kva.example",
        reply: { domain: { name: "xn--bcher-kva.example" } },
      },
    ],
    gives: { name: "xn--bcher-kva.example" },
  },
  {
    name: "domain.createRecord() sends null for what is not given",
    call: (doapi) =>
      doapi.domain("example.com").createRecord("A", "www", "203.0.113.7", { ttl: 60 }),
    sends: {
      request: `POST ${url}/records`,
      body: {
        type: "A",
        name: "www",
        data: "203.0.113.7",
        priority: null,
        port: null,
        weight: null,
        ttl: 60,
      },
      reply: { domain_record: record },
    },
    gives: record,
  },
  {
    name: "domain.fetchRecord() and fetchAllRecords() fetch",
    call: async (doapi) => [
      await doapi.domain("example.com").fetchRecord(5),
      await Array.fromAsync(doapi.domain("example.com").fetchAllRecords()),
    ],
    sends: [
      { request: `GET ${url}/records/5`, reply: { domain_record: record } },
      { request: `GET ${url}/records?per_page=200`, reply: { domain_records: [record] } },
    ],
    gives: [record, [record]],
  },
  {
    name: "domain.delete() deletes",
    call: (doapi) => doapi.domain("example.com").delete(),
    sends: { request: `DELETE ${url}`, status: 204 },
  },
);
