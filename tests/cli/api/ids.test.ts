// Ids beyond 2^53, which a number would round to those of other things.
import { assertEquals } from "@std/assert";
import { cli } from "../../support/cli.ts";
import { TOKEN } from "../../support/secret.ts";

const ID = "9007199254740993";
const NEIGHBOR = "9007199254740992";

const action = `{"action": {"id": ${ID}, "type": "reboot", "status": "completed",
  "resource_type": "droplet", "resource_id": ${ID}}}`;
const droplet = (id: string) => `{"id": ${id}, "name": "big", "image": {"id": ${ID}}}`;

/** What an account of such ids answers, by the end of the path. */
const ANSWERS: [path: RegExp, body: string][] = [
  [/\/actions(\/\d+)?$/, action],
  [/\/v2\/droplets$/, `{"droplets": [${droplet(ID)}, ${droplet(NEIGHBOR)}]}`],
  [/\/v2\/droplets\/\d+$/, `{"droplet": ${droplet(ID)}}`],
  [/\/v2\/images$/, `{"images": [{"id": ${ID}, "name": "golden"}]}`],
  [/\/account\/keys$/, `{"ssh_keys": [{"id": ${ID}, "name": "laptop"}]}`],
  [/\/records\/\d+$/, `{"domain_record": {"id": ${ID}}}`],
  [/\/domains\/[^/]+$/, `{"domain": {"name": "example.com"}}`],
  [/\/floating_ips(\/[^/]+)?$/, `{"floating_ip": {"ip": "203.0.113.7"}}`],
];

async function run(line: string) {
  const fetch = (url: string, { method }: RequestInit) => {
    if (method === "DELETE") return Promise.resolve(new Response(null, { status: 204 }));
    const { pathname } = new URL(url);
    const created = method === "POST" && pathname === "/v2/droplets";
    const body = created
      ? `{"droplets": [${droplet(ID)}]}`
      : ANSWERS.find(([p]) => p.test(pathname))?.[1];
    return Promise.resolve(new Response(body ?? "{}", { status: body ? 200 : 404 }));
  };
  const { code, out, err, requests } = await cli(line, { fetch, env: { DO_API_TOKEN: TOKEN } });
  return { code, out, err, last: requests.at(-1), requests };
}

const CHANGES: [line: string, last: string][] = [
  [`droplet reboot ${ID}`, `POST /v2/droplets/${ID}/actions {"type":"reboot"}`],
  [`droplet delete id:${ID}`, `DELETE /v2/droplets/${ID}`],
  [`droplet rebuild ${ID}`, `POST /v2/droplets/${ID}/actions {"type":"rebuild","image":${ID}}`],
  [
    `droplet rebuild -I golden ${ID}`,
    `POST /v2/droplets/${ID}/actions {"type":"rebuild","image":${ID}}`,
  ],
  [
    `droplet change-kernel ${ID} ${ID}`,
    `POST /v2/droplets/${ID}/actions {"type":"change_kernel","kernel":${ID}}`,
  ],
  [
    "droplet new -I golden -K laptop -S s -R r web",
    `POST /v2/droplets {"names":["web"],"image":${ID},"size":"s","region":"r","ssh_keys":[${ID}],` +
    `"backups":false,"ipv6":false,"private_networking":false}`,
  ],
  [
    `droplet act -p '{"image":${ID}}' rebuild ${ID}`,
    `POST /v2/droplets/${ID}/actions {"type":"rebuild","image":${ID}}`,
  ],
  ["image delete golden", `DELETE /v2/images/${ID}`],
  ["ssh-key delete laptop", `DELETE /v2/account/keys/${ID}`],
  [`action show ${ID}`, `GET /v2/actions/${ID}`],
  [`action resource ${ID}`, `GET /v2/droplets/${ID}`],
  [`domain delete-record example.com ${ID}`, `DELETE /v2/domains/example.com/records/${ID}`],
  [`floating-ip new -D ${ID}`, `POST /v2/floating_ips {"droplet_id":${ID}}`],
  [
    `floating-ip assign 203.0.113.7 ${ID}`,
    `POST /v2/floating_ips/203.0.113.7/actions {"type":"assign","droplet_id":${ID}}`,
  ],
];
for (const [line, expected] of CHANGES) {
  Deno.test(`an id beyond 2^53 is used to the digit: ${line}`, async () => {
    const { code, err, last } = await run(line);
    assertEquals([code, last], [0, expected], err);
  });
}

Deno.test("two droplets whose ids are the same number are two", async () => {
  const one = await run("droplet delete big");
  assertEquals([one.code, one.err.split(" (")[0]], [
    1,
    `doapi: 'big': ambiguous; name used by multiple droplets: ${ID}, ${NEIGHBOR}`,
  ]);
  const both = await run("droplet delete -M big");
  assertEquals([both.code, both.requests.slice(-2)], [
    0,
    [`DELETE /v2/droplets/${ID}`, `DELETE /v2/droplets/${NEIGHBOR}`],
  ]);
});
