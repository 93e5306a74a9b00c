import { parseArgs } from "@std/cli/parse-args";

/**
 * Reads the command line of a script that has one option.
 *
 * @param task The task that runs the script.
 * @param name The option's name, without its hyphens.
 * @returns Whether it was given; anything else on the line ends the script with exit code 2.
 */
export function flag(task: string, name: string): boolean {
  const args = parseArgs(Deno.args, {
    boolean: [name],
    unknown() {
      console.error(`Usage: deno task ${task} [--${name}]`);
      Deno.exit(2);
    },
  });
  return args[name] === true;
}
