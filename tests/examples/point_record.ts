/**
 * Points a name at an address: changes its A record, or adds one. Does nothing if it is so already.
 *
 *     DO_API_TOKEN=... deno run --allow-net --allow-env point_record.ts example.com www 203.0.113.7
 */
import { DOAPI } from "@doapi/doapi";

const [name = "", host = "@", address = ""] = Deno.args;
const doapi = new DOAPI(Deno.env.get("DO_API_TOKEN") ?? "", {
  endpoint: Deno.env.get("DO_API_ENDPOINT"),
});

const domain = doapi.domain(name);
const records = await Array.fromAsync(domain.fetchAllRecords());
const record = records.find(({ type, name }) => type === "A" && name === host);
if (record?.data === address) {
  console.log("as it was");
} else {
  const now = record
    ? await record.updateRecord({ data: address })
    : await domain.createRecord("A", host, address);
  console.log(`${now.name}.${domain} is ${now.data} now`);
}
