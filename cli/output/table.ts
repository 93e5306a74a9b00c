import { Table } from "@cliffy/table";
import { Droplet, Resource } from "../../mod.ts";
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
  readonly #values: unknown[] = [];
  readonly #columns: readonly string[] | undefined;
  readonly #usual: readonly string[] | undefined;

  /**
   * @param columns Fields, or such as `region.slug` fields of fields; left out, the usual ones.
   * @param usual The usual columns, where the values do not tell their kind.
   */
  constructor(columns: readonly string[] | undefined, usual?: readonly string[]) {
    this.#columns = columns;
    this.#usual = usual;
  }

  /** Adds a value, or all that a list has. */
  async add(value: unknown): Promise<void> {
    if (isIterable(value)) { for await (const item of value) await this.add(item); }
    else this.#values.push(value);
  }

  /** A line for each row below one of the columns' names, everything aligned. */
  table(): string {
    const columns = this.#names();
    if (columns.length === 0) return "";
    const rows = this.#cells(columns);
    const text = new Table().header([...columns]).body(rows).padding(2).toString();
    return safe(`${text.replace(/[ \t]+$/gm, "")}\n`);
  }

  /** A line for each row, with tabs between the columns and nothing else. */
  tsv(): string {
    return safe(this.#cells(this.#names()).map((row) => `${row.join("\t")}\n`).join(""));
  }

  /** The named columns in which no row has anything. */
  unknown(): string[] {
    const values = this.#values.filter((value) => value !== null);
    const columns = values.length ? this.#columns ?? [] : [];
    return columns.filter((column) => values.every((value) => pick(value, column) === undefined));
  }

  #names(): readonly string[] {
    if (this.#columns) return this.#columns;
    const first = this.#values.find((value) => value !== null);
    const usual = first instanceof Resource ? COLUMNS[first.resourceType] : this.#usual;
    if (usual) return usual;
    if (typeof first !== "object" || first === null) return this.#values.length ? [VALUE] : [];
    return Object.keys(fieldsOf(first) ?? {});
  }

  #cells(columns: readonly string[]): string[][] {
    return this.#values.map((value) => columns.map((column) => cell(pick(value, column))));
  }
}

/** The column of what has no fields. */
const VALUE = "value";

/** What a droplet has beside its fields, by the manual's names. */
const ATTRIBUTES: Record<string, (droplet: Droplet) => unknown> = {
  ip_address: (droplet) => droplet.ipAddress,
  region_slug: (droplet) => droplet.regionSlug,
  image_slug: (droplet) => droplet.imageSlug,
};

/** What a value has under a path of fields and positions, or undefined. */
function pick(value: unknown, path: string): unknown {
  if (path === VALUE && (typeof value !== "object" || value === null)) return value;
  if (value instanceof Droplet && Object.hasOwn(ATTRIBUTES, path)) return ATTRIBUTES[path]?.(value);
  let found = value;
  for (const name of path.split(".")) {
    const fields = fieldsOf(found);
    found = fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
  }
  return found;
}

function fieldsOf(value: unknown): Record<string, unknown> | null {
  if (value instanceof Resource) return value.fields;
  return typeof value === "object" ? value as Record<string, unknown> | null : null;
}

/** Text as it is, lists with commas, objects as JSON, nothing for what is not there; one line. */
function cell(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) {
    return value.map(cell).join(",");
  }
  const json = JSON.stringify(value);
  if (!json.startsWith('"')) return json;
  // A tab or a line break in a name must not end the cell: those stay as JSON has them.
  return json.slice(1, -1).replace(/\\(["\\])/g, "$1");
}

function isIterable(value: unknown): value is AsyncIterable<unknown> | Iterable<unknown> {
  return typeof value === "object" && value !== null &&
    (Symbol.asyncIterator in value || Symbol.iterator in value);
}
