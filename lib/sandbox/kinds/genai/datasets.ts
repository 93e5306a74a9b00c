import { unprocessable } from "../../http/errors.ts";
import { timestamp } from "../../state/clock.ts";
import { isObject, type JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Kind, KindContext } from "../kind.ts";
import { DATASETS, MISSING } from "./paths.ts";

// What is in an uploaded file is not known here: each has so many prompts.
export const ROWS = 3;

function create(_c: KindContext, fields: JsonObject): void {
  if (!fields.name) throw unprocessable("name is required");
  const file = fields.file_upload_dataset;
  if (!isObject(file) || !file.stored_object_key) {
    throw unprocessable("file_upload_dataset.stored_object_key is required");
  }
}

/** A dataset as answers show it, those about test cases too. */
export function datasetView({ key, created, fields }: ResourceRecord): JsonObject {
  const file = (fields.file_upload_dataset ?? {}) as JsonObject;
  return {
    dataset_uuid: key,
    dataset_name: fields.name ?? "",
    dataset_type: fields.dataset_type ?? "EVALUATION_DATASET_TYPE_NON_ADK",
    file_size: String(file.size_in_bytes ?? 0),
    row_count: ROWS,
    has_ground_truth: true,
    created_at: timestamp(created),
  };
}

/** Prompts that agents are evaluated by. */
export const DATASET: Kind = {
  path: DATASETS,
  key: "dataset_uuid",
  missing: MISSING[DATASETS],
  create,
  view: (_store, record) => datasetView(record),
};
