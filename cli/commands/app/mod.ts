import { app as row } from "../../../lib/kinds/app.ts";
import { appDeployment } from "../../../lib/kinds/app_deployment.ts";
import { appAlert } from "../../../lib/kinds/app_alert.ts";
import { appEvent } from "../../../lib/kinds/app_event.ts";
import { appJobInvocation } from "../../../lib/kinds/app_job_invocation.ts";
import { kindGroup, subKind } from "../../base/kind.ts";
import { subArea } from "../../base/lazy.ts";
import { operations } from "../../base/operation/leaf.ts";
import type { Context } from "../../context.ts";
import { CONSOLE } from "./console.ts";
import { LOGS } from "./logs.ts";
import { SPEC } from "./spec.ts";
import type { Whole } from "../../args/options.ts";

const AREA = { command: "app", kind: "app", row, sample: "shop" };

const COMMANDS = {
  ...operations({
    regions: ["apps_list_regions", "List the regions that apps can be in.", {
      columns: ["slug", "label", "continent", "default"],
    }],
    "instance-sizes": ["apps_list_instanceSizes", "List the sizes that instances can have.", {
      columns: ["slug", "name", "cpus", "memory_bytes", "usd_per_month"],
    }],
    "instance-size": ["apps_get_instanceSize", "Show an instance size.", {
      example: "apps-s-1vcpu-1gb",
    }],
    propose: ["apps_validate_appSpec", "Check a specification and show its cost.", {
      example: "--spec @app.yaml",
    }],
    restart: ["apps_restart", "Restart an app, or some components.", { example: "shop" }],
    health: ["apps_get_health", "Show the health of the components.", { example: "shop" }],
    instances: ["apps_get_instances", "List the instances.", {
      columns: ["component_name", "component_type", "instance_name"],
      example: "shop",
    }],
    console: ["apps_get_exec_active_deployment", "Open a console in a component.", {
      example: "shop web",
      ...CONSOLE,
    }],
    bandwidth: ["apps_get_metrics_bandwidth_daily", "Show the bandwidth of an app on one day.", {
      example: "shop",
      columns: ["app_id", "bandwidth_bytes"],
    }],
    bandwidths: [
      "apps_list_metrics_bandwidth_daily",
      "Show the bandwidth of several apps on one day.",
      {
        example: "--app shop",
      },
    ],
  }),
  logs: LOGS,
  spec: SPEC,
  deployment: subKind(
    "Start, show and cancel deployments.",
    {
      command: "app deployment",
      kind: "app_deployment",
      row: appDeployment,
      sample: "50e14f43-dd4e-412f-864d-78943ea28d91",
      parents: ["shop"],
    },
    operations({
      cancel: ["apps_cancel_deployment", "Cancel a deployment.", {
        example: "shop 50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      logs: ["apps_get_logs_aggregate", "Show the addresses of a deployment's logs.", {
        example: "shop 50e14f43-dd4e-412f-864d-78943ea28d91 --type BUILD",
      }],
      "component-logs": [
        "apps_get_logs",
        "Show the addresses of a component's logs in a deployment.",
        { example: "shop 50e14f43-dd4e-412f-864d-78943ea28d91 web --type RUN" },
      ],
      console: ["apps_get_exec", "Open a console in a component of a deployment.", {
        example: "shop 50e14f43-dd4e-412f-864d-78943ea28d91 web",
        ...CONSOLE,
      }],
    }),
  ),
  rollback: subArea(
    "Roll back to an earlier deployment.",
    operations({
      validate: ["apps_validate_rollback", "Check whether an app can roll back to a deployment.", {
        example: "shop --set deployment_id=50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      start: ["apps_create_rollback", "Roll an app back to a deployment.", {
        example: "shop --set deployment_id=50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      commit: ["apps_commit_rollback", "Keep the rollback.", { example: "shop" }],
      revert: ["apps_revert_rollback", "Undo the rollback.", { example: "shop" }],
    }),
  ),
  alert: subKind(
    "Show the alerts of an app.",
    {
      command: "app alert",
      kind: "app_alert",
      row: appAlert,
      sample: "50e14f43-dd4e-412f-864d-78943ea28d91",
      parents: ["shop"],
    },
    operations({
      "set-destinations": ["apps_assign_alertDestinations", "Set the destinations of an alert.", {
        example: "shop 50e14f43-dd4e-412f-864d-78943ea28d91 --email me@example.com",
      }],
    }),
  ),
  event: subKind(
    "Show the events of an app.",
    {
      command: "app event",
      kind: "app_event",
      row: appEvent,
      sample: "50e14f43-dd4e-412f-864d-78943ea28d91",
      parents: ["shop"],
    },
    operations({
      cancel: ["apps_cancel_event", "Cancel the operation of an event.", {
        example: "shop 50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      logs: ["apps_get_event_logs", "Show the addresses of an event's logs.", {
        example: "shop 50e14f43-dd4e-412f-864d-78943ea28d91 --type AUTOSCALE_EVENT",
      }],
    }),
  ),
  job: subKind(
    "Show and cancel runs of jobs.",
    {
      command: "app job",
      kind: "app_job_invocation",
      row: appJobInvocation,
      sample: "50e14f43-dd4e-412f-864d-78943ea28d91",
      parents: ["shop"],
    },
    operations({
      cancel: ["apps_cancel_job_invocation", "Cancel a run of a job.", {
        example: "shop 50e14f43-dd4e-412f-864d-78943ea28d91",
      }],
      logs: ["apps_get_job_invocation_logs", "Show the addresses of a run's logs.", {
        example: "shop migrate 50e14f43-dd4e-412f-864d-78943ea28d91 --type JOB_INVOCATION",
      }],
    }),
  ),
};

/** `doapi app` */
export function app(ctx: Context, about: string, whole: Whole) {
  return kindGroup(ctx, about, whole, AREA, COMMANDS);
}
