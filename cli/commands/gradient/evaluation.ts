import { subArea } from "../../base/lazy.ts";
import { operations } from "../../base/operation/leaf.ts";

/** What a table of test cases shows. */
export const TEST_CASE_COLUMNS = [
  "test_case_uuid",
  "name",
  "dataset_name",
  "total_runs",
  "updated_at",
];

/** Evaluation of agents and of models. */
export const EVALUATION = {
  evaluation: subArea(
    "Evaluate agents with test cases.",
    operations({
      metrics: ["genai_list_evaluation_metrics", "List the metrics.", {
        columns: ["metric_uuid", "metric_name", "metric_type", "category"],
      }],
      "test-cases": ["genai_list_evaluation_test_cases", "List the test cases.", {
        columns: TEST_CASE_COLUMNS,
      }],
      "show-test-case": ["genai_get_evaluation_test_case", "Show a test case.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      "new-test-case": ["genai_create_evaluation_test_case", "Create a test case.", {
        example: "--help",
      }],
      "update-test-case": ["genai_update_evaluation_test_case", "Change a test case.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91 --help",
      }],
      runs: ["genai_list_evaluation_runs_by_test_case", "List the runs of a test case.", {
        columns: [
          "evaluation_run_uuid",
          "run_name",
          "status",
          "pass_status",
          "started_at",
          "finished_at",
        ],
        example: "50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      run: ["genai_run_evaluation_test_case", "Run a test case.", { example: "--help" }],
      "show-run": ["genai_get_evaluation_run", "Show a run.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      results: ["genai_get_evaluation_run_results", "Show the results of a run.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      "prompt-result": [
        "genai_get_evaluation_run_prompt_results",
        "Show the result of one prompt of a run.",
        { example: "50e14f43-dd4e-412f-864d-78943ea28d91 1" },
      ],
      datasets: ["genai_list_evaluation_datasets", "List the datasets.", {
        columns: ["dataset_uuid", "dataset_name", "row_count", "file_size", "created_at"],
      }],
      "new-dataset": ["genai_create_evaluation_dataset", "Create a dataset.", {
        example: "--help",
      }],
      "dataset-url": [
        "genai_get_evaluation_dataset_download_url",
        "Show the download address of a dataset.",
        { example: "50e14f43-dd4e-412f-864d-78943ea28d91" },
      ],
      "delete-dataset": ["genai_delete_evaluation_dataset", "Delete a dataset.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      "dataset-upload-urls": [
        "genai_create_evaluation_dataset_file_upload_presigned_urls",
        "Request URLs to upload a dataset to.",
        { example: "--help" },
      ],
      "new-metric": ["genai_create_custom_evaluation_metric", "Create a custom metric.", {
        example: "--help",
      }],
      "update-metric": ["genai_update_custom_evaluation_metric", "Change a custom metric.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91 --help",
      }],
      "delete-metric": ["genai_delete_custom_evaluation_metric", "Delete a custom metric.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
    }),
  ),
  "model-evaluation": subArea(
    "Evaluate models.",
    operations({
      metrics: ["genai_list_model_evaluation_metrics", "List the metrics.", {
        columns: ["metric_uuid", "metric_name", "metric_type", "category"],
      }],
      presets: ["genai_list_model_evaluation_presets", "List the presets.", {
        columns: ["eval_preset_uuid", "name", "dataset_name", "judge_model_name"],
      }],
      "show-preset": ["genai_get_model_evaluation_preset", "Show a preset.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      "delete-preset": ["genai_delete_model_evaluation_preset", "Delete a preset.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      runs: ["genai_list_model_evaluation_runs", "List the runs.", {
        list: "runs",
        columns: [
          "eval_run_uuid",
          "name",
          "status",
          "candidate_model_name",
          "dataset_name",
          "created_at",
        ],
      }],
      run: ["genai_create_model_evaluation_run", "Start a run.", { example: "--help" }],
      "show-run": ["genai_get_model_evaluation_run", "Show a run.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      "update-run": ["genai_update_model_evaluation_run", "Rename a run.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91 --help",
      }],
      "cancel-run": ["genai_cancel_model_evaluation_run", "Cancel a run.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      "delete-run": ["genai_delete_model_evaluation_run", "Delete a run.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      "results-url": [
        "genai_get_model_evaluation_run_results_download_url",
        "Show the download address of a run's results.",
        { example: "50e14f43-dd4e-412f-864d-78943ea28d91" },
      ],
      "dataset-upload-urls": [
        "genai_create_model_eval_dataset_upload_presigned_urls",
        "Request URLs to upload a dataset to.",
        { example: "--help" },
      ],
    }),
  ),
};
