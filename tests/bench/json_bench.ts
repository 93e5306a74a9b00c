import { stringify } from "../../lib/core/encode.ts";
import { parseJSON } from "../../lib/core/json.ts";

const droplet = { id: 1, name: "web", networks: { v4: [{ ip_address: "203.0.113.7" }] }, tags: [] };
const plain = JSON.stringify(Array.from({ length: 200 }, (_, id) => ({ ...droplet, id })));
const unusual = plain.replaceAll('"tags":[]', '"price":5.0');
const value = JSON.parse(plain);

Deno.bench(
  "JSON.parse of a page",
  { group: "parse", baseline: true },
  () => void JSON.parse(plain),
);
Deno.bench("parseJSON of a page", { group: "parse" }, () => void parseJSON(plain));
Deno.bench("parseJSON of a page with 5.0", { group: "parse" }, () => void parseJSON(unusual));
Deno.bench("JSON.stringify of a page", { group: "write", baseline: true }, () => {
  JSON.stringify(value, null, 4);
});
Deno.bench("stringify of a page", { group: "write" }, () => {
  stringify(value, { indent: 4, sortKeys: true });
});
