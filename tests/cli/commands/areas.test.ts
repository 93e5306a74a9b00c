import { assertEquals, assertStringIncludes } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { journey } from "../../support/journey.ts";
import { account, refuses } from "../../support/tables.ts";

journey(
  "a VPC is created, shown, renamed, connected and deleted by its name",
  [
    "vpc new main --region fra1 --ip-range 10.9.0.0/24",
    'POST /v2/vpcs {"name":"main","region":"fra1","ip_range":"10.9.0.0/24"}',
  ],
  ["vpc new other --region fra1", 'POST /v2/vpcs {"name":"other","region":"fra1"}'],
  ["vpc show main -o table"],
  ["vpc update main --description net", 'PATCH /v2/vpcs/#1 {"description":"net"}'],
  ["vpc members main"],
  [
    "vpc-peering new main-other --vpc main --vpc other --wait",
    'POST /v2/vpc_peerings {"name":"main-other","vpc_ids":["#1","#2"]}',
  ],
  ["vpc-peering delete main-other", "DELETE /v2/vpc_peerings/#3"],
  ["vpc delete other", "DELETE /v2/vpcs/#2"],
);

journey(
  "a firewall takes rules as people write them, droplets and tags by name",
  ["tag new web", 'POST /v2/tags {"name":"web"}'],
  [
    "firewall new front --droplet web-1 " +
    "--inbound-rule protocol:tcp,ports:443,sources:0.0.0.0/0+tag:web+droplet:web-2 " +
    "--outbound-rule protocol:icmp,destinations:0.0.0.0/0",
    'POST /v2/firewalls {"name":"front","droplet_ids":[3164001],"inbound_rules":' +
    '[{"protocol":"tcp","ports":"443","sources":' +
    '{"addresses":["0.0.0.0/0"],"tags":["web"],"droplet_ids":[3164002]}}],"outbound_rules":' +
    '[{"protocol":"icmp","destinations":{"addresses":["0.0.0.0/0"]},"ports":"0"}]}',
  ],
  [
    "firewall add-droplets front --droplet web-2",
    'POST /v2/firewalls/#1/droplets {"droplet_ids":[3164002]}',
  ],
  ["firewall add-tags front --tag web", 'POST /v2/firewalls/#1/tags {"tags":["web"]}'],
  ["firewall remove-tags front --tag web", 'DELETE /v2/firewalls/#1/tags {"tags":["web"]}'],
  ["firewall delete front", "DELETE /v2/firewalls/#1"],
);

journey(
  "a load balancer is created, waited for, changed as a whole and deleted",
  [
    "load-balancer new front --region nyc3 --droplet web-1 --wait --forwarding-rule " +
    "entry_protocol:http,entry_port:80,target_protocol:http,target_port:8080",
    'POST /v2/load_balancers {"droplet_ids":[3164001],"region":"nyc3","name":"front",' +
    '"forwarding_rules":[{"entry_protocol":"http","entry_port":80,"target_protocol":"http",' +
    '"target_port":8080}]}',
  ],
  [
    "load-balancer add-droplets front --droplet web-2",
    'POST /v2/load_balancers/#1/droplets {"droplet_ids":[3164002]}',
  ],
  ["load-balancer delete front", "DELETE /v2/load_balancers/#1"],
);

journey(
  "things of several kinds are put into a project",
  [
    "project new shop --purpose Web",
    'POST /v2/projects {"name":"shop","purpose":"Web"}',
  ],
  [
    "project assign shop droplet:web-1 domain:example.com do:space:media",
    'POST /v2/projects/#1/resources {"resources":' +
    '["do:space:media","do:droplet:3164001","do:domain:example.com"]}',
  ],
);

