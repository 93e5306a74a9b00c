import { assertEquals } from "@std/assert";
import { encode } from "@doapi/doapi";
import { OPERATIONS } from "@doapi/doapi/api";
import { readLine } from "../../../cli/args/argv.ts";
import { Form } from "../../../cli/base/fields.ts";
import type { Context } from "../../../cli/context.ts";
import { MissingFile } from "../../../cli/errors.ts";
import { report } from "../../../cli/report.ts";
import { command, root } from "../../../cli/args/options.ts";

const FILES: Record<string, string> = {
  "app.yaml": "name: web\nservices:\n  - name: api\n    instance_count: 2\n",
  "rules.json": '[{"type": "k8s", "value": "a"}, {"type": "tag", "value": "b"}]',
  "key.pem": "-----BEGIN-----\n",
};

/** Reads the options of a command that has the fields of an operation. */
async function read(id: string, args: readonly string[], base?: unknown) {
  const ctx = {
    readFile: (path: string) => {
      const text = FILES[path];
      return text === undefined ? Promise.reject(new MissingFile(path)) : Promise.resolve(text);
    },
  } as unknown as Context;
  const lookUps: string[] = [];
  const form = new Form(ctx, OPERATIONS[id]!);
  let values: Awaited<ReturnType<Form["read"]>> | undefined;
  const child = form.addTo(command("test")).action(async (options: object) => {
    values = await form.read(options, (list, texts) => {
      lookUps.push(`${list} ${texts.join(" ")}`);
      return Promise.resolve(texts.map((text) => `<${text}>`));
    }, base);
  });
  const tree = root(ctx);
  tree.command("test", child).reset();
  try {
    await tree.throwErrors().parse(readLine(tree, ["test", ...args]).words);
    return { values, lookUps };
  } catch (error) {
    const { message, code } = report(error, false);
    return { lines: [...message.split("\n"), `exit code ${code}`], lookUps };
  }
}

