import { crud } from "../http/crud.ts";
import { notFound } from "../http/errors.ts";
import { newestAnswer } from "../http/paging.ts";
import type { Answer, Context, Route } from "../http/router.ts";
import { idParam } from "../http/validate.ts";
import { actionsOf } from "../rules/actions.ts";
import type { ActionRecord } from "../state/records.ts";
import type { SortedList } from "../state/sorted.ts";
import { actionText, actionView } from "./views.ts";

function actionIn(c: Context, list: SortedList<ActionRecord>): ActionRecord {
  const action = list.find(idParam(c.params.action_id));
  if (action === undefined) throw notFound();
  return action;
}

/** The actions of one resource, newest first. */
export function listActionsOf(c: Context, type: string, id: number): Answer {
  return newestAnswer(
    c,
    "actions",
    actionsOf(c.store, type, id),
    actionText,
  );
}

/** One action of one resource. */
export function getActionOf(c: Context, type: string, id: number): Answer {
  return { status: 200, body: { action: actionView(actionIn(c, actionsOf(c.store, type, id))) } };
}

/** The actions of everything. */
export const ACTION_ROUTES: readonly Route[] = crud<ActionRecord>({
  path: "/v2/actions",
  key: "action_id",
  names: ["action", "actions"],
  scope: "actions",
  view: (_c, action) => actionView(action),
  find: (c) => actionIn(c, c.store.actions),
  list: {
    handler: (c) => newestAnswer(c, "actions", c.store.actions, actionText),
  },
});