journey(
  "a tag is put on droplets and images, and taken off",
  [
    "tag add web droplet:web-1 image:golden",
    'POST /v2/tags {"name":"web"}',
    'POST /v2/tags/web/resources {"resources":' +
    '[{"resource_type":"droplet","resource_id":"3164001"},' +
    '{"resource_type":"image","resource_id":"7938003"}]}',
  ],
  ["tag resources web"],
  [
    "tag remove web droplet:web-1",
    'DELETE /v2/tags/web/resources {"resources":' +
    '[{"resource_type":"droplet","resource_id":"3164001"}]}',
  ],
  ["tag delete web", "DELETE /v2/tags/web"],
);

journey(
  "a share, a certificate, a CDN endpoint, a pool and a check are managed by their names",
  ["vpc new main --region nyc3", 'POST /v2/vpcs {"name":"main","region":"nyc3"}'],
  [
    "nfs new media --size-gib 50 --region nyc3 --vpc main --wait",
    'POST /v2/nfs {"name":"media","size_gib":50,"region":"nyc3","vpc_ids":["#1"]}',
  ],
  [
    "nfs resize media 100",
    'POST /v2/nfs/#2/actions {"type":"resize","params":{"size_gib":100}}',
  ],
  [
    "certificate new site --type lets_encrypt --dns-name a.example --wait",
    'POST /v2/certificates {"name":"site","type":"lets_encrypt","dns_names":["a.example"]}',
  ],
  ["certificate delete site", "DELETE /v2/certificates/#3"],
  // A share takes one action at a time, and the wait before has let it grow.
  [
    "nfs detach media main",
    'POST /v2/nfs/#2/actions {"type":"detach","params":{"vpc_id":"#1"}}',
  ],
  [
    "cdn new static.nyc3.digitaloceanspaces.com --ttl 3600",
    'POST /v2/cdn/endpoints {"origin":"static.nyc3.digitaloceanspaces.com","ttl":3600}',
  ],
  [
    "cdn purge static.nyc3.digitaloceanspaces.com --file img/a.png",
    'DELETE /v2/cdn/endpoints/#4/cache {"files":["img/a.png"]}',
  ],
  [
    "uptime new site --type https --target https://a.example --region us_east --enabled",
    'POST /v2/uptime/checks {"name":"site","type":"https","target":"https://a.example",' +
    '"regions":["us_east"],"enabled":true}',
  ],
  [
    "uptime update site --target https://b.example",
    'PUT /v2/uptime/checks/#5 {"name":"site","type":"https","target":"https://b.example",' +
    '"regions":["us_east"],"enabled":true}',
  ],
  ["uptime delete site", "DELETE /v2/uptime/checks/#5"],
);

refuses({
  "tag add web drplet:web-1": [2, /"drplet:web-1" must be AREA:NAME.*; perhaps droplet\./],
  "tag add web droplet:nope": [1, "'nope': no such droplet"],
  "project assign shop droplet:web-1": [1, "'shop': no such project"],
  "firewall new x --inbound-rule protocol:tcp,port:443": [2, /"port:443" is none of these/],
  "volume new": [2, /Missing argument/],
  "volume new x --size-gigabytes 0": [2, /Option "--size-gigabytes"|Missing required/],
  "vpc show nope": [1, /'nope': no such VPC/],
  "vpc delete nope": [1, /'nope': no such VPC/],
  "metric droplet web-1 cpuu": [2, /There is no metric "cpuu"; perhaps cpu\./],
  "metric droplet web-1 cpu --since soon": [2, /"--since" must be a time such as 6h/],
  "metric droplet web-1 bandwidth": [2, /Missing required option "--interface": one of /],
});

Deno.test("the inventory has a line for each thing of every kind, with its price", async () => {
  const ran = await cli("inventory -o tsv --columns id,kind,name,region,price_monthly", account());
  assertEquals(ran.code, 0, ran.err);
  const lines = ran.out.split("\n");
  assertStringIncludes(ran.out, "3164001\tdroplet\tweb-1\tnyc3\t6\n");
  assertStringIncludes(ran.out, "example.com\tdomain\texample.com\t\t\n");
  // The droplet with GPUs is in no plain list.
  assertEquals(lines.filter((line) => line.includes("\tdroplet\tbrain\t")).length, 1);
  assertEquals(new Set(lines).size, lines.length);
});