/** An operation, options, and the body that they make. */
const BODIES: [title: string, id: string, args: string[], body: string, lookUps?: string[]][] = [
  [
    "a field that refers to other things takes ids or names, all looked up at once",
    "firewalls_assign_droplets",
    ["--droplet", "web-1", "--droplet", "web-2", "--droplet", "web-1"],
    '{"droplet_ids":["<web-1>","<web-2>","<web-1>"]}',
    ["/v2/droplets web-1 web-2"],
  ],
  [
    "the name of a host is sent in ASCII",
    "certificates_create",
    ["--name", "bücher", "--dns-name", "bücher.example", "--dns-name", "*.example.com"],
    '{"name":"bücher","dns_names":["xn--bcher-kva.example","*.example.com"]}',
  ],
  [
    "an object in a list is key:value pairs, in which names are looked up, too",
    "loadBalancers_add_forwardingRules",
    [
      "--forwarding-rule",
      "entry_protocol:https,entry_port:443,target_protocol:http,target_port:80,certificate_id:main",
      "--forwarding-rule",
      "entry-protocol:tcp,entry-port:22,target-protocol:tcp,target-port:22,certificate:main",
    ],
    '{"forwarding_rules":[{"entry_protocol":"https","entry_port":443,"target_protocol":"http",' +
    '"target_port":80,"certificate_id":"<main>"},{"entry_protocol":"tcp","entry_port":22,' +
    '"target_protocol":"tcp","target_port":22,"certificate_id":"<main>"}]}',
    ["/v2/certificates main"],
  ],
  [
    "several values of a key are joined by +, and may have colons in them",
    "firewalls_add_rules",
    ["--inbound-rule", "protocol:tcp,ports:80,sources:0.0.0.0/0+::/0+face::1+tag:web+droplet:db"],
    '{"inbound_rules":[{"protocol":"tcp","ports":"80","sources":{"addresses":' +
    '["0.0.0.0/0","::/0","face::1"],"tags":["web"],"droplet_ids":["<db>"]}}]}',
    ["/v2/droplets db"],
  ],
  [
    "dots lead to the fields of a field",
    "firewalls_add_rules",
    [
      "--outbound-rule",
      "protocol:tcp,ports:all,destinations.tags:a+b,destinations.address:1.2.3.4",
    ],
    '{"outbound_rules":[{"protocol":"tcp","ports":"all","destinations":' +
    '{"tags":["a","b"],"addresses":["1.2.3.4"]}}]}',
  ],
  [
    "quotes hold commas and plus signs together, and make text of what looks like a number",
    "kubernetes_add_nodePool",
    [
      "--size=s",
      "--name=n",
      "--count=1",
      "--tag=a+b,c",
      "--taint",
      'key:"a,b",value:"\\"x\\"",effect:NoSchedule',
      "--labels",
      'n:1,s:"1",t:a:b',
    ],
    '{"size":"s","name":"n","count":1,"tags":["a+b,c"],"labels":{"n":1,"s":"1","t":"a:b"},' +
    '"taints":[{"key":"a,b","value":"\\"x\\"","effect":"NoSchedule"}]}',
  ],
  [
    "brackets are JSON, in the middle of pairs, too",
    "uptime_create_alert",
    [
      "--name=n",
      "--type=down",
      "--period=2m",
      "--notifications",
      'email:[],slack:[{"channel": "#a,b", "url": "https://example.com/x"}]',
    ],
    '{"name":"n","type":"down","period":"2m","notifications":{"email":[],"slack":' +
    '[{"channel":"#a,b","url":"https://example.com/x"}]}}',
  ],
  [
    "@FILE is JSON or YAML where a field is deep",
    "apps_create",
    ["--spec", "@app.yaml"],
    '{"spec":{"name":"web","services":[{"name":"api","instance_count":2}]}}',
  ],
  [
    "the name of a file of JSON or YAML stands for it where nothing else can",
    "apps_create",
    ["--spec", "app.yaml"],
    '{"spec":{"name":"web","services":[{"name":"api","instance_count":2}]}}',
  ],
  [
    "YAML may stand in the argument itself",
    "apps_create",
    ["--spec", "name: web\nregion: nyc\n"],
    '{"spec":{"name":"web","region":"nyc"}}',
  ],
  [
    "a file can have several items of a list",
    "databases_update_firewall_rules",
    ["--rule=@rules.json", "--rule=type:ip_addr,value:192.0.2.1"],
    '{"rules":[{"type":"k8s","value":"a"},{"type":"tag","value":"b"},' +
    '{"type":"ip_addr","value":"192.0.2.1"}]}',
  ],
  [
    "@FILE is the text itself where a field is text, and @@ begins text with an @",
    "certificates_create",
    ["--name=@@x", "--type=custom", "--private-key=@key.pem", "--leaf-certificate=@key.pem"],
    '{"name":"@x","type":"custom","private_key":"-----BEGIN-----\\n",' +
    '"leaf_certificate":"-----BEGIN-----\\n"}',
  ],
  [
    "booleans have an option for each side",
    "droplets_create",
    ["--name=a", "--size=s", "--image=i", "--monitoring", "--no-ipv6"],
    '{"name":"a","size":"s","image":"<i>","ipv6":false,"monitoring":true}',
    ["/v2/images i"],
  ],
  [
    "numbers keep their digits and null is null where it may be",
    "domains_create_record",
    [
      "--type=MX",
      "--name=@",
      "--data=mail",
      "--ttl=12345678901234567890",
      "--priority=null",
      "--tag=null",
    ],
    '{"type":"MX","name":"@","data":"mail","priority":null,"ttl":12345678901234567890,"tag":null}',
  ],
  [
    "no text is text, in both spellings",
    "projects_patch_default",
    ["--name", "", "--description=", "--purpose", "-x"],
    '{"name":"","description":"","purpose":"-x"}',
  ],
  [
    "an area's own version wins over the program's",
    "kubernetes_upgrade_cluster",
    ["--version", "1.30.1-do.0"],
    '{"version":"1.30.1-do.0"}',
  ],
  [
    "--set takes any field, with dots, as JSON or as text",
    "inference_create_batch",
    [
      "--set=endpoint=/v1/chat/completions",
      "--set=metadata.a=b=c",
      '--set=metadata.b="1"',
      "--set=file_id=0191b5f4-0000-7000-8000-000000000000",
      "--set=completion_window=24h",
      "--set=provider=openai",
      "--set=request_id=12.0",
    ],
    '{"endpoint":"/v1/chat/completions","metadata":{"a":"b=c","b":"1"},' +
    '"file_id":"0191b5f4-0000-7000-8000-000000000000","completion_window":"24h",' +
    '"provider":"openai","request_id":"12.0"}',
  ],
  [
    "--unchecked sends what the description does not know",
    "volumes_create",
    ["--unchecked", "--region=mars1", "--size-gigabytes=5.0", "--set=colour=red"],
    '{"size_gigabytes":5.0,"region":"mars1","colour":"red"}',
  ],
  [
    "a name with a meaning in JavaScript is a name",
    "kubernetes_add_nodePool",
    ["--size=s", "--name=n", "--count=1", "--labels=__proto__:x"],
    '{"size":"s","name":"n","count":1,"labels":{"__proto__":"x"}}',
  ],
  ["what takes a body and needs nothing gets an empty one", "kubernetes_upgrade_cluster", [], "{}"],
];

for (const [title, id, args, body, lookUps = []] of BODIES) {
  Deno.test(`${title} (${id})`, async () => {
    const result = await read(id, args);
    assertEquals(result.lines, undefined);
    assertEquals(JSON.parse(await encode(result.values?.body)), JSON.parse(body));
    for (const number of body.match(/\b\d{16,}|\b5\.0\b/g) ?? []) {
      assertEquals((await encode(result.values?.body)).includes(number), true);
    }
    assertEquals(result.lookUps, lookUps);
  });
}

