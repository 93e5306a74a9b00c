import { conflict, unprocessable } from "../../http/errors.ts";
import type { JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import type { Kind, KindContext } from "../kind.ts";
import { modelsFrom } from "./models.ts";
import { AGENTS, ANTHROPIC_KEYS, MISSING, OPENAI_KEYS, stamps } from "./paths.ts";

/** The key itself is sent and never shown, so that it is not remembered either. */
function forget(fields: JsonObject): void {
  delete fields.api_key;
  delete fields.api_key_uuid;
}

function create(_c: KindContext, fields: JsonObject): void {
  for (const name of ["name", "api_key"]) {
    if (!fields[name]) throw unprocessable(`${name} is required`);
  }
  forget(fields);
}

function update(_c: KindContext, _key: ResourceRecord, changes: JsonObject): void {
  if (changes.name === "") throw unprocessable("name is required");
  forget(changes);
}

/** A key as the agents show it that use it. */
export function keyView(record: ResourceRecord): JsonObject {
  return { uuid: record.key, name: record.fields.name ?? "", ...stamps(record) };
}

/** Keys to the models of another provider; agents name one in a field. */
function providerKey(path: typeof OPENAI_KEYS | typeof ANTHROPIC_KEYS, field: string): Kind {
  const remove = ({ store }: KindContext, { key }: ResourceRecord): void => {
    const inUse = store.resources.in(AGENTS).items.some(({ fields }) => fields[field] === key);
    if (inUse) throw conflict("The API key is used by agents. Give them another one first.");
  };
  const view = (_store: Store, record: ResourceRecord): JsonObject => ({
    ...keyView(record),
    ...(path === OPENAI_KEYS && { models: modelsFrom("OPENAI") }),
  });
  return { path, key: "uuid", missing: MISSING[path], create, update, remove, view };
}

/** Keys to the models of OpenAI. */
export const OPENAI_KEY: Kind = providerKey(OPENAI_KEYS, "open_ai_key_uuid");

/** Keys to the models of Anthropic. */
export const ANTHROPIC_KEY: Kind = providerKey(ANTHROPIC_KEYS, "anthropic_key_uuid");
