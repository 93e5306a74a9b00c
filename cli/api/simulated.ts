import type { DOAPI } from "../../mod.ts";

/** Clients whose requests the simulator answers, without a network. */
const SIMULATED = new WeakSet<DOAPI>();

/** Notes that the simulator answers a client's requests. */
export function simulated<T extends DOAPI>(client: T): T {
  SIMULATED.add(client);
  return client;
}

/** Whether the simulator answers a client's requests: its addresses lead to no machine. */
export function isSimulated(client: DOAPI): boolean {
  return SIMULATED.has(client);
}
