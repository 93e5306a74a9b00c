/** Calls every operation of the API that is answered from facts, on resources made for it. */
export { BODIES } from "./bodies.ts";
export { Guide, type Send, type Visit } from "./guide.ts";
export { THERE, TOUR_SEED } from "./seed.ts";
export type { Bodies, There } from "./types.ts";
