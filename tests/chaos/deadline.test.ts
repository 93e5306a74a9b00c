// A command with a wait time ends when that is over, whatever it is doing then. The clock is a real
// one here, since it is the server that takes the time.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { createSandbox } from "@doapi/doapi/sandbox";
import { cli } from "../support/cli.ts";

/** What never answers, of a simulator with one droplet, and what the command comes to. */
const SILENT: [line: string, silent: RegExp, out: RegExp, err: string][] = [
  [
    "action wait --wait-time 0 7",
    /^GET \/v2\/actions\/7/,
    /^$/,
    "the wait time of 0 seconds is over",
  ],
  ["droplet wait --wait-time 0 web", /^GET \/v2\/droplets\?/, /^$/, "is over"],
  ["droplet reboot --wait --wait-time 0 web", /^POST/, /^$/, "it may have taken effect"],
  [
    "floating-ip new -D web --wait --wait-time 0",
    /^GET .*actions/,
    /"ip": "203.0.113.1"/,
    "not known after 0 seconds: the actions of floating IP 203.0.113.1",
  ],
];

for (const [line, silent, out, err] of SILENT) {
  Deno.test(`doapi ${line} ends although ${silent} is not answered`, async () => {
    const sandbox = createSandbox({ seed: { droplets: [{ name: "web" }] } });
    const requests: string[] = [];
    const ran = await cli(line, {
      fetch(url, init) {
        const { pathname, search } = new URL(url);
        const request = `${init.method} ${pathname}${search}`;
        requests.push(request);
        if (!silent.test(request)) return sandbox.fetch(url, init);
        const { signal } = init;
        return new Promise((_, reject) =>
          signal?.addEventListener("abort", () => reject(signal.reason))
        );
      },
    });
    assertEquals(ran.code, 5, ran.err);
    assert(out.test(ran.out), ran.out);
    assertStringIncludes(ran.err, err);
    assert(silent.test(requests.at(-1) ?? "") || out.source !== "^$", requests.join("\n"));
  });
}
