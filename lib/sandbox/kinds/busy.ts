import { actionsOf, type NewAction } from "../rules/actions.ts";
import type { ResourceRecord } from "../state/resources.ts";
import type { Store } from "../state/store.ts";

/** Whether an action is under way on a resource. */
export function isBusy(
  store: Store,
  type: NewAction["resource_type"],
  { id }: ResourceRecord,
): boolean {
  return actionsOf(store, type, id).items.at(-1)?.settled === false;
}
