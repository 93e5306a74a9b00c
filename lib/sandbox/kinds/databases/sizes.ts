import { unprocessable } from "../../http/errors.ts";

/** How many nodes clusters of an engine can have, and of which sizes. */
export interface Layout {
  readonly num_nodes: number;
  readonly sizes: readonly string[];
}

function sizes(family: string, ...plans: string[]): string[] {
  return plans.map((plan) => `${family}-${plan.replace("/", "vcpu-")}gb`);
}

const SMALLEST = sizes("db-s", "1/1");
const SHARED = sizes("db-s", "1/2", "2/4", "4/8", "6/16");
const LARGE = sizes("db-s", "8/32", "16/64");
const GENERAL = sizes("gd", "2/8", "4/16", "8/32", "16/64", "32/128", "40/160");
const STORAGE = sizes("so1_5", "2/16", "4/32", "8/64", "16/128", "24/192", "32/256");
const MEMORY = sizes("m", "2/16", "4/32", "8/64", "16/128", "24/192", "32/256");
const PREMIUM_SMALLEST = ["intel", "amd"].flatMap((chip) => sizes(`db-${chip}`, "1/1"));
const PREMIUM = ["intel", "amd"].flatMap((chip) =>
  sizes(`db-${chip}`, "1/2", "2/4", "2/8", "4/8", "4/16", "8/32", "16/64")
);
const ADVANCED = [
  ...GENERAL,
  ...STORAGE,
  ...[...sizes("gd", "2/8", "4/16", "8/32", "16/64", "32/128", "48/192")].map((s) => `${s}-intel`),
  ...sizes("so1_5", "48/256"),
  ...sizes("so1_5", "2/16", "4/32", "8/64", "16/128", "24/192", "32/256", "48/384").map((s) =>
    `${s}-intel`
  ),
  "c-96-intel",
];
const SEARCH = [
  ...sizes("db-s", "2/4", "4/8"),
  ...sizes("gd", "2/8", "4/16"),
  ...sizes("m3", "2/16", "4/32", "8/64"),
];
const STREAM = sizes("gd", "2/8", "4/16");

function layouts(nodes: readonly number[], sizes: readonly string[]): Layout[] {
  return nodes.map((num_nodes) => ({ num_nodes, sizes }));
}

const RELATIONAL: readonly Layout[] = [
  {
    num_nodes: 1,
    sizes: [...SMALLEST, ...SHARED, ...GENERAL, ...STORAGE, ...PREMIUM_SMALLEST, ...PREMIUM],
  },
  ...layouts([2, 3], [...SHARED, ...GENERAL, ...STORAGE, ...PREMIUM]),
];

const CACHE: readonly Layout[] = [
  { num_nodes: 1, sizes: [...SMALLEST, ...SHARED, ...LARGE, ...MEMORY] },
  ...layouts([2, 3], [...SHARED, ...LARGE, ...MEMORY]),
];

/** The layouts of clusters by engine. */
export const LAYOUTS: Readonly<Record<string, readonly Layout[]>> = {
  pg: RELATIONAL,
  mysql: RELATIONAL,
  redis: CACHE,
  valkey: CACHE,
  mongodb: layouts([1, 3], [...SMALLEST, ...SHARED, ...LARGE, ...GENERAL, ...STORAGE]),
  kafka: [
    { num_nodes: 3, sizes: [...STREAM, ...sizes("db-s", "2/4", "2/2")] },
    ...layouts([6, 9, 15], STREAM),
  ],
  opensearch: [
    { num_nodes: 1, sizes: [...sizes("db-s", "1/2"), ...SEARCH] },
    { num_nodes: 3, sizes: SEARCH },
    ...layouts([6, 9, 15], SEARCH.filter((size) => !size.startsWith("db-"))),
  ],
  advanced_pg: layouts([1, 2, 3], ADVANCED),
  advanced_mysql: layouts([1, 3], ADVANCED),
};

const KNOWN: ReadonlySet<string> = new Set(
  Object.values(LAYOUTS).flatMap((list) => list.flatMap((layout) => layout.sizes)),
);

/**
 * Refuses a size that there is not, and a number of nodes that clusters of the engine cannot have.
 * Sizes of other engines pass: the API takes more than its options list.
 *
 * @throws {ApiError} 422
 */
export function checkLayout(engine: string, size: string, nodes: number): void {
  if (!KNOWN.has(size)) throw unprocessable("invalid size");
  const numbers = (LAYOUTS[engine] ?? []).map(({ num_nodes }) => num_nodes);
  if (!numbers.includes(nodes)) {
    throw unprocessable(`invalid number of nodes: must be one of ${numbers.join(", ")}`);
  }
}

/** The memory of a node in GB. */
export function memoryOf(size: string): number {
  return Number(size.match(/(\d+)gb/)?.[1] ?? 192);
}

// GiB by GB of memory; what the pricing page has beyond that is about in proportion.
const STORED: Readonly<Record<number, number>> = { 1: 10, 2: 30, 4: 60, 8: 140, 16: 290 };

/** The storage that comes with a size, in MiB. */
export function baseStorage(size: string): number {
  const memory = memoryOf(size);
  return 1024 * (STORED[memory] ?? memory * 18);
}

/**
 * The storage of a cluster, in MiB.
 *
 * @throws {ApiError} 422 if it is less than what comes with the size.
 */
export function storageOf(size: string, given: unknown): number {
  const base = baseStorage(size);
  if (given === undefined || given === null || Number(given) === 0) return base;
  const wanted = Number(given);
  if (wanted < base) {
    throw unprocessable(`invalid storage size: ${size} has at least ${base} MiB`);
  }
  return wanted;
}
