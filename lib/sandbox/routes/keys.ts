import { notFound, unprocessable } from "../http/errors.ts";
import { sortedAnswer } from "../http/paging.ts";
import type { Context, Route } from "../http/router.ts";
import { fingerprint } from "../rules/ssh_key.ts";
import type { KeyRecord } from "../state/records.ts";
import { optionalString, requiredString } from "../http/validate.ts";
import { keyView } from "./views.ts";

function keyOf(c: Context): KeyRecord {
  const key = c.store.keys.named(c.params.ssh_key_identifier as string);
  if (key === undefined) throw notFound();
  return key;
}

/** SSH keys, by id or fingerprint. */
export const KEY_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: "/v2/account/keys",
    scope: "ssh_key:read",
    handler: (c) => sortedAnswer(c, "ssh_keys", c.store.keys, keyView),
  },
  {
    method: "POST",
    path: "/v2/account/keys",
    scope: "ssh_key:create",
    handler: ({ store, body }) => {
      const name = requiredString(body, "name");
      const publicKey = requiredString(body, "public_key").trim();
      const print = fingerprint(publicKey);
      if (store.keys.named(print)) {
        throw unprocessable("SSH Key is already in use on your account");
      }
      const id = store.state.counters.key++;
      const key: KeyRecord = { id, name, fingerprint: print, public_key: publicKey };
      store.keys.add(key);
      return { status: 201, body: { ssh_key: keyView(key) } };
    },
  },
  {
    method: "GET",
    path: "/v2/account/keys/{ssh_key_identifier}",
    scope: "ssh_key:read",
    handler: (c) => ({ status: 200, body: { ssh_key: keyView(keyOf(c)) } }),
  },
  {
    method: "PUT",
    path: "/v2/account/keys/{ssh_key_identifier}",
    scope: "ssh_key:update",
    handler: (c) => {
      const key = keyOf(c);
      if (optionalString(c.body, "name") !== undefined) key.name = requiredString(c.body, "name");
      return { status: 200, body: { ssh_key: keyView(key) } };
    },
  },
  {
    method: "DELETE",
    path: "/v2/account/keys/{ssh_key_identifier}",
    scope: "ssh_key:delete",
    handler: (c) => {
      c.store.keys.remove(keyOf(c));
      return { status: 204 };
    },
  },
];
