import type { JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { jobsOf, jobView } from "./indexing_jobs.ts";
import { stamps } from "./paths.ts";

/** A knowledge base with the job that indexed it last. */
export function knowledgeBaseView(store: Store, base: ResourceRecord): JsonObject {
  const job = jobsOf(store, base).at(-1);
  return {
    ...base.fields,
    uuid: base.key,
    ...(job && { last_indexing_job: jobView(job) }),
    ...stamps(base),
  };
}
