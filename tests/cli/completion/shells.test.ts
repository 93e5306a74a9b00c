import { assertEquals, assertStringIncludes } from "@std/assert";
import { cli, sandboxWorld } from "../../support/cli.ts";

/** Line up to the cursor, and what is offered there. */
const OFFERED: [line: string, words: string[]][] = [
  ["doapi dr", ["droplet"]],
  ["doapi droplet po", ["power-cycle", "power-off", "power-on"]],
  ["doapi droplet new --im", ["--image"]],
  ["doapi droplet reboot --sandbox-s", ["--sandbox-state"]],
  ["doapi droplet show w", ["web 2", "web-1"]],
  ["doapi droplet show web-1 d", ["db"]],
  ["doapi --sandbox droplet show ", ["simulated"]],
  ["doapi --endpoint droplet dr", ["droplet"]],
  ["doapi droplet wait -S a", ["active", "archive"]],
  ["doapi droplet new --image ", ["debian-12-x64"]],
  ["doapi droplet rename ", ["db", "web 2", "web-1"]],
  ["doapi droplet rename web-1 ", []],
  ["doapi droplet act reboot d", ["db"]],
  ["doapi image transfer fra1 ", ["debian-12-x64"]],
  ["doapi-droplet reb", ["reboot", "rebuild"]],
  ["doapi-droplet reboot d", ["db"]],
];

const CACHE: Record<string, string> = {
  droplets: "web-1\nweb 2\ndb\n",
  images: "debian-12-x64\n",
  "sandbox-droplets": "simulated\n",
};

/** How each shell is asked what it would offer: one script for all lines, an answer per line. */
const SHELLS: Record<string, (script: string, lines: string[]) => string> = {
  // A word after the last blank is what is being completed, even if it is empty.
  bash: (script, lines) =>
    `source ${script}\n` +
    lines.map((line) =>
      `COMP_WORDS=(${line.replace(/ $/, " ''")}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _doapi
       for word in "\${COMPREPLY[@]}"; do eval "printf '%s,' $word"; done; echo`
    ).join("\n"),
  fish: (script, lines) =>
    `source ${script}\n` +
    lines.map((line) =>
      `for word in (complete -C '${line}'); echo -n (string split -- \\t $word)[1],; end; echo`
    ).join("\n"),
  // What zsh's own functions would be given, since they work only while a line is edited.
  zsh: (script, lines) =>
    `compdef() { }
     compadd() { shift; for word in "$@"; do [[ $word == $words[CURRENT]* ]] && found+=($word); done }
     _describe() { [[ $1 == -o ]] && shift; compadd -- "\${(@)\${(P)2}%%:*}" }
     source ${script}\n` + lines.map((line) =>
      `words=(${
        line.replace(/ $/, " ''")
      }); CURRENT=$#words; found=(); _doapi; print -r -- "\${(j:,:)found}"`
    ).join("\n"),
};

async function found(shell: string): Promise<boolean> {
  try {
    return (await new Deno.Command(shell, { args: ["-c", "exit 0"] }).output()).success;
  } catch {
    return false;
  }
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const [shell, ask] of Object.entries(SHELLS)) {
  Deno.test({
    name: `${shell} completes commands, options and cached names without starting the program`,
    ignore: Deno.build.os === "windows" || !await found(shell),
    fn: () =>
      inFolder(async (folder) => {
        const { code, out, err } = await cli(`completions ${shell}`, sandboxWorld());
        assertEquals([code, err], [0, ""]);
        await Deno.writeTextFile(`${folder}/script`, out);
        await Deno.mkdir(`${folder}/doapi/names`, { recursive: true });
        for (const [kind, names] of Object.entries(CACHE)) {
          await Deno.writeTextFile(`${folder}/doapi/names/${kind}`, names);
        }
        await Deno.mkdir(`${folder}/bin`);
        // Whoever starts the program leaves a trace.
        const trace = `#!/bin/sh\necho "$@" >>${folder}/started\n`;
        await Deno.writeTextFile(`${folder}/bin/doapi`, trace, { mode: 0o755 });
        const lines = OFFERED.map(([line]) => line);
        const answer = await new Deno.Command(shell, {
          args: ["-c", ask(`${folder}/script`, lines)],
          env: {
            XDG_CACHE_HOME: folder,
            HOME: folder,
            PATH: `${folder}/bin:${Deno.env.get("PATH")}`,
          },
        }).output();
        const text = new TextDecoder();
        const offered = text.decode(answer.stdout).split("\n").slice(0, -1).map((line, i) =>
          [lines[i], line.split(",").filter((word) => word !== "").sort()] as [string, string[]]
        );
        assertEquals(text.decode(answer.stderr), "");
        assertEquals(offered, OFFERED);
        assertEquals(await Deno.stat(`${folder}/started`).catch(() => null), null);
      }),
  });
}

