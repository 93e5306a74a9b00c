/**
 * Shows the CLI at work in the simulator: creates droplets, waits for them, lists, reboots and
 * deletes them. Every line that begins with $ is a command that was really run.
 */

const state = await Deno.makeTempDir();
const steps = [
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 --wait web-1 web-2 web-3",
  "droplet show web-2",
  "droplet reboot --wait web-1 web-2",
  "droplet actions --last web-1",
  "droplet delete web-1 web-2 web-3",
  "droplet show",
];

let failed = 0;
try {
  for (const step of steps) {
    console.log(`\n$ doapi --sandbox ${step}`);
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--import-map=.packages/import_map.json",
        "--allow-all",
        "cli/main.ts",
        "--sandbox",
        "--sandbox-state",
        `${state}/sandbox.json`,
        ...step.split(" "),
      ],
      stdout: "piped",
      stderr: "inherit",
    });
    const { code, stdout } = await child.output();
    console.log(digest(new TextDecoder().decode(stdout)));
    failed += code;
  }
} finally {
  await Deno.remove(state, { recursive: true });
}
console.log(`\nNothing was sent anywhere. The same commands without --sandbox need a token.`);
Deno.exit(failed ? 1 : 0);

/** A line for each object of a list; the whole JSON would fill the screen. */
function digest(text: string): string {
  if (text === "") return "(no output)";
  const list = JSON.parse(text) as Record<string, unknown>[];
  if (list.length === 0) return "[]";
  return list.map(({ id, name, type, status, networks }) => {
    const v4 = (networks as { v4?: { ip_address: string; type: string }[] } | undefined)?.v4;
    const address = v4?.find((network) => network.type === "public")?.ip_address;
    const shown = { id, ...(name ? { name } : { type }), status, ...(address ? { address } : {}) };
    return `    ${JSON.stringify(shown)}`;
  }).join("\n");
}
