import { crud } from "../http/crud.ts";
import { notFound, unprocessable } from "../http/errors.ts";
import type { Answer, Context, Route } from "../http/router.ts";
import { optionalString, requiredString } from "../http/validate.ts";
import { findKey, fingerprint } from "../rules/ssh_key.ts";
import type { KeyRecord } from "../state/records.ts";

function keyOf(c: Context): KeyRecord {
  const key = findKey(c.store, c.params.ssh_key_identifier as string);
  if (key === undefined) throw notFound();
  return key;
}

function keyView({ id, fingerprint, public_key, name }: KeyRecord): KeyRecord {
  return { id, fingerprint, public_key, name };
}

function create({ store, body }: Context): Answer {
  const name = requiredString(body, "name");
  const publicKey = requiredString(body, "public_key").trim();
  const print = fingerprint(publicKey);
  if (findKey(store, print)) throw unprocessable("SSH Key is already in use on your account");
  const id = store.state.counters.key++;
  const key: KeyRecord = { id, name, fingerprint: print, public_key: publicKey };
  store.keys.add(key);
  return { status: 201, body: { ssh_key: keyView(key) } };
}

function update({ body }: Context, key: KeyRecord): void {
  if (optionalString(body, "name") !== undefined) key.name = requiredString(body, "name");
}

/** SSH keys, by id or fingerprint. */
export const KEY_ROUTES: readonly Route[] = crud({
  path: "/v2/account/keys",
  key: "ssh_key_identifier",
  names: ["ssh_key", "ssh_keys"],
  scope: "ssh_key",
  view: (_c, key) => keyView(key),
  find: keyOf,
  list: ({ store }) => store.keys,
  create,
  update,
  remove: ({ store }, key) => store.keys.remove(key),
});
