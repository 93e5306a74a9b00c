/** What clusters of an engine can have and do beyond those of every engine. */
export type Feature =
  | "backups"
  | "dbs"
  | "eviction_policy"
  | "indexes"
  | "migration"
  | "pools"
  | "replicas"
  | "schemas"
  | "sql_mode"
  | "standby"
  | "topics"
  | "users";

/** A version that clusters can have. */
export interface Version {
  /** As clusters name it. */
  readonly slug: string;
  /** The release that runs. */
  readonly semantic: string;
  /** The day from which no new cluster can have it, and the day from which it is not supported. */
  readonly ends?: readonly [availability: string | null, life: string | null];
  /** Whether it is no longer among the options; clusters of it are still made. */
  readonly old?: boolean;
}

/** A database engine. */
export interface Engine {
  /** The scheme of the addresses of its clusters. */
  readonly scheme: string;
  readonly port: number;
  /** What follows the port in an address, with the name of a database in the place of `{}`. */
  readonly query: string;
  /** The user that a cluster has from the beginning. */
  readonly admin: string;
  /** The database that it has from the beginning; empty if there are none in it. */
  readonly db: string;
  /** Oldest first. */
  readonly versions: readonly Version[];
  /** The slug of the version of a cluster that asks for none. */
  readonly usual: string;
  readonly has: ReadonlySet<Feature>;
}

function features(...names: Feature[]): ReadonlySet<Feature> {
  return new Set(names);
}

const RELATIONAL: readonly Feature[] = ["backups", "dbs", "replicas", "standby", "users"];

const POSTGRES = {
  scheme: "postgresql",
  port: 25060,
  query: "/{}?sslmode=require",
  admin: "doadmin",
  db: "defaultdb",
};

const MYSQL = { ...POSTGRES, scheme: "mysql", query: "/{}?ssl-mode=REQUIRED" };

// Its users are managed by its own commands and not by the API.
const CACHE = {
  scheme: "rediss",
  port: 25061,
  query: "",
  admin: "default",
  db: "",
  has: features("eviction_policy", "migration", "standby"),
};

/** The engines by the names that the API has for them. */
export const ENGINES: Readonly<Record<string, Engine>> = {
  pg: {
    ...POSTGRES,
    versions: [
      { slug: "13", semantic: "13.22", ends: ["2025-05-13", "2025-11-13"] },
      { slug: "14", semantic: "14.19", ends: ["2026-05-12", "2026-11-12"] },
      { slug: "15", semantic: "15.14", ends: ["2027-05-12", "2027-11-11"] },
      { slug: "16", semantic: "16.10", ends: ["2028-05-09", "2028-11-09"] },
      { slug: "17", semantic: "17.6", ends: ["2029-05-08", "2029-11-08"] },
    ],
    usual: "17",
    has: features(...RELATIONAL, "migration", "pools"),
  },
  mysql: {
    ...MYSQL,
    versions: [{ slug: "8", semantic: "8.0.35" }],
    usual: "8",
    has: features(...RELATIONAL, "migration", "sql_mode"),
  },
  redis: {
    ...CACHE,
    versions: [
      { slug: "5", semantic: "5.0.14", old: true },
      { slug: "6", semantic: "6.2.14", old: true },
      { slug: "7", semantic: "7.2.5", ends: ["2025-04-30", "2025-06-30"] },
    ],
    usual: "7",
  },
  valkey: { ...CACHE, versions: [{ slug: "8", semantic: "8.1.3" }], usual: "8" },
  mongodb: {
    scheme: "mongodb+srv",
    port: 27017,
    query: "/{}?tls=true&authSource=admin",
    admin: "doadmin",
    db: "admin",
    versions: [
      { slug: "6.0", semantic: "6.0.26", ends: [null, "2025-07-01"] },
      { slug: "7.0", semantic: "7.0.24", ends: [null, "2026-08-01"] },
      { slug: "8.0", semantic: "8.0.13" },
    ],
    usual: "7.0",
    has: features("backups", "dbs", "users"),
  },
  kafka: {
    scheme: "",
    port: 25073,
    query: "",
    admin: "doadmin",
    db: "",
    versions: [
      { slug: "3.5", semantic: "3.5.2", old: true },
      { slug: "3.6", semantic: "3.6.2", old: true },
      { slug: "3.7", semantic: "3.7.2", old: true },
      { slug: "3.8", semantic: "3.8.1" },
    ],
    usual: "3.8",
    has: features("schemas", "topics", "users"),
  },
  opensearch: {
    scheme: "https",
    port: 25060,
    query: "",
    admin: "doadmin",
    db: "",
    versions: [{ slug: "1", semantic: "1.3.20" }, { slug: "2", semantic: "2.19.1" }],
    usual: "2",
    has: features("indexes", "users"),
  },
  advanced_pg: {
    ...POSTGRES,
    versions: [
      { slug: "16", semantic: "16.10", ends: ["2028-05-09", "2028-11-09"] },
      { slug: "17", semantic: "17.6", ends: ["2029-05-08", "2029-11-08"] },
      { slug: "18", semantic: "18.1", ends: ["2030-05-13", "2030-11-13"] },
    ],
    usual: "18",
    has: features(...RELATIONAL),
  },
  advanced_mysql: {
    ...MYSQL,
    versions: [{ slug: "8.4.8", semantic: "8.4.8" }],
    usual: "8.4.8",
    has: features(...RELATIONAL),
  },
};

/**
 * The version of an engine that a request names, which may leave out what follows its first
 * numbers: `7` is MongoDB's 7.0.
 */
export function versionOf({ versions }: Engine, name: string): Version | undefined {
  return versions.find(({ slug }) => slug === name) ??
    versions.findLast(({ slug }) => slug.startsWith(`${name}.`));
}
