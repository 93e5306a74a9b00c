import { kubernetesCluster as row } from "../../../lib/kinds/kubernetes_cluster.ts";
import { called, idIn, open } from "../../base/kind/area.ts";
import type { Commands } from "../../base/lazy.ts";
import { type Context, note, textIn } from "../../context.ts";
import { ExitError } from "../../errors.ts";
import { command, universal } from "../../args/options.ts";
import { merged, namesIn, without } from "./merge.ts";

const AREA = { command: "kubernetes", kind: "kubernetes_cluster", row, sample: "main" };

/** The file that kubectl uses: an option, the first one of KUBECONFIG, or the user's own. */
function fileOf(ctx: Context, given: string | undefined): string {
  const list = ctx.env("KUBECONFIG") ?? "";
  // Paths of Windows have a colon of their own.
  const [first] = list.split(/;|^[A-Za-z]:\\/.test(list) ? ";" : ":").filter(Boolean);
  const home = ctx.env("HOME") ?? ctx.env("USERPROFILE");
  const file = given ?? first ?? (home ? `${home}/.kube/config` : undefined);
  if (file === undefined) throw new ExitError("There is no home directory: give --kubeconfig FILE");
  return file;
}

async function textOf(ctx: Context, file: string): Promise<string> {
  return await textIn(ctx, file) ?? "";
}

/** The kubeconfig of a cluster, as the API has it. */
async function fetched(
  ctx: Context,
  options: object | void,
  name: string,
  expirySeconds?: number,
): Promise<string> {
  const { client, finder, one } = await open(ctx, AREA, options);
  const item = await finder.one(name);
  const bytes = await client.request<Uint8Array | null>(`${one(idIn(item, row))}/kubeconfig`, {
    params: { expiry_seconds: expirySeconds },
    bytes: true,
    doing: `fetch the kubeconfig of ${called(item, AREA)}`,
  });
  if (bytes instanceof Uint8Array) return new TextDecoder().decode(bytes);
  throw new ExitError(`The API has no kubeconfig for ${called(item, AREA)} yet`);
}

/** The option with the file that kubectl uses. */
const FILE = [
  "--kubeconfig <file:string>",
  "The file. (Default: the first of KUBECONFIG, else ~/.kube/config)",
] as const;

const EXPIRY = ["--expiry-seconds <seconds:integer>", "When the credentials end."] as const;

/** `doapi kubernetes kubeconfig` */
export const KUBECONFIG: Commands = {
  show: {
    about: "Print the kubeconfig of a cluster.",
    build: (ctx) =>
      command("Print the kubeconfig of a cluster.")
        .option(...EXPIRY)
        .arguments("<kubernetes-cluster:word>")
        .example("Into a file", "doapi kubernetes kubeconfig show main > main.yaml")
        .action(async (options, name) =>
          await ctx.out(await fetched(ctx, options, name, options.expirySeconds))
        ),
  },
  save: {
    about: "Put a cluster into the file that kubectl uses.",
    build: (ctx) =>
      command("Put a cluster into the file that kubectl uses; everything else in it stays.")
        .option(...FILE)
        .option(...EXPIRY)
        .option("--no-switch", "Do not make it the current one.")
        .arguments("<kubernetes-cluster:word>")
        .example("And use it", "doapi kubernetes kubeconfig save main")
        .action(async (options, name) => {
          const file = fileOf(ctx, options.kubeconfig);
          const config = await fetched(ctx, options, name, options.expirySeconds);
          await ctx.replaceFile(
            file,
            await merged(file, await textOf(ctx, file), config, options.switch),
          );
          const { contexts } = await namesIn(config);
          if (universal(options).quiet) return;
          await note(ctx, `saved context ${contexts.join(", ")} in ${file}`);
        }),
  },
  remove: {
    about: "Take a cluster out of the file that kubectl uses.",
    build: (ctx) =>
      command("Take a cluster out of the file that kubectl uses; everything else in it stays.")
        .option(...FILE)
        .arguments("<kubernetes-cluster:word>")
        .example("Before it is deleted", "doapi kubernetes kubeconfig remove main")
        .action(async (options, name) => {
          const file = fileOf(ctx, options.kubeconfig);
          const names = await namesIn(await fetched(ctx, options, name));
          const left = await without(file, await textOf(ctx, file), names);
          if (left === null) throw new ExitError(`${file} does not have this cluster`);
          await ctx.replaceFile(file, left);
          if (universal(options).quiet) return;
          await note(ctx, `removed ${names.contexts.join(", ")} from ${file}`);
        }),
  },
};