/** An operation, options, and the error for them. */
const REFUSED: [title: string, id: string, args: string[], lines: string[]][] = [
  [
    "everything that is wrong is said at once, and nothing is looked up",
    "loadBalancers_create",
    [
      "--region=nyc33",
      "--droplet=web",
      "--size-unit=0",
      "--health-check=http",
      "--forwarding-rule=entry_protocl:http,entry_port:70000.5",
      "--set=name",
    ],
    [
      'Option "--health-check" has "http" where key:value or @FILE should be.',
      'Option "--set" must be NAME=VALUE, but got "name".',
      'Option "--region" must be one of ams1, ams2, ams3, blr1, fra1, lon1, nyc1, nyc2, nyc3, ' +
      'sfo1, sfo2, sfo3, sgp1, tor1, syd1, but got "nyc33"; perhaps nyc3.',
      'Option "--size-unit" must be 1 or more, but got 0.',
      'Unknown field "forwarding_rules[0].entry_protocl"; perhaps entry_protocol.',
      'Field "forwarding_rules[0].entry_port" must be a whole number, but got 70000.5.',
      'Missing required field "forwarding_rules[0].entry_protocol".',
      'Missing required field "forwarding_rules[0].target_protocol".',
      'Missing required field "forwarding_rules[0].target_port".',
    ],
  ],
  [
    "what one of several variants needs is said",
    "floatingIPs_create",
    [],
    ['Missing required option "--droplet" or "--region".'],
  ],
  [
    "of several variants the one that was meant is checked",
    "dropletActions_post",
    ["--type=rezise"],
    [
      'Option "--type" must be one of enable_backups, disable_backups, change_backup_policy, ' +
      "reboot, power_cycle, shutdown, power_off, power_on, password_reset, restore, resize, " +
      "rebuild, rename, change_kernel, enable_ipv6, snapshot, " +
      'but got "rezise"; perhaps resize.',
    ],
  ],
  [
    "a required header is missed by its name",
    "droplets_destroy_withAssociatedResourcesDangerous",
    [],
    ['Missing required option "--x-dangerous".'],
  ],
  [
    "bounds of text and lists are checked",
    "vpcPeerings_create",
    ["--name=no spaces", "--set=vpc_ids=[1,2,3]"],
    [
      'Option "--name" must match ^[a-zA-Z0-9\\-]+$, but got "no spaces".',
      'Option "--vpc" must have at most 2 items, but got a list.',
    ],
  ],
  [
    "null is refused where it is not a valid value",
    "volumes_create",
    ["--name=a", "--size-gigabytes=1", "--region=nyc1", "--set=size_gigabytes=null"],
    ['Option "--size-gigabytes" must not be null.'],
  ],
  [
    "text that is not JSON is reported as such",
    "apps_create",
    ["--spec={a: [1}"],
    [
      "Option \"--spec\" is not valid JSON: Expected property name or '}' in JSON at position 1 " +
      "(line 1 column 2).",
    ],
  ],
  [
    "text that is not YAML is reported without repeating it",
    "apps_create",
    ["--spec=a: 1\na: secret"],
    ['Option "--spec" is not valid YAML: Map keys must be unique at line 2, column 1.'],
  ],
  [
    "query parameters are checked in the same way",
    "droplets_list",
    ["--per-page=500", "--type=gpu", "--page=x", "--set=nme=x"],
    [
      'Option "--set" has an unknown field "nme"; perhaps name.',
      'Option "--per-page" must be 200 or less, but got 500.',
      'Option "--page" must be a whole number, but got "x".',
      'Option "--type" must be one of droplets, gpus, but got "gpu"; perhaps gpus.',
    ],
  ],
];

for (const [title, id, args, lines] of REFUSED) {
  Deno.test(`${title} (${id}, refused)`, async () => {
    assertEquals(await read(id, args), { lines: [...lines, "exit code 2"], lookUps: [] });
  });
}

Deno.test("a file that is not there is an error of its own", async () => {
  assertEquals((await read("apps_create", ["--spec=@none.yaml"])).lines, [
    "Cannot read none.yaml: no such file or directory",
    "exit code 1",
  ]);
});

Deno.test("options add to the body that is there", async () => {
  const { values } = await read("vpcs_patch", ["--description=new"], { name: "a", default: true });
  assertEquals(values?.body, { name: "a", default: true, description: "new" });
});

Deno.test("an operation without a body has none", async () => {
  const { values } = await read("droplets_list", ["--name=web", "--per-page=10"]);
  assertEquals(values, { body: undefined, query: { per_page: "10", name: "web" }, headers: {} });
});

Deno.test("no two fields of an operation have the same option", () => {
  for (const operation of Object.values(OPERATIONS)) {
    const names = new Form({} as Context, operation).addTo(command("test")).getBaseOptions(true)
      .map(({ name }) => name);
    assertEquals(names.filter((name, i) => names.indexOf(name) < i), []);
  }
});
