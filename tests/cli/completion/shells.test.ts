import { assertEquals, assertStringIncludes } from "@std/assert";
import { DECIDING_VARIABLES } from "../../../cli/completion/levels.ts";
import { ENVIRONMENT } from "../../../cli/help/topics.ts";
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
  ["doapi droplet rename ", ["db", "me@home", "me@host:1", "web 2", "web-1"]],
  ["doapi droplet rename web-1 ", []],
  ["doapi droplet act reboot d", ["db"]],
  ["doapi image transfer fra1 ", ["debian-12-x64"]],
  ["doapi droplet show me@ho", ["me@home", "me@host:1"]],
  ["doapi droplet show me@", ["me@home", "me@host:1"]],
  ["doapi droplet show me@host:", ["me@host:1"]],
  ["doapi droplet show me@host:1 d", ["db"]],
  ["doapi --endpoint http://127.0.0.1:80 droplet reb", ["reboot", "rebuild"]],
  ["doapi-droplet reb", ["reboot", "rebuild"]],
  ["doapi-droplet reboot d", ["db"]],
];

/** What the program says, by the kind and whether it is asked about the simulator. */
const NAMES: Record<string, string> = {
  droplets: "web-1\nweb 2\ndb\nme@host:1\nme@home\n",
  images: "debian-12-x64\n",
  "sandbox-droplets": "simulated\n",
};

/** The words of a line, as bash takes it apart. */
function bashWords(line: string): string[] {
  const words = line.match(/[@:=]|[^\s@:=]+/g) ?? [];
  return line.endsWith(" ") ? [...words, ""] : words;
}

const quoted = (text: string) => `'${text}'`;

