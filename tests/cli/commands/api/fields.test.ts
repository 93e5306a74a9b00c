import { A, sends } from "./support.ts";

sends(
  {
    title: "PATCH",
    line: "api vpcs_patch main --name other --no-default",
    lists: ["GET /v2/vpcs?per_page=200"],
    sends: `PATCH /v2/vpcs/${A} {"name":"other","default":false}`,
  },
  {
    title: "DELETE with a body of names",
    line: "api firewalls_delete_droplets edge --droplet web --droplet 6",
    lists: [
      "GET /v2/firewalls?per_page=200",
      "GET /v2/droplets?per_page=200&name=web",
      "GET /v2/droplets?per_page=200&name=web&type=gpus",
    ],
    sends: `DELETE /v2/firewalls/${A}/droplets {"droplet_ids":[5,6]}`,
    status: 204,
  },
  {
    title: "DELETE with a body of rules",
    line: `api DELETE /v2/firewalls/${A}/rules --inbound-rule ` +
      "protocol:tcp,ports:22,sources:10.0.0.0/8+2001:db8::/32+load-balancer:front",
    lists: ["GET /v2/load_balancers?per_page=200"],
    sends: `DELETE /v2/firewalls/${A}/rules {"inbound_rules":[{"protocol":"tcp","ports":"22",` +
      `"sources":{"addresses":["10.0.0.0/8","2001:db8::/32"],"load_balancer_uids":["${A}"]}}]}`,
  },
  {
    title: "DELETE with a query",
    line: "api volumes_delete_byName --name data --region nyc1",
    sends: "DELETE /v2/volumes?name=data&region=nyc1",
    err: "doapi: deleted: volume name=data&region=nyc1\n",
    status: 204,
  },
  {
    title: "a parameter that is a list",
    line: `api apps_list_deployments ${A} --page 1 --deployment-type MANUAL ` +
      "--deployment-type DEPLOY_ON_PUSH",
    sends:
      `GET /v2/apps/${A}/deployments?page=1&deployment_types=MANUAL&deployment_types=DEPLOY_ON_PUSH`,
    reply: { deployments: [] },
  },
  {
    title: "a header",
    line: "api autoscalepools_delete_dangerous " + A + " --x-dangerous",
    sends: `DELETE /v2/droplets/autoscale/${A}/dangerous`,
    err: `doapi: deleted: autoscale ${A}\n`,
    status: 202,
  },
  {
    title: "a field that has no option of its own",
    line: [
      ..."api domains_update_record example.com www".split(" "),
      "--set",
      "data=@",
      "--type=A",
    ],
    lists: ["GET /v2/domains/example.com/records?per_page=200"],
    sends: 'PUT /v2/domains/example.com/records/12 {"type":"A","data":"@"}',
  },
  {
    title: "null and digits beyond what a number keeps",
    line: "api domains_create_record example.com --type A --name x --priority null --ttl " +
      "12345678901234567890 --set data=192.0.2.1",
    sends: 'POST /v2/domains/example.com/records {"type":"A","name":"x","priority":null,' +
      '"ttl":12345678901234567890,"data":"192.0.2.1"}',
  },
  {
    title: "a body out of a YAML file, with an option over it",
    line: "api vpcs_create --data @vpc.yaml --name other",
    sends: 'POST /v2/vpcs {"name":"other","region":"nyc1","ip_range":"10.10.0.0/16"}',
    world: { files: { "vpc.yaml": "name: main\nregion: nyc1\nip_range: 10.10.0.0/16\n" } },
  },
  {
    title: "a body from standard input",
    line: "api tags_create -d @-",
    sends: 'POST /v2/tags {"name":"piped"}',
    world: { stdin: '{"name": "piped"}' },
  },
  {
    title: "a field from standard input",
    line: "api sshKeys_create --name laptop --set public_key=@-",
    sends: 'POST /v2/account/keys {"name":"laptop","public_key":"ssh-ed25519 AAAA\\n"}',
    world: { stdin: "ssh-ed25519 AAAA\n" },
  },
);
