import { kubernetesCluster as row } from "../../../lib/kinds/kubernetes_cluster.ts";
import { nodePool } from "../../../lib/kinds/node_pool.ts";
import { kindGroup, subKind } from "../../base/kind.ts";
import { subArea } from "../../base/lazy.ts";
import { operations } from "../../base/operation/leaf.ts";
import { KUBECONFIG } from "./kubeconfig.ts";
import type { Context } from "../../context.ts";
import type { Whole } from "../../args/options.ts";

const AREA = { command: "kubernetes", kind: "kubernetes_cluster", row, sample: "main" };

const COMMANDS = {
  ...operations({
    options: ["kubernetes_list_options", "List versions, regions and sizes."],
    upgrades: [
      "kubernetes_get_availableUpgrades",
      "List the versions that a cluster can be upgraded to.",
      { columns: ["slug", "kubernetes_version"], example: "main" },
    ],
    upgrade: ["kubernetes_upgrade_cluster", "Upgrade a cluster.", {
      args: ["version"],
      example: "main 1.33.1-do.0",
    }],
    user: ["kubernetes_get_clusterUser", "Show the user of the credentials for a cluster.", {
      example: "main",
    }],
    credentials: ["kubernetes_get_credentials", "Show the credentials for a cluster.", {
      example: "main",
    }],
    messages: ["kubernetes_get_status_messages", "List the status messages of a cluster.", {
      columns: ["timestamp", "message"],
      example: "main",
    }],
    lint: ["kubernetes_run_clusterLint", "Run lint checks on a cluster.", {
      example: "main",
    }],
    "lint-results": [
      "kubernetes_get_clusterLintResults",
      "List the results of lint checks on a cluster.",
      {
        columns: ["severity", "check_name", "message"],
        example: "main",
      },
    ],
    "associated-resources": [
      "kubernetes_list_associatedResources",
      "List the resources that remain if a cluster is deleted.",
      { example: "main" },
    ],
    "delete-selected": [
      "kubernetes_destroy_associatedResourcesSelective",
      "Delete a cluster with some of the resources that belong to it.",
      { example: "main --volume data" },
    ],
    "delete-everything": [
      "kubernetes_destroy_associatedResourcesDangerous",
      "Delete a cluster with all resources that belong to it.",
      { example: "main" },
    ],
  }),
  "node-pool": subKind(
    "Manage the node pools of a cluster.",
    {
      command: "kubernetes node-pool",
      kind: "node_pool",
      row: nodePool,
      sample: "workers",
      parents: ["main"],
    },
    operations({
      recycle: ["kubernetes_recycle_node_pool", "Replace the nodes of a pool.", {
        example: "main workers --help",
      }],
      "delete-node": ["kubernetes_delete_node", "Delete a node of a pool.", {
        example: "main workers 50e14f43-dd4e-412f-864d-78943ea28d91 --replace 1",
      }],
    }),
  ),
  kubeconfig: subArea("Show, save or remove the credentials for kubectl.", KUBECONFIG),
  registry: subArea(
    "Manage the access of clusters to container registries.",
    operations({
      add: ["kubernetes_add_registries", "Grant clusters access to registries.", {
        example: "--cluster main --registry images",
      }],
      remove: ["kubernetes_remove_registries", "Revoke the access of clusters to registries.", {
        example: "--cluster main --registry images",
      }],
      "add-default": [
        "kubernetes_add_registry",
        "Grant clusters access to the account's only registry.",
        { example: "--cluster main" },
      ],
      "remove-default": [
        "kubernetes_remove_registry",
        "Revoke the access of clusters to the account's only registry.",
        { example: "--cluster main" },
      ],
    }),
  ),
};

/** `doapi kubernetes` */
export function kubernetes(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
