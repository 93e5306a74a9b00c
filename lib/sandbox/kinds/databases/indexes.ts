import { timestamp } from "../../state/clock.ts";
import type { Store } from "../../state/store.ts";
import type { Kind } from "../kind.ts";
import { DATABASES, owned } from "./cluster.ts";

/**
 * The indexes of an OpenSearch cluster. Its own programs make them and not this API, so that there
 * are none but those of a seed.
 */
export const DATABASE_INDEX: Kind = {
  path: `${DATABASES}/{}/indexes`,
  key: "index_name",
  owner: owned("indexes"),
  view: (_store: Store, { key, created, fields }) => ({
    number_of_shards: 1,
    number_of_replicas: 1,
    size: 208,
    status: "open",
    health: "green",
    ...fields,
    index_name: key,
    created_time: timestamp(created),
  }),
};
