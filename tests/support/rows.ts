/**
 * Rows of text files about what commands print:
 *
 * ```text
 * $ doapi volume show
 * GET /v2/volumes?per_page=200
 * {"volumes": [{"id": 1}]}
 * json: volumes
 * table:
 * id
 *  1
 * tsv:
 * 1
 * terminal 80:
 * id
 *  1
 * colors: active green
 * ```
 *
 * `json` names the field of the last answer that is printed, `.` all of it. `*` among the requests
 * lets others be refused with a 404.
 */

/** A command line, what is answered, and what it prints. */
export interface Row {
  readonly line: string;
  /** By the request. */
  readonly answers: Readonly<Record<string, unknown>>;
  readonly field: string | undefined;
  readonly table: string;
  readonly tsv: string;
  readonly terminal: {
    readonly columns: number;
    readonly text: string;
    /** Words in colour, such as "active green". */
    readonly colors: readonly string[];
  };
}

/** Reads the rows of a file. */
export function rowsIn(text: string): Row[] {
  return text.split(/^\$ doapi /m).slice(1).map(rowOf);
}

/** What begins a part of a row. */
const PART = /^(?:(GET|POST) \S+|\*|json: (.+)|table:|tsv:|terminal \d+:|colors: (.+))$/;

function rowOf(text: string): Row {
  const [line = "", ...lines] = text.trimEnd().split("\n");
  const parts: Record<string, string> = {};
  let name = "";
  for (const one of lines) {
    if (PART.test(one)) {
      const [, key = one, value = ""] = /^(json|colors): (.+)$/.exec(one) ?? [];
      name = key;
      parts[name] = value;
    } else parts[name] += `${one}\n`;
  }
  const requests = Object.keys(parts).filter((one) => /^(GET|POST) |^\*$/.test(one));
  const terminal = Object.keys(parts).find((one) => one.startsWith("terminal ")) ?? "";
  return {
    line,
    answers: Object.fromEntries(
      requests.map((one) => [one, one === "*" ? null : JSON.parse(parts[one] ?? "")]),
    ),
    field: parts.json,
    table: parts["table:"] ?? "",
    tsv: parts["tsv:"] ?? "",
    terminal: {
      columns: parseInt(terminal.slice("terminal ".length)),
      text: parts[terminal] ?? "",
      colors: parts.colors?.split(", ") ?? [],
    },
  };
}
