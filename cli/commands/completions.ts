import { ValidationError } from "@cliffy/command";
import { fieldAt } from "../../lib/core/field_at.ts";
import type { Kind } from "../../lib/kinds/kind.ts";
import { type KindName, rowOf, TOP } from "../../lib/kinds/mod.ts";
import type { DOAPI } from "../../mod.ts";
import { bash } from "../completion/bash.ts";
import { fish } from "../completion/fish.ts";
import { type Completable, levels } from "../completion/levels.ts";
import { install, shellOf } from "../base/shells.ts";
import { powershell } from "../completion/powershell.ts";
import { zsh } from "../completion/zsh.ts";
import { type Context, note } from "../context.ts";
import { everyDroplet } from "../api/droplets.ts";
import { command, group, universal, type Whole } from "../args/options.ts";
import { printList } from "../output/print.ts";
import { safe } from "../output/safe.ts";

/** The shells: name, script, and where the shell looks for the script. */
const SHELLS = [
  ["bash", bash, "~/.local/share/bash-completion/completions/doapi"],
  ["zsh", zsh, "~/.zfunc/_doapi"],
  ["fish", fish, "~/.config/fish/completions/doapi.fish"],
  ["powershell", powershell, "~/.config/powershell/doapi.ps1"],
] as const;

/** Kinds with names to complete, and their names on the command line. */
const NAMES: Record<string, (client: DOAPI, signal: AbortSignal) => AsyncIterable<string>> = {
  droplets: async function* (client, signal) {
    const all = await everyDroplet(client, { signal });
    yield* all.map(({ name }) => name);
    // All with a tag can be named by it.
    yield* all.flatMap(({ fields: { tags } }) => (tags ?? []).map((tag) => `tag:${tag}`));
  },
  images: (client, signal) => each(client.fetchAllImages({ signal }), (i) => i.slug ?? i.name),
  "ssh-keys": (client, signal) => each(client.fetchAllSSHKeys({ signal }), ({ name }) => name),
  regions: (client, signal) => each(client.fetchAllRegions({ signal }), ({ slug }) => slug),
  sizes: (client, signal) => each(client.fetchAllSizes({ signal }), ({ slug }) => slug),
  domains: (client, signal) => each(client.fetchAllDomains({ signal }), ({ name }) => name),
  "floating-ips": (client, signal) => each(client.fetchAllFloatingIps({ signal }), ({ ip }) => ip),
};

/** The names of a kind that an account has a collection of: what names one, else its id. */
function namesOf(kind: string): (typeof NAMES)[string] | null {
  if (!Object.hasOwn(TOP, kind)) return null;
  return async function* (client, signal) {
    const row: Kind = await rowOf(kind as KindName);
    const fields = [...row.by ?? [], row.id ?? "id"];
    for await (const item of client.paginate(row.path, row.many, { signal })) {
      const name = fields.map((field) => fieldAt(item, field)).find((name) => name);
      if (name !== undefined) yield String(name);
    }
  };
}

/** The time limit for fetching names, in milliseconds. */
const PATIENCE = 5000;

async function* each<T>(
  items: AsyncIterable<T>,
  word: (item: T) => string,
): AsyncGenerator<string> {
  for await (const item of items) yield word(item);
}

/** `doapi completions` */
export function completions(ctx: Context, about: string, whole: Whole) {
  const shells = SHELLS.map(([name, script, file]) =>
    [name, shell(ctx, name, script, file, whole)] as const
  );
  const others = { install: installing(ctx, whole), names: names(ctx), line: line(ctx, whole) };
  return group(about, { ...Object.fromEntries(shells), ...others });
}

function shell(
  ctx: Context,
  name: string,
  script: (all: Completable) => string,
  file: string,
  whole: Whole,
) {
  return command(`Print the completion script for ${name}.`)
    .example("For every new shell", `doapi completions ${name} > ${file}`)
    .action(async () =>
      await ctx.out(script({ levels: levels(await whole.tree()), areas: whole.areas }))
    );
}

function installing(ctx: Context, whole: Whole) {
  return command("Put the completion script where a shell finds it, and list the files written.")
    .arguments("[shell:word]")
    .example("For the shell in use", "doapi completions install")
    .example("For another one", "doapi completions install powershell")
    .action(async (options, given) => {
      const name = shellOf(ctx, given);
      const [, script] = SHELLS.find(([shell]) => shell === name) as (typeof SHELLS)[number];
      const text = script({ levels: levels(await whole.tree()), areas: whole.areas });
      const files = await install(ctx, name, text);
      await printList(ctx, options, files);
      if (universal(options).quiet || ctx.dryRun) return;
      await note(ctx, `new shells complete the commands of doapi`);
    });
}

function names(ctx: Context) {
  return command("Print the names of resources for completion, one per line.")
    .option("--key <key:string>", "Keep them under a key of the completion scripts.", {
      hidden: true,
    })
    .arguments("<kind:word>")
    .example("All droplets", "doapi completions names droplets")
    .action(async (options, kind) => {
      if (kind === "contexts") {
        const { allContexts } = await import("../config/contexts.ts");
        const all = await allContexts(ctx);
        return await ctx.out(all.map(({ name }) => `${name}\n`).join(""));
      }
      const list = Object.hasOwn(NAMES, kind) ? NAMES[kind] : namesOf(kind.replaceAll("-", "_"));
      if (!list) {
        const kinds = [
          ...Object.keys(NAMES),
          ...Object.keys(TOP).map((k) => k.replaceAll("_", "-")),
        ];
        throw new ValidationError(`There are names of ${kinds.join(", ")}.`);
      }
      // A silent server must not block the Tab key.
      const signal = AbortSignal.any([ctx.signal, AbortSignal.timeout(PATIENCE)]);
      const found = new Set<string>();
      for await (const name of list(await ctx.client(options), signal)) {
        // The shell types what it completes, so a name must be one plain line.
        if (isOneLine(name)) found.add(name);
      }
      const text = [...found].map((name) => `${name}\n`).join("");
      const file = options.key ? cacheFile(ctx, kind) : null;
      // Completion works without its cache, only slower.
      if (file !== null) await ctx.replaceFile(file, `${options.key}\n${text}`).catch(() => {});
      await ctx.out(text);
    });
}

function line(ctx: Context, whole: Whole) {
  return command(
    "Print the completions of the last word of a command line, one per line.",
  )
    .arguments("<word...:text>")
    .example("The fields of droplets", "doapi completions line -- droplet show --columns n")
    .example("The operations about volumes", "doapi completions line -- api volumes")
    .action(async (_, ...words) => {
      const { candidates } = await import("../base/complete.ts");
      const signal = AbortSignal.any([ctx.signal, AbortSignal.timeout(PATIENCE)]);
      const found = new Set<string>();
      for await (const word of candidates({ ...ctx, signal }, whole, words)) {
        if (isOneLine(word)) found.add(word);
      }
      const last = (words.at(-1) ?? "").replace(/^--(columns|filter|sort)=/, "");
      await ctx.out(
        [...found].filter((word) => word.startsWith(last)).map((w) => `${w}\n`).join(""),
      );
    });
}

/** Whether a name can be completed: it must fit on one line. */
function isOneLine(name: string): boolean {
  return safe(name) === name && !name.includes("\n");
}

/** The cache file of the completion scripts. */
function cacheFile(ctx: Context, name: string): string | null {
  const home = ctx.env("HOME");
  const folder = ctx.env("XDG_CACHE_HOME") ?? (home ? `${home}/.cache` : null);
  return folder === null ? null : `${folder}/doapi/names/${name}`;
}
