/**
 * Shows the CLI at work in the simulator. Every line that begins with $ is a command that is run,
 * and what follows is what it prints; README.md has the same.
 *
 * @module
 */

const STEPS = [
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 --tag blog --wait web-1 web-2 -o table",
  "droplet reboot web-1 web-9",
  "droplet reboot tag:blog --wait -o table --columns id,type,status,resource_id",
  "domain new example.com 198.18.0.2 -o table",
  "domain new-record example.com A www 198.18.0.3 -o table --columns type,name,data",
  "sandbox faults add --method POST --times 1 --error-action -o jsonl",
  "droplet snapshot web-1 nightly --wait -o table --columns id,type,status,resource_id",
  "droplet delete tag:blog",
];

/** Runs Deno with the program; gives the exit code. What it prints goes where ours does. */
async function doapi(args: string[], env: Record<string, string>): Promise<number> {
  const run = ["run", "--quiet", "--import-map=.packages/import_map.json", "--allow-all"];
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: [...run, "cli/main.ts", ...args],
    env,
  }).spawn().status;
  return code;
}

const folder = await Deno.makeTempDir();
const env = {
  DOAPI_SANDBOX: "1",
  DOAPI_SANDBOX_STATE: `${folder}/sandbox.json`,
  DOAPI_SANDBOX_ACTION_TIME: "0",
};
try {
  console.log("$ export DOAPI_SANDBOX=1 DOAPI_SANDBOX_ACTION_TIME=0");
  for (const step of STEPS) {
    console.log(`$ doapi ${step}`);
    const code = await doapi(step.split(" "), env);
    if (code) console.log(`$ echo $?\n${code}`);
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
