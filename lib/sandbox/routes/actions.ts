import { notFound } from "../http/errors.ts";
import { newestAnswer } from "../http/paging.ts";
import type { Answer, Context, Route } from "../http/router.ts";
import { resourceKey } from "../state/indexes.ts";
import { idParam } from "../http/validate.ts";
import { actionView } from "./views.ts";

/** The actions of one resource, newest first. */
export function listActionsOf(c: Context, type: string, id: number): Answer {
  const list = c.store.actionsByResource.get(resourceKey(type, id));
  return newestAnswer(c, "actions", list, actionView);
}

/** One action of one resource. */
export function getActionOf(c: Context, type: string, id: number): Answer {
  const list = c.store.actionsByResource.get(resourceKey(type, id));
  const action = list.find(idParam(c.params.action_id));
  if (action === undefined) throw notFound();
  return { status: 200, body: { action: actionView(action) } };
}

/** The actions of everything. */
export const ACTION_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: "/v2/actions",
    scope: "actions:read",
    handler: (c) => newestAnswer(c, "actions", c.store.actions, actionView),
  },
  {
    method: "GET",
    path: "/v2/actions/{action_id}",
    scope: "actions:read",
    handler: (c) => {
      const action = c.store.actions.find(idParam(c.params.action_id));
      if (action === undefined) throw notFound();
      return { status: 200, body: { action: actionView(action) } };
    },
  },
];
