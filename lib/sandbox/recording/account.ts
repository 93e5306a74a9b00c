import { createSandbox } from "../mod.ts";
import type { SandboxState } from "../state/state.ts";
import type { SandboxRecording } from "./fixture.ts";
import { isSameAccount } from "./same_account.ts";
import { seedOf } from "./seed_of.ts";

/** Whether a seed makes such an account. */
function makes(seed: SandboxRecording["seed"], state: SandboxState): boolean {
  try {
    return isSameAccount(createSandbox({ seed }).snapshot(), state);
  } catch {
    // A seed can be refused, as when it names an image that was deleted.
    return false;
  }
}

/** An account as a recording has it: its seed, and its state where the seed does not say all. */
export function accountOf(state: SandboxState): Pick<SandboxRecording, "seed" | "state"> {
  const seed = seedOf(state);
  return makes(seed, state) ? { seed } : { seed, state };
}
