/** The table of docs/guides/from-doctl.md. */
import { PAIRS } from "./doctl/mod.ts";

const BEGIN = "<!-- Written by `deno task guides`; changes between here and the end are lost. -->";
const END = "<!-- end -->";

/** Replaces what a guide has between its marks. */
export function withTable(guide: string): string {
  const [begin, end] = [guide.indexOf(BEGIN), guide.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error("The guide has lost the marks of its table");
  return `${guide.slice(0, begin)}${BEGIN}\n\n${sections()}\n${guide.slice(end)}`;
}

/** A heading and a table for each group of doctl at the top of its help. */
function sections(): string {
  const groups = Map.groupBy(PAIRS, ({ doctl }) => groupOf(doctl));
  return [...groups].map(([name, pairs]) => {
    const rows = pairs.map(({ doctl, doapi }) => [
      `\`doctl ${doctl}\``,
      doapi === null ? "none" : `\`doapi ${doapi}\``,
    ]);
    return `### ${name}\n\n${table(["doctl", "doapi"], rows)}`;
  }).join("\n");
}

/** A table as `deno fmt` lays it out. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((_, at) =>
    Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0))
  );
  const line = (row: string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |\n`;
  return [head, widths.map((width) => "-".repeat(width)), ...rows].map(line).join("");
}

/** The first word; the many commands of `compute` are grouped by the second one, too. */
function groupOf(doctl: string): string {
  const [first = "", second = ""] = doctl.split(" ");
  return first === "compute" ? `${first} ${second}` : first;
}
