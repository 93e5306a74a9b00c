/** What to type instead of each command of doctl. */
import { COMPUTE } from "./compute.ts";
import { type Group, VERBS } from "./group.ts";
import { REST } from "./rest.ts";

/** A command of doctl, and one of doapi that does it; null where there is none. */
export interface Pair {
  readonly doctl: string;
  readonly doapi: string | null;
}

/** Every command of doctl, in the order of its help. */
export const PAIRS: readonly Pair[] = [...COMPUTE, ...REST].flatMap(pairsOf)
  .sort((a, b) => a.doctl < b.doctl ? -1 : 1);

function pairsOf([group, area, verbs, more = {}]: Group): Pair[] {
  const same = verbs.split(" ").filter(Boolean).map((verb) => [verb, `${area} ${VERBS[verb]}`]);
  return [...same, ...Object.entries(more)].map(([name, doapi]) => ({
    doctl: `${group} ${name}`.trim(),
    doapi: doapi ?? null,
  }));
}
