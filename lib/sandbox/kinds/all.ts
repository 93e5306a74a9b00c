import { GENAI_KINDS } from "./genai/mod.ts";
import type { Kind } from "./kind.ts";
import { addKinds, KINDS } from "./mod.ts";
import { MONITORING_KINDS } from "./monitoring/mod.ts";

export { kindOf } from "./mod.ts";

// Nothing in the core is about these, so that they come with the rest of the API.
const LATER: readonly Kind[] = [...GENAI_KINDS, ...MONITORING_KINDS];

addKinds(LATER);

/** Every modelled kind. */
export const ALL_KINDS: readonly Kind[] = [...KINDS, ...LATER];
