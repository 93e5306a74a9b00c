/** Where shells find completion scripts. */

import { type Context, textIn } from "../context.ts";
import { EXIT, ExitError } from "../errors.ts";

/** Where a script goes, and the line that a file of the shell needs. */
interface Place {
  file: string;
  start?: { file: string; line: string };
}

const PLACES: Readonly<Record<string, (ctx: Context, home: string) => Place>> = {
  bash: (_, home) => ({ file: `${home}/.local/share/bash-completion/completions/doapi` }),
  fish: (ctx, home) => {
    const folder = ctx.env("XDG_CONFIG_HOME") ?? `${home}/.config`;
    return { file: `${folder}/fish/completions/doapi.fish` };
  },
  powershell: (ctx, home) => {
    const folder = ctx.env("HOME")
      ? `${ctx.env("XDG_CONFIG_HOME") ?? `${home}/.config`}/powershell`
      : `${home}/Documents/PowerShell`;
    const file = `${folder}/doapi.ps1`;
    const line = `. '${file.replaceAll("'", "''")}'`;
    return { file, start: { file: `${folder}/Microsoft.PowerShell_profile.ps1`, line } };
  },
  zsh: (_, home) => ({
    file: `${home}/.zfunc/_doapi`,
    start: {
      file: `${home}/.zshrc`,
      line: "fpath=(~/.zfunc $fpath); autoload -Uz compinit && compinit",
    },
  }),
};

/** The named shell, or the user's. */
export function shellOf(ctx: Context, given: string | undefined): string {
  const shell = given ?? ctx.env("SHELL")?.replace(/^.*[/\\]/, "") ?? "";
  const name = shell === "pwsh" ? "powershell" : shell;
  if (Object.hasOwn(PLACES, name)) return name;
  const shells = Object.keys(PLACES).join(", ");
  const what = given === undefined ? "Name the shell" : `There is no completion for "${given}"`;
  throw new ExitError(`${what}: ${shells}`, EXIT.usage);
}

/** Puts a script where a shell finds it; gives the files that it has written. */
export async function install(ctx: Context, shell: string, script: string): Promise<string[]> {
  const home = ctx.env("HOME") ?? ctx.env("USERPROFILE");
  if (!home) throw new ExitError("There is no home directory to put the script into");
  const { file, start } = (PLACES[shell] as (typeof PLACES)[string])(ctx, home);
  await ctx.replaceFile(file, script);
  const text = start ? await textIn(ctx, start.file) ?? "" : "";
  if (!start || text.split("\n").includes(start.line)) return [file];
  const before = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  await ctx.replaceFile(start.file, `${before}${start.line}\n`);
  return [file, start.file];
}
