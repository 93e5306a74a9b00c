import { knowledgeBase } from "../../../lib/kinds/knowledge_base.ts";
import { indexingJob } from "../../../lib/kinds/indexing_job.ts";
import { subKind } from "../../base/kind.ts";
import { operations } from "../../base/operation/leaf.ts";

/** Knowledge bases and their indexing. */
export const KNOWLEDGE_BASE = {
  "knowledge-base": subKind(
    "Manage knowledge bases.",
    {
      command: "gradient knowledge-base",
      kind: "knowledge_base",
      row: knowledgeBase,
      sample: "docs",
    },
    operations({
      sources: ["genai_list_knowledge_base_data_sources", "List the sources of a knowledge base.", {
        example: "docs",
        columns: ["uuid", "bucket_name", "item_path", "region", "created_at"],
      }],
      "add-source": [
        "genai_create_knowledge_base_data_source",
        "Add a source to a knowledge base.",
        { example: "docs --help" },
      ],
      "update-source": [
        "genai_update_knowledge_base_data_source",
        "Change a source of a knowledge base.",
        { example: "docs 50e14f43-dd4e-412f-864d-78943ea28d91 --help" },
      ],
      "remove-source": [
        "genai_delete_knowledge_base_data_source",
        "Remove a source from a knowledge base.",
        { example: "docs 50e14f43-dd4e-412f-864d-78943ea28d91" },
      ],
      "upload-urls": [
        "genai_create_data_source_file_upload_presigned_urls",
        "Request URLs to upload the files of a source to.",
        { example: "--help" },
      ],
      jobs: [
        "genai_list_indexing_jobs_by_knowledge_base",
        "List the indexing jobs of a knowledge base.",
        { example: "docs", columns: ["uuid", "status", "phase", "started_at", "finished_at"] },
      ],
      schedule: ["genai_create_scheduled_indexing", "Index a knowledge base regularly.", {
        args: ["knowledge_base_uuid"],
        example: "docs --help",
      }],
      "show-schedule": ["genai_get_scheduled_indexing", "Show when a knowledge base is indexed.", {
        example: "docs",
      }],
      "delete-schedule": [
        "genai_delete_scheduled_indexing",
        "Stop the regular indexing of a knowledge base.",
        {
          example: "50e14f43-dd4e-412f-864d-78943ea28d91",
        },
      ],
    }),
  ),
  "indexing-job": subKind(
    "Start, show and cancel indexing jobs.",
    {
      command: "gradient indexing-job",
      kind: "indexing_job",
      row: indexingJob,
      sample: "50e14f43-dd4e-412f-864d-78943ea28d91",
    },
    operations({
      sources: [
        "genai_list_indexing_job_data_sources",
        "List the sources that a job has indexed.",
        {
          example: "50e14f43-dd4e-412f-864d-78943ea28d91",
          columns: [
            "data_source_uuid",
            "status",
            "indexed_file_count",
            "total_file_count",
            "total_bytes",
            "completed_at",
          ],
        },
      ],
      details: [
        "genai_get_indexing_job_details_signed_url",
        "Show the address of a job's details.",
        { example: "50e14f43-dd4e-412f-864d-78943ea28d91" },
      ],
      cancel: ["genai_cancel_indexing_job", "Cancel a job.", {
        example: "50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
    }),
  ),
};
