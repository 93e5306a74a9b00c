/**
 * Writes `lib/sandbox/OPERATIONS.md` from what the simulator has; `--check` compares instead.
 *
 * @module
 */
import { kindAbout, verbOf } from "../lib/sandbox/generic/act.ts";
import { PLAN, type Planned } from "../lib/sandbox/generic/plan.ts";
import { ALL_KINDS } from "../lib/sandbox/kinds/all.ts";
import { ROUTES } from "../lib/sandbox/routes/mod.ts";

const FILE = new URL("../lib/sandbox/OPERATIONS.md", import.meta.url);

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

const HEAD = `# What the simulator answers

Every operation of the API, by area; where there is a \`GET\` there is a \`HEAD\`. A path that the API
does not have is a 404, and another method of a path a 405. A 501 is left for streams of answers on
the paths of inference.

- **modelled**: rules written by hand say what it does to other resources, what it refuses and when
  it is over.
- **generic**: made from the vendor's description alone. Collections keep what was made in them,
  statuses take their course with the clock, settings keep what was written, answers have the shape
  of the description.
`;

interface Row {
  readonly area: string;
  readonly path: string;
  readonly method: string;
  readonly modelled: boolean;
}

const OWN = new Set(ALL_KINDS.flatMap(({ routes = {} }) => Object.keys(routes)));

/** Whether the row of a kind says what an operation does, and not the description alone. */
function isModelled(planned: Planned): boolean {
  const { operation, role } = planned;
  const { method, path } = operation;
  if (OWN.has(`${method} ${path}`)) return true;
  const kind = kindAbout(planned);
  return kind !== undefined && (role !== "act" || kind.actions?.[verbOf(operation)] !== undefined);
}

function rows(): Row[] {
  const core = new Set(ROUTES.map(({ method, path }) => `${method} ${path}`));
  return PLAN.map((planned) => {
    const { area, path, method } = planned.operation;
    const modelled = core.has(`${method} ${path}`) || isModelled(planned);
    return { area, path, method, modelled };
  });
}

/** The text of the file. */
export function operationsText(): string {
  const all = rows();
  const modelled = all.filter((row) => row.modelled).length;
  const count = `\n${all.length} operations: ${modelled} modelled, ${
    all.length - modelled
  } generic.\n`;
  const areas = Map.groupBy(all, ({ area }) => area);
  const parts = [...areas].sort(([a], [b]) => a < b ? -1 : 1).map(([area, list]) => {
    const lines = list
      .toSorted((a, b) =>
        a.path < b.path
          ? -1
          : a.path > b.path
          ? 1
          : METHODS.indexOf(a.method) - METHODS.indexOf(b.method)
      )
      .map((row) => `- \`${row.method} ${row.path}\`: ${row.modelled ? "modelled" : "generic"}`);
    return `\n## ${area}\n\n${lines.join("\n")}\n`;
  });
  return HEAD + count + parts.join("");
}

if (import.meta.main) {
  const text = operationsText();
  if (!Deno.args.includes("--check")) await Deno.writeTextFile(FILE, text);
  else if (await Deno.readTextFile(FILE) !== text) {
    console.error("lib/sandbox/OPERATIONS.md is out of date: run deno task operations");
    Deno.exit(1);
  }
}
