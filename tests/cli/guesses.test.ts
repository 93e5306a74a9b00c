import { assertEquals, assertMatch } from "@std/assert";
import { cli } from "../support/cli.ts";
import { account } from "../support/tables.ts";

const LIST = "GET /v2/droplets?per_page=200";

/** What people type who have not read anything, and what it does: the requests. */
const DONE: Readonly<Record<string, readonly string[]>> = {
  "droplet list": [LIST],
  "droplet ls": [LIST],
  "droplet get": [LIST],
  "droplet describe": [LIST],
  "droplets": [],
  "droplets list": [LIST],
  "droplets show": [LIST],
  "server list": [LIST],
  "vm ls": [LIST],
  "-o tsv droplets ls": [LIST],
  "droplet restart web-1": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    'POST /v2/droplets/3164001/actions {"type":"reboot"}',
  ],
  "droplet stop 3164001": [
    "GET /v2/droplets/3164001",
    'POST /v2/droplets/3164001/actions {"type":"shutdown"}',
  ],
  "droplet start 3164005": [
    "GET /v2/droplets/3164005",
    'POST /v2/droplets/3164005/actions {"type":"power_on"}',
  ],
  "droplet rm 3164001": ["GET /v2/droplets/3164001", "DELETE /v2/droplets/3164001"],
  "droplet remove 3164001": ["GET /v2/droplets/3164001", "DELETE /v2/droplets/3164001"],
  "droplet destroy 3164001": ["GET /v2/droplets/3164001", "DELETE /v2/droplets/3164001"],
  "droplet del 3164001": ["GET /v2/droplets/3164001", "DELETE /v2/droplets/3164001"],
  "size list": ["GET /v2/sizes?per_page=200"],
  "size ls": ["GET /v2/sizes?per_page=200"],
  "sizes": ["GET /v2/sizes?per_page=200"],
  "region show": ["GET /v2/regions?per_page=200"],
  "regions list": ["GET /v2/regions?per_page=200"],
  "account get": ["GET /v2/account"],
  "key list": ["GET /v2/account/keys?per_page=200"],
  "keys ls": ["GET /v2/account/keys?per_page=200"],
  "ssh-keys": [],
  "dns list": ["GET /v2/domains?per_page=200"],
  "domains ls": ["GET /v2/domains?per_page=200"],
  "volumes ls": ["GET /v2/volumes?per_page=200"],
  "lb list": ["GET /v2/load_balancers?per_page=200"],
  "load-balancers": [],
  "cert list": ["GET /v2/certificates?per_page=200"],
  "vpcs list": ["GET /v2/vpcs?per_page=200"],
  "tags list": ["GET /v2/tags?per_page=200"],
  "tag create blue": ['POST /v2/tags {"name":"blue"}'],
  "tag rm blue": ["GET /v2/tags/blue"],
  "images list --private": ["GET /v2/images?per_page=200&private=true"],
  "fip list": ["GET /v2/floating_ips?per_page=200"],
  "actions show --last": ["GET /v2/actions?per_page=1"],
  "droplet": [],
  "droplet help": [],
  "droplet --help": [],
  "help droplet": [],
  "help droplets ls": [],
  "version": [],
  "--version": [],
  "volume": [],
  "gradient": [],
  "gradient agents list": ["GET /v2/gen-ai/agents?per_page=200"],
};

for (const [line, requests] of Object.entries(DONE)) {
  Deno.test(`the guess doapi ${line} does what was meant`, async () => {
    const ran = await cli(line, account());
    // A tag that is not there is looked for, and that is all.
    const code = line === "tag rm blue" ? 1 : 0;
    assertEquals([ran.code, ran.requests], [code, requests], ran.err);
    if (requests.length === 0) assertMatch(ran.out, /./);
  });
}

/** What cannot be guessed, and the line that says what to type. */
const SAID: Readonly<Record<string, RegExp>> = {
  "reboot web-1": /no area "reboot"; write doapi droplet reboot\.$/m,
  "drplet show": /no area "drplet"; perhaps droplet\.$/m,
  "create web": /no area "create"; name what is meant first, such as doapi droplet create\.$/m,
  "delete web": /no area "delete"; name what is meant first/,
  "droplet show --outptu json": /Unknown option "--outptu"; perhaps --output\.$/m,
  "droplet delete web-1 --yse": /Unknown option "--yse"\.$/m,
  "droplet show --bad": /Unknown option "--bad"\.$/m,
  "droplet snapshots web-1 dup": /droplet has no command "snapshots"; perhaps .*show-snapshots/,
  "droplet lst": /droplet has no command "lst"; perhaps .*\bls\b/,
  "droplet delte web-1": /droplet has no command "delte"; see doapi droplet --help\.$/m,
  "droplet reboott web-1": /droplet has no command "reboott"; perhaps reboot\.$/m,
  "droplet rebild web-1": /droplet has no command "rebild"; see doapi droplet --help\.$/m,
  "help droplet reboott": /droplet has no command "reboott"; perhaps reboot\.$/m,
  "nonsense": /no area "nonsense"; see doapi --help\.$/m,
  "droplet edit web-1": /droplet has no command "edit"; see doapi droplet --help\.$/m,
  "droplet new web-9 -S s-1vcpu-1gb -R nyc3 -I debian12":
    /'debian12': no such image; perhaps debian-12-x64/,
  "droplet resize web-1 s-2vcpu-2gb":
    /no such droplet\ndoapi: Perhaps doapi droplet resize s-2vcpu-2gb web-1$/m,
  "droplet act web-1 reboot": /no such droplet\ndoapi: Perhaps doapi droplet act reboot web-1$/m,
  "image transfer golden fra1":
    /no such image.*\ndoapi: Perhaps doapi image transfer fra1 golden$/m,
  "size --region nyc33": /'nyc33': no such region; perhaps nyc3/,
  "domain set example.com www AA 192.0.2.1": /"AA" must be a type of record: .*; perhaps A/,
  "droplet delete-everything web-1": /Missing required option "--x-dangerous"\.\n$/,
  "volume new x -R nyc1": /Unknown option "-R"; perhaps --region\.$/m,
  "droplet show -R nyc1":
    /Unknown option "-R"\.\ndoapi: If it is an argument, write -- before the arguments\.$/m,
  "droplet --format id": /Unknown option "--format"; perhaps --columns\.\n$/,
  "droplet show --format id": /Unknown option "--format"; perhaps --columns\.\n$/,
  "droplet show --json": /Unknown option "--json"; perhaps --output json\.\n$/,
  "request --method GET /v2/account": /Unknown option "--method"; perhaps --request\.$/m,
  "request GET /v2/account": /GET is a method, not a URL; write doapi request -X GET URL\.\n$/,
  "attach data web-1": /no area "attach"; write doapi (nfs|volume) attach/,
  "volume atach data web-1": /volume has no command "atach"; perhaps attach\.$/m,
  "uptime alert lisst site": /uptime alert has no command "lisst"; perhaps list/,
};

for (const [line, says] of Object.entries(SAID)) {
  Deno.test(`the guess doapi ${line} changes nothing and says what to type`, async () => {
    const ran = await cli(line, account());
    // Which values there are is asked, and nothing is changed.
    const asked = /no such/.test(says.source);
    const sent = ran.requests.filter((request) => !asked || !request.startsWith("GET "));
    assertEquals([ran.code, ran.out, sent], [asked ? 1 : 2, "", []]);
    assertMatch(ran.err, says);
  });
}
