import { notFound } from "../../http/errors.ts";
import { arrayAnswer } from "../../http/paging.ts";
import type { Answer, Context } from "../../http/router.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import { cancelDeployment, deploymentsOf, viewDeployment } from "./deployments.ts";
import { appNamed } from "./paths.ts";

/** A deployment as what happened to its app: here apps are scaled by nobody else. */
function eventView(c: Context, deployment: ResourceRecord): JsonObject {
  const { key, created } = deployment;
  return {
    id: key,
    type: "DEPLOYMENT",
    created_at: timestamp(created),
    deployment_id: key,
    deployment: viewDeployment(c.store, deployment),
  };
}

/** The deployment of an event. */
export function eventNamed(c: Context): ResourceRecord {
  const found = deploymentsOf(c.store, appNamed(c).key)
    .find(({ key }) => key === c.params.event_id);
  if (found === undefined) throw notFound();
  return found;
}

function list(c: Context): Answer {
  const types = c.query.getAll("event_types").flatMap((text) => text.split(","));
  const shown = types.length === 0 || types.includes("DEPLOYMENT");
  const events = shown ? deploymentsOf(c.store, appNamed(c).key).toReversed() : [];
  return arrayAnswer(c, "events", events, (event) => eventView(c, event));
}

function get(c: Context): Answer {
  return { status: 200, body: { event: eventView(c, eventNamed(c)) } };
}

function cancel(c: Context): Answer {
  const deployment = eventNamed(c);
  cancelDeployment(c, deployment);
  return { status: 200, body: { event: eventView(c, deployment) } };
}

/** What happened to an app. */
export const EVENT_ROUTES = {
  "GET /v2/apps/{app_id}/events": list,
  "GET /v2/apps/{app_id}/events/{event_id}": get,
  "POST /v2/apps/{app_id}/events/{event_id}/cancel": cancel,
};
