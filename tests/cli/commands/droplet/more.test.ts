import { assertEquals } from "@std/assert";
import { cli } from "../../../support/cli.ts";
import { journey } from "../../../support/journey.ts";
import { account, prints } from "../../../support/tables.ts";

const NEW = "droplet new -I id:139478010 -S s-1vcpu-1gb -R nyc3";
const BODY = '"image":139478010,"size":"s-1vcpu-1gb","region":"nyc3"';

journey(
  "a droplet gets its VPC, volumes, project and backups by their names",
  [
    "vpc new net --region nyc3",
    'POST /v2/vpcs {"name":"net","region":"nyc3"}',
  ],
  [
    "volume new data --size-gigabytes 10 --region nyc3",
    'POST /v2/volumes {"name":"data","size_gigabytes":10,"region":"nyc3"}',
  ],
  [
    "project new shop --purpose shop",
    'POST /v2/projects {"name":"shop","purpose":"shop"}',
  ],
  [
    `${NEW} --monitoring --vpc net --volume data --project shop --backup-policy plan:daily,hour:20 a`,
    `POST /v2/droplets {"names":["a"],${BODY},"backups":true,"ipv6":false,` +
    '"private_networking":false,"monitoring":true,"backup_policy":{"plan":"daily","hour":20},' +
    '"volumes":["#1"],"vpc_uuid":"#2"}',
    'POST /v2/projects/#3/resources {"resources":["do:droplet:3164007"]}',
  ],
  [
    `${NEW} --project default --quiet b c`,
    `POST /v2/droplets {"names":["b","c"],${BODY},"backups":false,"ipv6":false,` +
    '"private_networking":false}',
    'POST /v2/projects/default/resources {"resources":["do:droplet:3164008","do:droplet:3164009"]}',
  ],
);

Deno.test("all that is wrong with the options of new droplets is told at once", async () => {
  const line =
    "droplet new -I debin -S s-1vcpu-1gb -R nyc3 -K nokey --vpc net --volume data --project shop " +
    "--backup-policy daily a b";
  const ran = await cli(line, account());
  const [, ...lines] = ran.err.split("\n").slice(0, -1);
  assertEquals([ran.code, ran.out, lines], [2, "", [
    "doapi: 'debin': no such image",
    "doapi: 'nokey': no such SSH key, and no such file",
    'doapi: Option "--volume" is for one droplet: a volume can be attached to one alone.',
    'doapi: Option "--backup-policy" has "daily" where key:value or @FILE should be.',
    "doapi: 'shop': no such project",
  ]]);
  const names = await cli(`${NEW} --vpc net --volume data --project shop a`, account());
  assertEquals([names.code, names.err.split("\n").slice(0, -1)], [1, [
    "doapi: 'data': no such volume",
    "doapi: 'net': no such VPC",
    "doapi: 'shop': no such project",
  ]]);
});

Deno.test("the price counts how often backups are taken", async () => {
  const price = async (policy: string) =>
    (await cli(`${NEW} --dry-run --backup-policy ${policy} a`, account())).err;
  assertEquals(
    await price("plan:daily"),
    "doapi: 1 droplet of s-1vcpu-1gb: $7.80 a month, $0.01161 an hour, with daily backups\n",
  );
  assertEquals(
    await price("weekday:MON"),
    "doapi: 1 droplet of s-1vcpu-1gb: $7.20 a month, $0.01072 an hour, with weekly backups\n",
  );
});

prints({
  line: "droplet new -I id:9 -S small -R fra1 --project default a",
  answers: [
    { request: "GET /v2/images/9", reply: { image: { id: 9 } } },
    { request: "GET /v2/droplets?per_page=200&name=a", reply: { droplets: [] } },
    { request: "GET /v2/droplets?per_page=200&name=a&type=gpus", reply: { droplets: [] } },
    { request: "POST /v2/droplets", status: 202, reply: { droplets: [{ id: 3, name: "a" }] } },
    {
      request: "POST /v2/projects/default/resources",
      status: 403,
      reply: { id: "forbidden", message: "You are not authorized" },
    },
  ],
  // The droplet is there all the same, so it is printed.
  out: '[\n    {\n        "id": 3,\n        "name": "a"\n    }\n]\n',
  code: 1,
  err: "doapi: Cannot assign resources to project default (POST /v2/projects/default/resources): " +
    "403 forbidden: You are not authorized\n",
});