Deno.test("what the token may not read is left out of the inventory with a warning", async () => {
  const world = account();
  const { fetch } = world;
  world.fetch = (url, init) => {
    if (!url.includes("/v2/apps")) return fetch(url, init);
    const body = { id: "forbidden", message: "You are not authorized." };
    return Promise.resolve(Response.json(body, { status: 403 }));
  };
  const ran = await cli("inventory", world);
  assertEquals([ran.code, JSON.parse(ran.out).length > 5], [0, true]);
  assertEquals(
    ran.err,
    "doapi: Warning: Cannot list the apps (GET /v2/apps?per_page=200): 403 forbidden: " +
      "You are not authorized.\n",
  );
});

journey(
  "a database cluster, its users, databases, pools and rules are managed by their names",
  [
    "database new main --engine pg --version 16 --num-nodes 1 --size db-s-1vcpu-1gb " +
    "--region nyc3 --wait",
    'POST /v2/databases {"name":"main","engine":"pg","version":"16","num_nodes":1,' +
    '"size":"db-s-1vcpu-1gb","region":"nyc3"}',
  ],
  ["database user new main alice", 'POST /v2/databases/#1/users {"name":"alice"}'],
  ["database user show main alice"],
  [
    "database db new main app shop",
    'POST /v2/databases/#1/dbs {"name":"app"}',
    'POST /v2/databases/#1/dbs {"name":"shop"}',
  ],
  ["database db delete main shop", "DELETE /v2/databases/#1/dbs/shop"],
  [
    "database firewall set main --rule type:ip_addr,value:203.0.113.7",
    'PUT /v2/databases/#1/firewall {"rules":[{"type":"ip_addr","value":"203.0.113.7"}]}',
  ],
  [
    "database maintenance main --day sunday --hour 02:00",
    'PUT /v2/databases/#1/maintenance {"day":"sunday","hour":"02:00"}',
  ],
  ["database migrate main ams3", 'PUT /v2/databases/#1/migrate {"region":"ams3"}'],
  ["database delete main", "DELETE /v2/databases/#1"],
);

journey(
  "a Kubernetes cluster is created, waited for, upgraded and deleted by its name",
  [
    "kubernetes new main --region nyc3 --version 1.35.4-do.0 --wait " +
    "--node-pool size:s-2vcpu-2gb,name:workers,count:2",
    'POST /v2/kubernetes/clusters {"name":"main","region":"nyc3","version":"1.35.4-do.0",' +
    '"node_pools":[{"size":"s-2vcpu-2gb","name":"workers","count":2}]}',
  ],
  [
    "kubernetes node-pool new main big --size s-4vcpu-8gb --count 1",
    'POST /v2/kubernetes/clusters/#1/node_pools {"size":"s-4vcpu-8gb","name":"big","count":1}',
  ],
  [
    "kubernetes upgrade main 1.36.1-do.0",
    'POST /v2/kubernetes/clusters/#1/upgrade {"version":"1.36.1-do.0"}',
  ],
  ["kubernetes delete main", "DELETE /v2/kubernetes/clusters/#1"],
);

journey(
  "an app is created from a specification, deployed and deleted by its name",
  [
    `app new --spec '{"name": "shop", "region": "nyc"}' --wait`,
    'POST /v2/apps {"spec":{"name":"shop","region":"nyc"}}',
  ],
  ["app deployment new shop", "POST /v2/apps/#1/deployments {}"],
  ["app delete shop", "DELETE /v2/apps/#1"],
);

journey(
  "a registry and a namespace of functions are managed by their names",
  [
    "registry new images --subscription-tier-slug basic",
    'POST /v2/registries {"name":"images","subscription_tier_slug":"basic"}',
  ],
  ["registry garbage-collection start images", "POST /v2/registries/images/garbage-collection"],
  ["registry delete images", "DELETE /v2/registries/images"],
);
