/**
 * What commands cost on the simulator with 50 ms of latency, in requests and in time, beside a naive
 * client that does the same in the same run. Part of `deno task bench`.
 *
 * @module
 */
import { createSandbox, type SandboxSeed } from "@doapi/doapi/sandbox";
import { type Action, DOAPI, type Fetch } from "@doapi/doapi";
import { sleep } from "../../lib/core/sleep.ts";
import { cli } from "../support/cli.ts";
import { fakeClock } from "../support/script.ts";
import { naive } from "./naive.ts";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBLY7kjTcKpsy8nbQB05e1pWWgYqsbDKXe2I2OCrcV0E me";

/** A simulator with latency, whose requests are counted. */
function world(droplets: number) {
  const seed: SandboxSeed = {
    account: { droplet_limit: 1e9 },
    droplets,
    keys: [{ name: "me", public_key: KEY }],
  };
  const sandbox = createSandbox({ latency: 0.05, rateLimit: false, seed });
  let requests = 0;
  const fetch: Fetch = (url, init) => {
    requests++;
    return sandbox.fetch(url, init);
  };
  const clock = { now: Date.now, sleep, slept: [] };
  const step = droplets / 30;
  return {
    /** The names of thirty droplets, or of all, from the first to the last. */
    names: Array.from({ length: Math.min(30, droplets) }, (_, i) => {
      return `droplet-${Math.floor(i * Math.max(step, 1)) + 1}`;
    }),
    /** Runs a command line. */
    async run(line: string) {
      const { code, out, err } = await cli(line, { fetch, clock });
      if (code !== 0) throw new Error(`${line}: ${err}`);
      return out;
    },
    naive: naive(fetch),
    /** Requests and seconds that something takes. */
    async cost(work: () => Promise<unknown>): Promise<Cost> {
      const before = requests;
      const begun = performance.now();
      await work();
      return { requests: requests - before, seconds: (performance.now() - begun) / 1000 };
    },
  };
}

type World = ReturnType<typeof world>;

interface Cost {
  requests: number;
  seconds: number;
}

/** What is done: by the command line, and by the naive client. */
type Task = [name: string, line: (here: World) => string, naive: (here: World) => Promise<unknown>];

const find = ({ naive }: World, ...names: string[]) =>
  naive.find("/v2/droplets", "droplets", ({ name }) => names.includes(name));

const LIST: Task = [
  "list all droplets",
  () => "droplet show",
  ({ naive }) => naive.list("/v2/droplets", "droplets"),
];
const ONE: Task = [
  "one droplet by its name",
  ({ names }) => `droplet show ${names.at(-1)}`,
  (here) => find(here, here.names.at(-1) ?? ""),
];
const THIRTY: Task = [
  "30 droplets by their names",
  ({ names }) => `droplet show ${names.join(" ")}`,
  (here) => find(here, ...here.names),
];

let fingerprint = "";
const TASKS: Task[] = [
  LIST,
  [
    "one droplet by its id",
    () => "droplet show 3164500",
    ({ naive }) => naive.send("GET", "/v2/droplets/3164500"),
  ],
  ONE,
  [
    "an image by its slug",
    () => "image show debian-12-x64",
    ({ naive }) => naive.find("/v2/images", "images", ({ slug }) => slug === "debian-12-x64"),
  ],
  [
    "a key by its fingerprint",
    () => `ssh-key show ${fingerprint}`,
    ({ naive }) =>
      naive.find("/v2/account/keys", "ssh_keys", (key) => key.fingerprint === fingerprint),
  ],
  THIRTY,
  [
    "reboot 30 by their names",
    ({ names }) => `droplet reboot ${names.join(" ")}`,
    ({ naive, names }) => naive.reboot(names),
  ],
  [
    "the same, and wait",
    ({ names }) => `droplet reboot --quiet --wait ${names.join(" ")}`,
    async ({ naive, names }) => await naive.wait(await naive.reboot(names)),
  ],
];

const count = (value: number) => value.toLocaleString("en");
const time = (seconds: number) => `${seconds.toFixed(seconds < 1 ? 2 : 1)} s`;

function row(first: string, ...cells: string[]): void {
  console.log(`| ${first.padEnd(26)} | ${cells.map((cell) => cell.padStart(11)).join(" | ")} |`);
}

function head(first: string, ...cells: string[]): void {
  row(first, ...cells);
  row("-".repeat(26), ...cells.map(() => `${"-".repeat(10)}:`));
}

head("1,000 droplets", "requests", "time", "naive", "time", "naive/ours");
for (const [name, line, theirs] of TASKS) {
  // Each finds the account as it was at first.
  const [first, second] = [world(1000), world(1000)];
  fingerprint = JSON.parse(await first.run("ssh-key show me"))[0].fingerprint;
  const ours = await first.cost(() => first.run(line(first)));
  const other = await second.cost(() => theirs(second));
  const ratio = `${(other.seconds / ours.seconds).toFixed(1)} x`;
  row(
    name,
    count(ours.requests),
    time(ours.seconds),
    count(other.requests),
    time(other.seconds),
    ratio,
  );
}

console.log();
head("requests, time", "list all", "one by name", "30 by name", "naive list");
for (const size of [10, 100, 1000, 10_000]) {
  const here = world(size);
  const cost = ({ requests, seconds }: Cost) => `${count(requests)}, ${time(seconds)}`;
  const cells: string[] = [];
  for (const [, line] of [LIST, ONE, THIRTY]) {
    cells.push(cost(await here.cost(() => here.run(line(here)))));
  }
  cells.push(cost(await here.cost(() => LIST[2](here))));
  row(`${count(size)} droplets`, ...cells);
}

/** Requests in three minutes of waiting for actions that do not end, on a clock turned by hand. */
async function waiting(actions: number) {
  const clock = fakeClock();
  const seed = { account: { droplet_limit: 1e9 }, droplets: actions };
  const sandbox = createSandbox({ now: clock.now, actionTime: 3600, rateLimit: false, seed });
  let requests = 0;
  const fetch: Fetch = (url, init) => {
    requests++;
    return sandbox.fetch(url, init);
  };
  const doapi = new DOAPI("token", { ...clock, fetch, perMinute: null });
  const all: Action[] = [];
  for (let i = 0; i < actions; i++) all.push(await doapi.droplet(3164001 + i).reboot());
  const cost = async (work: () => Promise<unknown>) => {
    const before = requests;
    await work();
    return count(requests - before);
  };
  const ours = await cost(() => Array.fromAsync(doapi.waitActions(all, { waitTime: 180 })));
  const other = await cost(async () => {
    for (let seconds = 0; seconds < 180; seconds += 5) {
      for (const { id } of all) await fetch(`${doapi.endpoint}/v2/actions/${id}`, AUTHORIZED);
    }
  });
  return [ours, other] as const;
}

const AUTHORIZED = { method: "GET", headers: { authorization: "Bearer token" } };

console.log();
head("three minutes of waiting", "requests", "naive");
for (const size of [1, 3, 30, 500, 1000]) row(`${count(size)} in progress`, ...await waiting(size));
