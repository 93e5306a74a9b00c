import { isIP } from "node:net";
import type { DOAPI } from "../../../mod.ts";
import { addressIn } from "../../api/addresses.ts";
import { quote } from "../../api/finder.ts";
import { resolver } from "../../api/resolve.ts";
import type { Context } from "../../context.ts";
import { ExitError } from "../../errors.ts";

interface LoadBalancer {
  id?: unknown;
  name?: unknown;
  ip?: unknown;
}

/**
 * The address that a word stands for: an address is its own, and a droplet or a load balancer is
 * named for its public one.
 */
export async function addressOf(ctx: Context, client: DOAPI, word: string): Promise<string> {
  if (isIP(word)) return word;
  const droplet = await resolver(ctx, client).droplets.maybe(word);
  if (droplet) {
    return addressIn(droplet, "public", "v4") ?? without(`droplet ${word}`);
  }
  const list = client.paginate<LoadBalancer>("/v2/load_balancers", "load_balancers");
  for await (const { id, name, ip } of list) {
    if (name !== word && id !== word) continue;
    return typeof ip === "string" && ip ? ip : without(`load balancer ${word}`);
  }
  throw new ExitError(`${quote(word)}: no such droplet or load balancer, and not an IP address`);
}

function without(what: string): never {
  throw new ExitError(`${what} has no public IPv4 address yet`);
}
