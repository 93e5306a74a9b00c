/** Something that falls due: an action that ends or takes effect, a backup, a resource's change. */
export interface Event {
  /** Epoch milliseconds. */
  at: number;
  kind: "action" | "backup" | "resource";
  /** The id of the action, of the droplet, or the number of the resource. */
  id: number;
}

// Events of one instant are ordered by kind and id, so that a run can be repeated exactly.
function before(a: Event, b: Event): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if (a.kind !== b.kind) return a.kind < b.kind;
  return a.id < b.id;
}

/** A heap of events, the earliest on top. */
export class EventQueue {
  readonly #heap: Event[] = [];

  push(event: Event): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(event);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(event, heap[parent] as Event)) break;
      heap[at] = heap[parent] as Event;
      at = parent;
    }
    heap[at] = event;
  }

  /** Takes the earliest event off the queue if it is due at that time. */
  popDue(now: number): Event | undefined {
    const top = this.#heap[0];
    if (top === undefined || top.at > now) return undefined;
    const last = this.#heap.pop() as Event;
    if (this.#heap.length > 0) this.#sink(last);
    return top;
  }

  #sink(event: Event): void {
    const heap = this.#heap;
    let at = 0;
    while (true) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Event, heap[child] as Event)) {
        child++;
      }
      if (!before(heap[child] as Event, event)) break;
      heap[at] = heap[child] as Event;
      at = child;
    }
    heap[at] = event;
  }
}
