import { type Event, EventQueue } from "./events.ts";

/** Something that is to happen; what has no time waits for the clock to be advanced by hand. */
export type Appointment = Omit<Event, "at"> & { readonly at: number | null };

/** What is still to happen. */
export class Schedule {
  readonly #queue = new EventQueue();
  #manual: Appointment[] = [];

  add(appointment: Appointment): void {
    const { at, kind, id } = appointment;
    if (at === null) this.#manual.push(appointment);
    else this.#queue.push({ at, kind, id });
  }

  /** Takes the earliest event off if it is due at that time. */
  popDue(now: number): Event | undefined {
    return this.#queue.popDue(now);
  }

  /** Takes off what waits for a hand: actions first, then resources. */
  popManual(): Appointment[] {
    const manual = this.#manual.sort((a, b) => a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0);
    this.#manual = [];
    return manual;
  }
}
