import { applyDueChanges } from "../kinds/engine.ts";
import type { ActionRecord } from "../state/records.ts";
import type { Store } from "../state/store.ts";
import { takeBackup } from "./backups.ts";
import { applyEffect } from "./effects.ts";

function finish(store: Store, action: ActionRecord, at: number): void {
  action.status = action.outcome;
  action.completed = at;
  if (store.options.statusLag === 0) applyEffect(store, action);
  else store.schedule.add({ at: at + store.options.statusLag, kind: "action", id: action.id });
}

function applyChanges(store: Store, id: number, at: number | null): void {
  const place = store.resources.place(id);
  if (place) applyDueChanges(store, store.kinds?.kindAt(place.path), place.record, at);
}

/** Lets everything happen that has fallen due by now, in order. */
export function runDue(store: Store): void {
  // In order: nothing happens before what cannot happen yet. The next request loads the rules.
  if (store.needsKinds) return;
  const now = store.clock.now();
  for (let event = store.schedule.popDue(now); event; event = store.schedule.popDue(now)) {
    store.pages.clear();
    if (event.kind === "backup") {
      const droplet = store.droplets.find(event.id);
      // An event whose droplet has another appointment by now is left over from before.
      if (droplet?.next_backup === event.at) takeBackup(store, droplet, event.at);
      continue;
    }
    if (event.kind === "resource") {
      applyChanges(store, event.id, event.at);
      continue;
    }
    const action = store.actions.find(event.id);
    if (action === undefined || action.settled) continue;
    if (action.status === "in-progress") finish(store, action, event.at);
    else applyEffect(store, action);
  }
}

/** Ends an action at once and lets it take effect, whatever the clock says. */
export function completeNow(store: Store, action: ActionRecord): void {
  action.status = action.outcome;
  action.completed = store.clock.now();
  applyEffect(store, action);
}

/** Lets everything happen that waits for the clock to be advanced by hand. */
export function runManual(store: Store): void {
  store.pages.clear();
  const now = store.clock.now();
  for (const { kind, id } of store.schedule.popManual()) {
    if (kind === "resource") applyChanges(store, id, null);
    else {
      const action = store.actions.find(id);
      if (action?.status === "in-progress") finish(store, action, now);
    }
  }
}
