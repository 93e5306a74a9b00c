import { Table } from "@cliffy/table";
import { Droplet, encode, Resource } from "../../mod.ts";
import { isIterable } from "./lines.ts";
import { safe } from "./safe.ts";

/** The columns of a table whose columns are not named, by the type of the resources. */
const COLUMNS: Record<string, readonly string[]> = {
  account: ["email", "status", "droplet_limit"],
  action: ["id", "type", "status", "resource_type", "resource_id", "started_at", "completed_at"],
  domain: ["name", "ttl"],
  domain_record: ["id", "type", "name", "data", "priority", "port", "weight"],
  droplet: ["id", "name", "status", "ip_address", "region_slug", "size_slug", "image_slug"],
  floating_ip: ["ip", "region.slug", "droplet.id", "droplet.name"],
  image: ["id", "slug", "name", "type", "distribution", "min_disk_size"],
  region: ["slug", "name", "available"],
  size: ["slug", "vcpus", "memory", "disk", "price_monthly", "available"],
  ssh_key: ["id", "name", "fingerprint"],
};

/** Values as rows of a table: a list within them is more rows, a value without fields one column. */
export class Rows {
  readonly #rows: string[][] = [];
  /** The columns that were named in which no row has had anything yet. */
  readonly #empty: Set<string>;
  readonly #named: readonly string[] | undefined;
  readonly #usual: readonly string[] | undefined;
  #columns: readonly string[] | undefined;
  #hasValues = false;

  /**
   * @param columns Fields, or such as `region.slug` fields of fields; left out, the usual ones.
   * @param usual The usual columns, where the values do not tell their kind.
   */
  constructor(columns: readonly string[] | undefined, usual?: readonly string[]) {
    this.#named = this.#columns = columns;
    this.#usual = usual;
    this.#empty = new Set(columns);
  }

  /** Adds a value, or all that a list has. */
  async add(value: unknown): Promise<void> {
    if (isIterable(value)) { for await (const item of value) await this.add(item); }
    else if (value === null) this.#rows.push([]);
    else {
      // As plain JSON, in which numbers have the text that they came with.
      const plain: unknown = JSON.parse(await encode(value), asWritten as Reviver);
      this.#hasValues = true;
      this.#columns ??= usualColumns(value, plain, this.#usual);
      this.#rows.push(this.#columns.map((column) => {
        const found = isAttribute(value, column)
          ? ATTRIBUTES[column]?.(value)
          : pick(plain, column);
        if (found !== undefined) this.#empty.delete(column);
        return cell(found);
      }));
    }
  }

  /** A line for each row below one of the columns' names, everything aligned. */
  table(): string {
    const columns = this.#columns ?? [];
    if (columns.length === 0) return "";
    const cells = this.#cells().map((row) => row.map(escaped));
    const text = new Table().header(columns.map(escaped)).body(cells).padding(2).toString();
    return `${text}\n`.replace(/ +\n/g, "\n");
  }

  /** A line for each row, with tabs between the columns and nothing else. */
  tsv(): string {
    return this.#cells().map((row) => `${row.map(escaped).join("\t")}\n`).join("");
  }

  /** Comma-separated values below the columns' names, as spreadsheets and RFC 4180 have them. */
  csv(): string {
    const columns = this.#columns ?? [];
    if (columns.length === 0) return "";
    return [columns, ...this.#cells()].map((row) => `${row.map(quoted).join(",")}\n`).join("");
  }

  /** The named columns in which no row has anything. */
  unknown(): string[] {
    return this.#hasValues && this.#named ? [...this.#empty] : [];
  }

  /** The rows, each with all columns; of a null all are empty. */
  #cells(): string[][] {
    const columns = this.#columns ?? [];
    return this.#rows.map((row) => columns.map((_, i) => row[i] ?? ""));
  }
}

type Reviver = Parameters<typeof JSON.parse>[1];

/** The part of JSON that TypeScript does not know of yet. */
const { rawJSON, isRawJSON } = JSON as unknown as {
  rawJSON(text: string): object;
  isRawJSON(value: unknown): boolean;
};

/** Keeps the text of a number, which `JSON.stringify` writes again. */
function asWritten(_: string, value: unknown, { source }: { source?: string }): unknown {
  return typeof value === "number" && source !== undefined ? rawJSON(source) : value;
}

/** The column of what has no fields. */
const VALUE = "value";

/** What a droplet has beside its fields, by the manual's names. */
const ATTRIBUTES: Record<string, (droplet: Droplet) => unknown> = {
  ip_address: (droplet) => droplet.ipAddress,
  region_slug: (droplet) => droplet.regionSlug,
  image_slug: (droplet) => droplet.imageSlug,
};

function isAttribute(value: unknown, column: string): value is Droplet {
  return value instanceof Droplet && Object.hasOwn(ATTRIBUTES, column);
}

function usualColumns(
  value: unknown,
  plain: unknown,
  usual: readonly string[] | undefined,
): readonly string[] {
  const known = value instanceof Resource ? COLUMNS[value.resourceType] : usual;
  return known ?? (isObject(plain) ? Object.keys(plain) : [VALUE]);
}

/** What plain JSON has under a path of fields and positions, or undefined. */
function pick(plain: unknown, path: string): unknown {
  if (path === VALUE && !isObject(plain)) return plain;
  let found = plain;
  for (const name of path.split(".")) {
    found = isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !isRawJSON(value);
}

/** Text as it is, lists with commas, objects as JSON, nothing for what is not there. */
function cell(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  const isFlat = Array.isArray(value) && !value.some((item) => item === null || isObject(item));
  return isFlat ? value.map(cell).join(",") : JSON.stringify(value);
}

/** A cell of comma-separated values; in quotes, it may have whatever is in it. */
function quoted(text: string): string {
  const field = safe(text);
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** A tab or a line break must not end the cell: those, and a backslash, are as JSON has them. */
function escaped(text: string): string {
  const body = JSON.stringify(text).slice(1, -1);
  return safe(body.replace(/\\(["\\])/g, (escape, c) => c === '"' ? c : escape));
}
