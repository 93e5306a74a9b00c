import { registry as row } from "../../../lib/kinds/registry.ts";
import { repository } from "../../../lib/kinds/repository.ts";
import { repositoryTag } from "../../../lib/kinds/repository_tag.ts";
import { repositoryManifest } from "../../../lib/kinds/repository_manifest.ts";
import { garbageCollection } from "../../../lib/kinds/garbage_collection.ts";
import { kindGroup, subKind } from "../../base/kind.ts";
import { operations } from "../../base/operation/leaf.ts";
import type { Context } from "../../context.ts";
import { LOGIN, LOGOUT } from "./login.ts";
import type { Whole } from "../../args/options.ts";

const AREA = { command: "registry", kind: "registry", row, sample: "images" };

const COMMANDS = {
  ...operations({
    options: ["registries_get_options", "List the plans and regions."],
    subscription: ["registries_get_subscription", "Show the plan."],
    "set-subscription": ["registries_update_subscription", "Change the plan.", {
      args: ["tier_slug"],
      example: "basic",
    }],
    "validate-name": ["registries_validate_name", "Check whether a name is available.", {
      args: ["name"],
      example: "images",
    }],
    "docker-config": [
      "registries_get_dockerCredentials",
      "Print credentials in the form of docker's configuration.",
      { example: "images --read-write" },
    ],
  }),
  login: LOGIN,
  logout: LOGOUT,
  repository: subKind("List and delete repositories.", {
    command: "registry repository",
    kind: "repository",
    row: repository,
    sample: "web",
    parents: ["images"],
  }),
  tag: subKind("List and delete tags of a repository.", {
    command: "registry tag",
    kind: "repository_tag",
    row: repositoryTag,
    sample: "latest",
    parents: ["images", "web"],
  }),
  manifest: subKind("List and delete manifests of a repository.", {
    command: "registry manifest",
    kind: "repository_manifest",
    row: repositoryManifest,
    sample: "sha256:cb8a924a",
    parents: ["images", "web"],
  }),
  "garbage-collection": subKind(
    "Manage garbage collections, which free the space of unused layers.",
    {
      command: "registry garbage-collection",
      kind: "garbage_collection",
      row: garbageCollection,
      sample: "50e14f43-dd4e-412f-864d-78943ea28d91",
      parents: ["images"],
    },
    operations({
      start: ["registries_run_garbageCollection", "Start a garbage collection.", {
        example: "images",
      }],
      current: ["registries_get_garbageCollection", "Show the running garbage collection.", {
        example: "images",
      }],
      cancel: ["registries_update_garbageCollection", "Cancel a garbage collection.", {
        fixed: { cancel: true },
        example: "images 50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
    }),
  ),
};

/** `doapi registry` */
export function registry(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
