import { notFound } from "../http/errors.ts";
import { PageCache } from "../http/json_text.ts";
import type { KindRules } from "../generic/load.ts";
import { Clock } from "./clock.ts";
import type { ActionRecord, DropletRecord } from "./records.ts";
import { Resources } from "./resources.ts";
import { Schedule } from "./schedule.ts";
import type { SandboxState } from "./state.ts";
import { type Tables, tablesOf } from "./tables.ts";

/** The settings that decide how time passes. */
export interface StoreOptions {
  readonly now: () => number;
  /** Milliseconds; Infinity waits for the clock to be advanced by hand. */
  readonly actionTime: number;
  readonly statusLag: number;
  readonly listLag: number;
  /** Whether the limits of the account count. */
  readonly limited: boolean;
}

// What actions of the core are about.
const CORE_TYPES = /^(droplet|image|(floating|reserved)_ip)$/;

/** The state together with the indexes of its lists and what is still to happen. */
export class Store implements Tables {
  readonly options: StoreOptions;
  readonly clock: Clock;
  state!: SandboxState;
  droplets!: Tables["droplets"];
  actions!: Tables["actions"];
  images!: Tables["images"];
  keys!: Tables["keys"];
  domains!: Tables["domains"];
  records!: Tables["records"];
  reservedIps!: Tables["reservedIps"];
  tags!: Tables["tags"];
  resources!: Resources;
  schedule!: Schedule;
  /** The rules of kinds beyond the core, once they are loaded. */
  kinds: KindRules | undefined;
  /** Pages of lists, until anything changes. */
  readonly pages: PageCache = new PageCache();
  /** Actions started by the request being answered, for faults that want them to fail. */
  started: ActionRecord[] = [];
  #limited: boolean;
  #hasKinds = false;

  constructor(state: SandboxState, options: StoreOptions) {
    this.options = options;
    this.#limited = options.limited;
    this.clock = new Clock(options.now, () => this.state);
    this.load(state);
  }

  /** Takes a state over (it is not copied) and indexes it. */
  load(state: SandboxState): void {
    this.state = state;
    this.pages.clear();
    this.#hasKinds = false;
    this.schedule = new Schedule();
    Object.assign(this, tablesOf(state));
    for (const droplet of state.droplets) this.scheduleBackup(droplet);
    for (const action of state.actions) this.#scheduleAction(action);
    this.resources = new Resources(state.resources, {
      nextId: () => this.state.counters.resource++,
      schedule: ({ id }, { at }) => {
        this.#hasKinds = true;
        this.schedule.add({ at, kind: "resource", id });
      },
    });
  }

  /** Whether something is to happen to resources of kinds whose rules are not loaded. */
  get needsKinds(): boolean {
    return this.kinds === undefined && this.#hasKinds;
  }

  /** How many things of a kind the account may have. */
  limit(name: "droplet_limit" | "floating_ip_limit" | "volume_limit"): number {
    return this.#limited ? this.state.account[name] : Infinity;
  }

  /** Does something for which the limits of the account do not count. */
  withoutLimits(work: () => void): void {
    this.#limited = false;
    try {
      work();
    } finally {
      this.#limited = this.options.limited;
    }
  }

  /**
   * The droplet with that id.
   *
   * @throws {ApiError} 404 if there is none.
   */
  droplet(id: number): DropletRecord {
    const droplet = this.droplets.find(id);
    if (droplet === undefined) throw notFound();
    return droplet;
  }

  addAction(action: ActionRecord): void {
    this.actions.add(action);
    this.#scheduleAction(action);
    this.started.push(action);
  }

  #scheduleAction(action: ActionRecord): void {
    const { id, settled, status, completed, due, resource_type } = action;
    if (settled) return;
    this.#hasKinds ||= !CORE_TYPES.test(resource_type);
    const isOver = status !== "in-progress";
    const at = isOver ? (completed ?? 0) + this.options.statusLag : due;
    this.schedule.add({ at, kind: "action", id });
  }

  /** Puts the next backup of a droplet on the calendar, if it has one. */
  scheduleBackup({ id, next_backup: at }: DropletRecord): void {
    if (at !== null) this.schedule.add({ at, kind: "backup", id });
  }
}
