import { ApiError } from "../../http/errors.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Kind, KindContext } from "../kind.ts";
import { DATABASES, owned } from "./cluster.ts";

/** The database that an engine keeps its users in stays. */
function remove({ parent }: KindContext, { key }: ResourceRecord): void {
  if (parent?.fields.engine === "mongodb" && key === "admin") {
    throw new ApiError(403, "forbidden", "cannot delete the admin database");
  }
}

/** The databases in a cluster. */
export const DATABASE_DB: Kind = {
  path: `${DATABASES}/{}/dbs`,
  key: "name",
  keyFrom: "request",
  seed: {
    name: "dbs",
    fields: { name: "string" },
    required: ["name"],
    isGiven: ({ key }) => key === "defaultdb",
  },
  owner: owned("dbs"),
  remove,
};
