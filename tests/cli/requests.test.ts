// How many requests commands take. Lists of 1,000 have five pages; droplets with GPUs have one more.
import { assertEquals } from "@std/assert";
import { createSandbox } from "@doapi/doapi/sandbox";
import { cli } from "../support/cli.ts";
import { fakeClock } from "../support/script.ts";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBLY7kjTcKpsy8nbQB05e1pWWgYqsbDKXe2I2OCrcV0E";
const NEW = "droplet new -S s-1vcpu-1gb -R nyc3";
const THIRTY = Array.from({ length: 30 }, (_, i) => `droplet-${i * 33 + 1}`).join(" ");

/** A simulator with 1,000 droplets, a key and a snapshot. */
function world() {
  const clock = fakeClock();
  const sandbox = createSandbox({
    now: clock.now,
    seed: {
      account: { droplet_limit: 5000 },
      droplets: 1000,
      keys: [{ name: "me", public_key: `${KEY} me` }],
      images: [{ name: "before" }, { name: "105" }],
    },
  });
  const fingerprint = sandbox.snapshot().keys[0]?.fingerprint ?? "";
  const files = { "known.pub": `${KEY} me`, "other.pub": KEY.replace("cV0E", "cV0F") };
  return { clock, fetch: sandbox.fetch, files, fingerprint };
}

const COUNTS: [line: string, requests: number][] = [
  ["droplet show", 5],
  ["droplet show 3164500", 1],
  ["droplet show droplet-500", 2],
  ["droplet show droplet-1 droplet-500 droplet-1000", 6],
  [`droplet show ${THIRTY}`, 6],
  [`droplet reboot ${THIRTY}`, 36],
  // The first page says that four single requests are fewer than the rest of the list.
  ["droplet show 3164001 3164300 3164500 3164900", 5],
  ["droplet show 3164001 3164300 3164500 3164900 3164901", 6],
  ["droplet reboot 3164001 3164002 3164003 3164004", 9],
  ["image show debian-12-x64", 1],
  // Digits are an id until there is none.
  ["image show 105", 2],
  ["ssh-key show FINGERPRINT", 1],
  ["ssh-key show me", 1],
  ["account --rate-limit", 1],
  [`${NEW} -I debian-12-x64 --unique web`, 4],
];
for (const [line, count] of COUNTS) {
  Deno.test(`${line.replace(THIRTY, "[30 names]")}: ${count} requests`, async () => {
    const here = world();
    const { code, requests } = await cli(line.replace("FINGERPRINT", here.fingerprint), here);
    assertEquals([code, requests.length], [0, count], requests.join("\n"));
  });
}

const MANY = "a b c d e f g h i j k l";
const ONCE = [
  `${NEW} -I before --unique ${MANY}`,
  `${NEW} -I before --unique -K me -K known.pub -K other.pub ${MANY}`,
  `droplet rebuild -I before ${THIRTY}`,
  "droplet snapshot --unique droplet-1 after",
  "droplet rename --unique droplet-1 web",
  "image update --unique before after",
  "ssh-key update --unique me you",
];
for (const line of ONCE) {
  Deno.test(`no page is read twice: ${line.replace(THIRTY, "[30 names]")}`, async () => {
    const { code, err, requests } = await cli(line, world());
    assertEquals(code, 0, err);
    const reads = requests.filter((request) => request.startsWith("GET"));
    assertEquals(reads.length, new Set(reads).size, reads.join("\n"));
  });
}
