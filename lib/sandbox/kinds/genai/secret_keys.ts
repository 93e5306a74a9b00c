import { unprocessable } from "../../http/errors.ts";
import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import { hex } from "../functions/namespaces.ts";
import type { Kind, KindContext } from "../kind.ts";
import { AGENTS } from "./paths.ts";

/** Gives a key a secret, which the next answer about it shows and no other. */
function draw(_c: KindContext, key: ResourceRecord): void {
  const drawn = Number(key.hidden?.drawn ?? 0) + 1;
  key.hidden = { drawn, once: hex(`genai key ${drawn}`, key.id, 32) };
}

function named(fields: JsonObject): void {
  if (!fields.name) throw unprocessable("name is required");
}

function view(_store: Store, { key, created, hidden }: ResourceRecord): JsonObject {
  return {
    uuid: key,
    created_at: timestamp(created),
    ...(hidden?.once !== undefined && { secret_key: hidden.once }),
  };
}

function secretKey(path: string): Kind {
  return {
    path,
    key: "uuid",
    missing: "failed to get api key",
    create: (_c, fields) => named(fields),
    created: draw,
    update: (_c, _key, changes) => named(changes),
    view,
    actions: { "PUT regenerate": draw },
  };
}

/** Keys by which an agent is asked. */
export const AGENT_KEY: Kind = secretKey(`${AGENTS}/{}/api_keys`);

/** Keys by which models are asked; the API makes them no more. */
export const MODEL_KEY: Kind = secretKey("/v2/gen-ai/models/api_keys");
