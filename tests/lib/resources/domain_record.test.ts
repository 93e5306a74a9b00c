import { DomainRecord } from "@doapi/doapi";
import { verbs } from "../../support/verbs.ts";

const domain = { name: "example.com" };
const record = { id: 5, type: "A", name: "www" };
const url = "/v2/domains/example.com";

verbs(
  {
    name: "record.updateRecord() sends only the fields of its argument, null included",
    call: (doapi) =>
      new DomainRecord(doapi, 5, doapi.domain(domain)).updateRecord({ name: "api", port: null }),
    sends: {
      request: `PUT ${url}/records/5`,
      body: { name: "api", port: null },
      reply: { domain_record: { ...record, name: "api" } },
    },
    gives: { ...record, name: "api" },
  },
  {
    name: "record.fetch(), fetchDomain() and delete() go to where the record is",
    call: async (doapi) => {
      const it = new DomainRecord(doapi, 5, doapi.domain(domain));
      const seen = [await it.fetch(), await it.fetchDomain()];
      await it.delete();
      return seen;
    },
    sends: [
      { request: `GET ${url}/records/5`, reply: { domain_record: record } },
      { request: `GET ${url}`, reply: { domain } },
      { request: `DELETE ${url}/records/5`, status: 204 },
    ],
    gives: [record, domain],
  },
);
