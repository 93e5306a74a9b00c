/** The modules in a folder of the project and in those below, as paths from `root`, in order. */
export async function modulesIn(root: URL, folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const { name, isDirectory } of await Array.fromAsync(Deno.readDir(new URL(folder, root)))) {
    if (isDirectory) files.push(...await modulesIn(root, `${folder}/${name}`));
    else if (/\.[jt]s$/.test(name)) files.push(`${folder}/${name}`);
  }
  return files.sort();
}

/** What one of Deno's commands says as JSON. */
export async function askDeno<T>(root: URL, command: "doc" | "info", args: string[]): Promise<T> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: [command, "--json", "--import-map=.packages/import_map.json", ...args],
    cwd: root,
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`deno ${command} failed`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** The modules that users import: the entries of deno.json, without the program. */
export async function published(root: URL): Promise<string[]> {
  const { exports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  return Object.values<string>(exports).map((path) => path.replace("./", ""))
    .filter((path) => !path.startsWith("cli/"));
}
