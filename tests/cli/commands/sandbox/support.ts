import { createSandbox, type SandboxOptions } from "@doapi/doapi/sandbox";
import { serve } from "../../../../cli/api/server.ts";
import { guarded } from "../../../../cli/sandbox/guard.ts";

/** Does something with a simulator that runs on this machine. */
export async function running(
  options: SandboxOptions,
  work: (url: string, sandbox: ReturnType<typeof createSandbox>) => Promise<void>,
): Promise<void> {
  const sandbox = createSandbox(options);
  const server = await serve("127.0.0.1", 0, guarded(sandbox, false));
  try {
    await work(server.url, sandbox);
  } finally {
    await server.close();
  }
}
