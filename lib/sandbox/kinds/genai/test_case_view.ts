import { timestamp } from "../../state/clock.ts";
import type { Json, JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { datasetView } from "./datasets.ts";
import { metricsNamed } from "./metrics.ts";
import { DATASETS, EVALUATION_RUNS } from "./paths.ts";

/** The runs of a test case, of all its versions. */
export function runsOf(store: Store, { key }: ResourceRecord): ResourceRecord[] {
  return store.resources.in(EVALUATION_RUNS).items.filter(({ fields }) =>
    fields.test_case_uuid === key
  );
}

/** The metrics of a version of a test case. */
export function metricsOf(store: Store, { metric_uuids = [] }: JsonObject): JsonObject[] {
  return metricsNamed(store, metric_uuids as Json[]);
}

/** A version of a test case; the latest if it is left out. */
export function testCaseView(store: Store, record: ResourceRecord, version?: number): JsonObject {
  const { key, created, updated, hidden } = record;
  const earlier = (hidden?.versions ?? []) as JsonObject[];
  const fields = earlier.find((one) => one.version === version) ?? record.fields;
  const dataset = store.resources.in(DATASETS).named(String(fields.dataset_uuid));
  const runs = runsOf(store, record);
  const { email } = store.state.account;
  return {
    test_case_uuid: key,
    name: fields.name ?? "",
    description: fields.description ?? "",
    version: fields.version ?? 1,
    dataset_uuid: fields.dataset_uuid ?? "",
    ...(dataset && { dataset: datasetView(dataset), dataset_name: dataset.fields.name ?? "" }),
    metrics: metricsOf(store, fields),
    ...(fields.star_metric && { star_metric: fields.star_metric }),
    total_runs: runs.length,
    latest_version_number_of_runs: runs
      .filter((run) => run.fields.test_case_version === record.fields.version).length,
    created_by_user_email: email,
    updated_by_user_email: email,
    created_at: timestamp(created),
    updated_at: timestamp(updated),
  } as JsonObject;
}
