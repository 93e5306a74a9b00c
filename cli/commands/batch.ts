import { lazyGroup } from "../base/lazy.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const COMMANDS = operations({
  list: ["inference_list_batches", "List the batches.", {
    columns: ["batch_id", "status", "provider", "created_at", "completed_at"],
  }],
  show: ["inference_get_batch", "Show a batch.", { example: "batch_1 --allow-other-host" }],
  new: ["inference_create_batch", "Start a batch.", { example: "--help" }],
  cancel: ["inference_cancel_batch", "Cancel a batch.", { example: "batch_1 --allow-other-host" }],
  results: ["inference_get_batch_results", "Show the addresses of a batch's results.", {
    example: "batch_1 --allow-other-host",
  }],
  "new-file": ["inference_create_batch_file", "Request a URL to upload a file of requests to.", {
    args: ["file_name"],
    example: "requests.jsonl --allow-other-host",
  }],
  upload: ["inference_upload_batch_file", "Upload a file of requests to its URL.", {
    example: "--upload-url URL --data @requests.jsonl",
  }],
});

/** `doapi batch` */
export function batch(ctx: Context, about: string, whole: Whole) {
  return lazyGroup(ctx, about, whole, "batch", COMMANDS);
}
