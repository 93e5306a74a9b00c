import { assert, assertEquals } from "@std/assert";
import { RECORD_TYPES } from "../../../cli/api/record_types.ts";
import { RECORDS, SETTINGS as COMPLETED } from "../../../cli/completion/levels.ts";
import { SETTINGS } from "../../../cli/config/settings.ts";
import { cli, sandboxWorld } from "../../support/cli.ts";

async function installed(line: string, env: Record<string, string>, files = {}) {
  const world = { ...sandboxWorld(), env, files: { ...files } as Record<string, string> };
  const ran = await cli(line, world);
  return { ...ran, files: world.files };
}

for (
  const [shell, env, written] of [
    ["bash", { HOME: "/h" }, ["/h/.local/share/bash-completion/completions/doapi"]],
    ["fish", { HOME: "/h", XDG_CONFIG_HOME: "/x" }, ["/x/fish/completions/doapi.fish"]],
    ["zsh", { HOME: "/h" }, ["/h/.zfunc/_doapi", "/h/.zshrc"]],
    ["powershell", { HOME: "/h" }, [
      "/h/.config/powershell/doapi.ps1",
      "/h/.config/powershell/Microsoft.PowerShell_profile.ps1",
    ]],
    ["powershell", { USERPROFILE: "C:/u" }, [
      "C:/u/Documents/PowerShell/doapi.ps1",
      "C:/u/Documents/PowerShell/Microsoft.PowerShell_profile.ps1",
    ]],
  ] as const
) {
  Deno.test(`completions install ${shell} with ${JSON.stringify(env)} writes ${written[0]}`, async () => {
    const ran = await installed(`completions install ${shell} -q`, env);
    assertEquals([ran.code, JSON.parse(ran.out), ran.err], [0, written, ""]);
    assertEquals(ran.files[written[0]], (await cli(`completions ${shell}`, sandboxWorld())).out);
  });
}

Deno.test("the shell in use is the one of SHELL, and what it reads at its start is changed once", async () => {
  const first = await installed("completions install", { HOME: "/h", SHELL: "/usr/bin/zsh" }, {
    "/h/.zshrc": "alias l=ls",
  });
  const line = "fpath=(~/.zfunc $fpath); autoload -Uz compinit && compinit";
  assertEquals(first.files["/h/.zshrc"], `alias l=ls\n${line}\n`);
  const again = await installed("completions install zsh", { HOME: "/h" }, first.files);
  assertEquals(again.files["/h/.zshrc"], `alias l=ls\n${line}\n`);
  assertEquals(JSON.parse(again.out), ["/h/.zfunc/_doapi"]);
});

Deno.test("a shell that is not known, or that nobody has named, is refused", async () => {
  const unknown = await installed("completions install tcsh", { HOME: "/h" });
  assertEquals([unknown.code, unknown.files], [2, {}]);
  assertEquals(
    unknown.err,
    'doapi: There is no completion for "tcsh": bash, fish, powershell, zsh\n',
  );
  assertEquals((await installed("completions install", { HOME: "/h" })).code, 2);
});

Deno.test("the script of PowerShell has every command, its options and what values can be", async () => {
  const { out } = await cli("completions powershell", sandboxWorld());
  assert(out.includes("'droplet new' = @{ c=''; f='"));
  assert(out.includes("--image=@images"));
  assert(out.includes("'doapi','doapi-1-click',"));
  // Quotes in it would end the texts that it is in.
  assertEquals(
    out.split("\n").filter((line) =>
      /^ {4}'.*= @\{/.test(line) && line.split("'").length % 2 === 0
    ),
    [],
  );
});

Deno.test("the settings that are completed are all there are", () => {
  assertEquals([...COMPLETED], Object.keys(SETTINGS).sort());
});

Deno.test("the types of records that are completed are those that are taken", () => {
  assertEquals(RECORDS, RECORD_TYPES);
});

Deno.test("the types of records complete, and the program is asked what it alone knows", async () => {
  const { out } = await cli("completions powershell", sandboxWorld());
  const line = (path: string) =>
    out.split("\n").find((row) => row.includes(`    '${path}' = `)) ?? "";
  assert(line("help").includes("a='?...'"), line("help"));
  assert(line("size").includes("--columns=? --filter=? --sort=?"), line("size"));
  assert(/a='\+account,alert,.* -'/.test(line("open")), line("open"));
  assert(line("domain new-record").includes("a='@domains +A,AAAA,CAA,"));
  assert(line("domain update-record").includes("--type=+A,AAAA,"));
  assert(line("droplet act").includes("a='- @droplets..."), line("droplet act"));
  assert(line("auth switch").includes("a='@contexts'"));
});
