/** The modules in a folder of the project and in those below, as paths from `root`, in order. */
export async function modulesIn(root: URL, folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const { name, isDirectory } of await Array.fromAsync(Deno.readDir(new URL(folder, root)))) {
    if (isDirectory) files.push(...await modulesIn(root, `${folder}/${name}`));
    else if (name.endsWith(".ts")) files.push(`${folder}/${name}`);
  }
  return files.sort();
}