/** How each shell is asked what it would offer: one script for all lines, an answer per line. */
const SHELLS: Record<string, (script: string, lines: string[]) => string> = {
  // Readline writes what is offered behind the last @, : or =.
  bash: (script, lines) =>
    `source ${script}\n` +
    lines.map((line) => {
      const before = /[^\s]*[@:=]$|$/.exec(line.replace(/[^\s@:=]*$/, ""))?.[0] ?? "";
      return `COMP_LINE=${quoted(line)}; COMP_WORDS=(${bashWords(line).map(quoted).join(" ")})
       COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _doapi
       for word in "\${COMPREPLY[@]}"; do eval "printf '%s,' ${before}$word"; done; echo`;
    }).join("\n"),
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
        line.split(/ +/).map(quoted).join(" ")
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

/** A folder with a script and a program that says names, keeps them as doapi does, and is counted. */
async function prepare(shell: string, folder: string) {
  const { code, out, err } = await cli(`completions ${shell}`, sandboxWorld());
  assertEquals([code, err], [0, ""]);
  await Deno.writeTextFile(`${folder}/script`, out);
  await Deno.mkdir(`${folder}/doapi/names`, { recursive: true });
  for (const [kind, names] of Object.entries(NAMES)) {
    await Deno.writeTextFile(`${folder}/${kind}`, names);
  }
  await Deno.mkdir(`${folder}/bin`);
  const program = `#!/bin/sh
echo "$@" >>${folder}/started
case "$DOAPI_SANDBOX $*" in *--sandbox*|1*) kind=sandbox-$3 ;; *) kind=$3 ;; esac
{ echo "$5"; cat ${folder}/$kind; } >${folder}/doapi/names/$3
cat ${folder}/$kind\n`;
  await Deno.writeTextFile(`${folder}/bin/doapi`, program, { mode: 0o755 });
  return {
    /** Asks the shell what it offers for each line. */
    async ask(lines: string[], env: Record<string, string> = {}) {
      const ask = SHELLS[shell]!;
      const answer = await new Deno.Command(shell, {
        args: ["-c", ask(`${folder}/script`, lines)],
        env: {
          XDG_CACHE_HOME: folder,
          HOME: folder,
          PATH: `${folder}/bin:${Deno.env.get("PATH")}`,
          ...env,
        },
      }).output();
      const text = new TextDecoder();
      assertEquals(text.decode(answer.stderr), "");
      return text.decode(answer.stdout).split("\n").slice(0, -1).map((line, i) =>
        [lines[i], line.split(",").filter((word) => word !== "").sort()] as [string, string[]]
      );
    },
    /** With what the program was started, but for the keys. */
    async started() {
      const text = await Deno.readTextFile(`${folder}/started`).catch(() => "");
      return text.split("\n").slice(0, -1).map((line) =>
        line.replace(/^completions names/, "").replace(/ --key \S+/, "").trim()
      );
    },
  };
}

for (const shell of Object.keys(SHELLS)) {
  const ignore = Deno.build.os === "windows" || !await found(shell);
  Deno.test({
    name: `${shell} completes commands, options and names, and asks for names once`,
    ignore,
    fn: () =>
      inFolder(async (folder) => {
        const { ask, started } = await prepare(shell, folder);
        assertEquals(await ask(OFFERED.map(([line]) => line)), OFFERED);
        assertEquals(await started(), ["droplets", "droplets --sandbox", "images", "droplets"]);
      }),
  });

  Deno.test({
    name: `${shell} offers no names of another account, server or simulator`,
    ignore,
    fn: () =>
      inFolder(async (folder) => {
        const { ask, started } = await prepare(shell, folder);
        const line = "doapi droplet show d";
        const worlds: Record<string, string>[] = [
          {},
          { DO_API_TOKEN: "a" },
          { DO_API_TOKEN: "b" },
          { DIGITALOCEAN_TOKEN: "b" },
          { DO_API_ENDPOINT: "http://127.0.0.1:8080" },
          { DOAPI_SANDBOX_STATE: "other.json" },
        ];
        for (const env of worlds) {
          assertEquals(await ask([line, line], env), Array(2).fill([line, ["db"]]));
        }
        assertEquals(
          await started(),
          worlds.map(() => "droplets"),
        );
        const simulated = "doapi droplet show s";
        assertEquals(await ask([simulated], { DOAPI_SANDBOX: "1" }), [[simulated, ["simulated"]]]);
        await Deno.writeTextFile(`${folder}/.doapi`, "another token");
        await ask([line]);
        await ask([line]);
        const options = "--api-token-file ~/t --endpoint=http://127.0.0.1:1 --sandbox-state x.json";
        await ask([`doapi ${options} droplet show --api-token abc d`]);
        // What a variable stands for is known when the line is run.
        const unsure = "doapi --api-token $TOKEN droplet show d";
        assertEquals(await ask([unsure]), [[unsure, []]]);
        assertEquals((await started()).slice(worlds.length), [
          "droplets",
          "droplets",
          `droplets ${options.replace("~", folder)} --api-token abc`,
        ]);
      }),
  });
}

/** Lines for which the program is asked: it is handed them, and says what can follow. */
const HANDED: [line: string, says: string[], shells?: string[]][] = [
  // Fish offers nothing but options where one begins.
  ["doapi --sandbox api vpcs_patch main --description=x --na", ["--name"], ["bash", "zsh"]],
  ["doapi --sandbox api vpcs_patch ma", ["main"]],
  ["doapi droplet show --columns id,na", ["id,name"]],
  ["doapi size --sort price_monthly:", ["price_monthly:asc", "price_monthly:desc"]],
  ["doapi volume show --filter ", ["id=", "name="]],
  ["doapi help droplet re", ["rebuild", "rename"]],
];

for (const shell of Object.keys(SHELLS)) {
  Deno.test({
    name: `${shell} asks the program what it does not know itself, and hands it the line`,
    ignore: Deno.build.os === "windows" || !await found(shell),
    fn: () =>
      inFolder(async (folder) => {
        const { out } = await cli(`completions ${shell}`, sandboxWorld());
        await Deno.writeTextFile(`${folder}/script`, out);
        await Deno.mkdir(`${folder}/bin`);
        for (const [line, says, shells = [shell]] of HANDED) {
          if (!shells.includes(shell)) continue;
          const program = `#!/bin/sh\nprintf '%s\\n' "$@" >${folder}/asked\n` +
            says.map((word) => `echo '${word}'\n`).join("");
          await Deno.writeTextFile(`${folder}/bin/doapi`, program, { mode: 0o755 });
          const { stdout } = await new Deno.Command(shell, {
            args: ["-c", SHELLS[shell]!(`${folder}/script`, [line])],
            env: { HOME: folder, PATH: `${folder}/bin:${Deno.env.get("PATH")}` },
          }).output();
          const offered = new TextDecoder().decode(stdout).trim().replace(/,$/, "");
          assertEquals([line, offered], [line, says.join()]);
          const asked = await Deno.readTextFile(`${folder}/asked`);
          assertEquals(asked.split("\n").slice(0, -1), [
            ..."completions line --".split(" "),
            ...line.split(" ").slice(1),
          ]);
        }
      }),
  });
}

/** A command line that scripts hand over, and what its last word can be. */
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
  [["api", "--sandbox", "--lis"], ["--list"]],
  [["droplet", "show", "--columns", "na"], ["name"]],
  [["droplets", "ls", "--columns", "id,ne"], ["id,networks", "id,next_backup_window"]],
  [["droplet", "show", "--columns", "name,na"], []],
  [["--sandbox", "-o", "tsv", "droplet", "show", "--columns=id,region.sl"], ["id,region.slug"]],
  [["size", "--sort", "price_m"], ["price_monthly"]],
  [["size", "--sort", "slug:"], ["slug:asc", "slug:desc"]],
  [["volume", "show", "--filter", "region.s"], ["region.sizes=", "region.slug="]],
  [["completions", "bash", "--columns", ""], []],
  [["help", "ex"], ["exit-codes"]],
  [["help", "droplet", "rena"], ["rename"]],
];

