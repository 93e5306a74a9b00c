import { DOAPI } from "@doapi/doapi";

const doapi = new DOAPI("t");
const data = JSON.stringify({
  id: 3,
  name: "web",
  created_at: "2016-01-01T00:01:45Z",
  region: { slug: "nyc3" },
  image: { id: 7, created_at: "2016-01-01T00:01:45Z" },
  networks: { v4: [{ ip_address: "203.0.113.7" }, { ip_address: "10.0.0.2" }], v6: [] },
  size: { slug: "s-1vcpu-1gb" },
});

Deno.bench("the JSON of a droplet", { group: "droplet", baseline: true }, () => {
  JSON.parse(data);
});
Deno.bench("the JSON of a droplet, as a Droplet", { group: "droplet" }, () => {
  doapi.droplet(JSON.parse(data));
});
