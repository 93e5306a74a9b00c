import { unit } from "../state/random.ts";
import type { Store } from "../state/store.ts";
import { checkRule, type FaultRule, type FaultState } from "./fault_rule.ts";

function pattern(path: string): RegExp {
  const parts = path.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}

function applies(fault: FaultState, method: string, path: string): boolean {
  return fault.left !== 0 &&
    (fault.method === undefined || fault.method.toUpperCase() === method) &&
    (fault.path === undefined || pattern(fault.path).test(path));
}

/** The rules in force: they live in the state, so that a snapshot has them too. */
export class Faults {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * Puts a rule in force, behind those that already are.
   *
   * @returns The rule with its number.
   * @throws {TypeError} If the rule makes no sense.
   */
  add(rule: FaultRule): FaultState {
    const checked = structuredClone(checkRule(rule));
    const state = this.#store.state;
    const fault = { ...checked, id: state.counters.fault++, left: checked.times ?? null };
    state.faults.push(fault);
    return structuredClone(fault);
  }

  /** The rules in force. */
  list(): FaultState[] {
    return structuredClone(this.#store.state.faults);
  }

  /** Takes one rule out of force, or all of them. */
  clear(id?: number): void {
    const state = this.#store.state;
    state.faults = id === undefined ? [] : state.faults.filter((fault) => fault.id !== id);
  }

  /** The first rule that hits a request, counted down. */
  take(method: string, path: string): FaultState | undefined {
    const state = this.#store.state;
    if (state.faults.length === 0) return undefined;
    const hit = state.faults.find((fault) =>
      applies(fault, method, path) &&
      (fault.probability === undefined || unit(state.counters.random++) < fault.probability)
    );
    if (hit?.left != null && --hit.left === 0) this.clear(hit.id);
    return hit;
  }
}