for (const [line, words] of ASKED) {
  Deno.test(`completions line offers what can follow: ${line.join(" ")}`, async () => {
    const world = sandboxWorld(0, {
      domains: [{
        name: "example.com",
        records: [
          { type: "A", name: "www", data: "192.0.2.1" },
          { type: "MX", name: "@", data: "mail.example.com.", priority: 10 },
        ],
      }],
    });
    const { code, out, err } = await cli(["completions", "line", "--", ...line], world);
    assertEquals([code, err], [0, ""]);
    assertEquals(out.split("\n").slice(0, -1).sort(), words);
  });
}

Deno.test("what decides whose names are offered is every variable about tokens, servers and state", () => {
  const others = ["DOAPI_SANDBOX_URL", "DOAPI_SANDBOX_ACTION_TIME"];
  const named = Object.keys(ENVIRONMENT).filter((name) =>
    /^(DO_API|DIGITALOCEAN|DOAPI_(CONTEXT|SANDBOX|ALLOW))/.test(name) && !others.includes(name)
  );
  assertEquals([...DECIDING_VARIABLES].sort(), named.sort());
});

Deno.test("completions names prints names, a line each, and keeps them under a key", async () => {
  const world = sandboxWorld(0);
  world.sandbox.seed({ droplets: [{ name: "web-2" }, { name: "web-1" }, { name: "web-1" }] });
  const files: Record<string, string> = {};
  const env = { DO_API_TOKEN: "t", XDG_CACHE_HOME: "/cache" };
  const shown = await cli("completions names droplets", { ...world, files, env });
  assertEquals([shown.code, shown.out, shown.err, files], [0, "web-2\nweb-1\n", "", {}]);
  const kept = await cli("completions names droplets --key abc", { ...world, files, env });
  assertEquals([kept.code, kept.out, kept.err], [0, "web-2\nweb-1\n", ""]);
  assertEquals(files, { "/cache/doapi/names/droplets": "abc\nweb-2\nweb-1\n" });
});

Deno.test("completions names refuses what has no names", async () => {
  const { code, out, err } = await cli("completions names kernels", sandboxWorld());
  assertEquals([code, out], [2, ""]);
  assertStringIncludes(err, "There are names of droplets, images, ");
});