Deno.test({
  name: "bash asks the program what can follow api, and hands it the line",
  ignore: Deno.build.os === "windows" || !await found("bash"),
  fn: () =>
    inFolder(async (folder) => {
      const { out } = await cli("completions bash", sandboxWorld());
      await Deno.writeTextFile(`${folder}/script`, out);
      const program = `#!/bin/sh\nprintf '%s\\n' "$@" >${folder}/asked\necho 'a b'; echo ab\n`;
      await Deno.mkdir(`${folder}/bin`);
      await Deno.writeTextFile(`${folder}/bin/doapi`, program, { mode: 0o755 });
      const line = "doapi --sandbox api vpcs_patch main --description=x --na";
      const answer = await new Deno.Command("bash", {
        args: ["-c", SHELLS.bash!(`${folder}/script`, [line])],
        env: { HOME: folder, PATH: `${folder}/bin:${Deno.env.get("PATH")}` },
      }).output();
      assertEquals(new TextDecoder().decode(answer.stdout), "a b,ab,\n");
      const asked = await Deno.readTextFile(`${folder}/asked`);
      assertEquals(asked.split("\n").slice(0, -1), [
        ..."completions api --".split(" "),
        ...line.split(" ").slice(1),
      ]);
    }),
});

/** A `doapi api` command line, and what its last word can be. */
const ASKED: [line: string[], words: string[]][] = [
  [["api", "volumes_de"], ["volumes_delete", "volumes_delete_byName"]],
  [["api", "PA"], ["PATCH"]],
  [["--sandbox", "api", "PATCH", "/v2/vpcs"], [
    "/v2/vpcs/{vpc_id}",
    "/v2/vpcs/{vpc_id}/peerings/{vpc_peering_id}",
  ]],
  [["api", "domains_create_record", "--ty"], ["--type"]],
  [["api", "domains_create_record", "--type", "A"], ["A", "AAAA"]],
  [["api", "domains_create_record", "--priority", "1", ""], ["example.com"]],
  [["api", "domains_get_record", "example.com", "w"], ["www"]],
  [["api", "GET", "/v2/domains/example.com/records/{domain_record_id}", ""], ["@", "www"]],
  [["api", "domains_get_record", "example.com", "www", ""], []],
  [["api", "droplets_create", "--image", "ubuntu-22"], ["ubuntu-22-04-x64"]],
  [["api", "--sandbox", "--li"], ["--list"]],
];

for (const [line, words] of ASKED) {
  Deno.test(`completions api offers what can follow: ${line.join(" ")}`, async () => {
    const world = sandboxWorld(0, {
      domains: [{
        name: "example.com",
        records: [
          { type: "A", name: "www", data: "192.0.2.1" },
          { type: "MX", name: "@", data: "mail.example.com.", priority: 10 },
        ],
      }],
    });
    const { code, out, err } = await cli(["completions", "api", "--", ...line], world);
    assertEquals([code, err], [0, ""]);
    assertEquals(out.split("\n").slice(0, -1).sort(), words);
  });
}

Deno.test("completions names prints names, a line each, and keeps them for the shells", async () => {
  const world = sandboxWorld(0);
  world.sandbox.seed({ droplets: [{ name: "web-2" }, { name: "web-1" }, { name: "web-1" }] });
  const files: Record<string, string> = {};
  const env = { DO_API_TOKEN: "t", XDG_CACHE_HOME: "/cache" };
  const { code, out, err } = await cli("completions names droplets", { ...world, files, env });
  assertEquals([code, out, err], [0, "web-2\nweb-1\n", ""]);
  assertEquals(files, { "/cache/doapi/names/droplets": "web-2\nweb-1\n" });
});

Deno.test("completions names refuses what has no names", async () => {
  const { code, out, err } = await cli("completions names kernels", sandboxWorld());
  assertEquals([code, out], [2, ""]);
  assertStringIncludes(err, "There are names of droplets, images, ");
});
