import type { Kind } from "../kind.ts";
import { ACCELERATOR } from "./accelerators.ts";
import { ENDPOINT } from "./endpoints.ts";
import { TOKEN } from "./tokens.ts";

/** Dedicated inference. */
export const INFERENCE_KINDS: readonly Kind[] = [ACCELERATOR, ENDPOINT, TOKEN];
