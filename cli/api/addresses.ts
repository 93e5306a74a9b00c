import { isIP } from "node:net";
import type { Droplet } from "../../mod.ts";
import { ExitError } from "../errors.ts";
import { idOf } from "./ids.ts";

/** The address of a droplet that options ask for, which it must have. */
export function address(
  droplet: Droplet,
  options: { private?: boolean | undefined; v6?: boolean | undefined },
): string {
  const type = options.private ? "private" : "public";
  const version = options.v6 ? 6 : 4;
  const found = addressIn(droplet, type, `v${version}`);
  if (found) return found;
  throw new ExitError(
    `droplet ${droplet.name} (${idOf(droplet)}) has no ${type} IPv${version} address`,
  );
}

/** The first address of a droplet that is of a kind. */
export function addressIn(
  { networks }: Droplet,
  type: "public" | "private",
  version: "v4" | "v6",
): string | undefined {
  return networks?.[version]?.find((one) => one.type === type && isIP(one.ip_address))?.ip_address;
}
