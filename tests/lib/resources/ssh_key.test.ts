import { verbs } from "../../support/verbs.ts";

const key = { id: 5, fingerprint: "aa:bb", name: "laptop", public_key: "ssh-ed25519 A" };
const url = "/v2/account/keys";

verbs(
  {
    name: "fetchSSHKey() takes an id, a fingerprint, an object or a key",
    call: async (doapi) => [
      await doapi.fetchSSHKey(5),
      await doapi.fetchSSHKey("aa:bb"),
      await doapi.fetchSSHKey({ fingerprint: "aa:bb" }),
      await doapi.fetchSSHKey(doapi.sshKey(5)),
    ],
    sends: ["5", "aa:bb", "aa:bb", "5"].map((id) => ({
      request: `GET ${url}/${id}`,
      reply: { ssh_key: key },
    })),
    gives: [key, key, key, key],
  },
  {
    name: "fetchAllSSHKeys() lists",
    call: (doapi) => doapi.fetchAllSSHKeys(),
    sends: { request: `GET ${url}?per_page=200`, reply: { ssh_keys: [key] } },
    gives: [key],
  },
  {
    name: "createSSHKey() registers",
    call: (doapi) => doapi.createSSHKey("laptop", "ssh-ed25519 A", { extra: { x: 1 } }),
    sends: {
      request: `POST ${url}`,
      body: { name: "laptop", public_key: "ssh-ed25519 A", x: 1 },
      reply: { ssh_key: key },
    },
    gives: key,
  },
  {
    name: "key.updateSSHKey() renames, key.delete() deletes",
    call: async (doapi) => {
      const updated = await doapi.sshKey(5).updateSSHKey("old");
      await doapi.sshKey("aa:bb").delete();
      return updated;
    },
    sends: [
      { request: `PUT ${url}/5`, body: { name: "old" }, reply: { ssh_key: key } },
      { request: `DELETE ${url}/aa:bb`, status: 204 },
    ],
    gives: key,
  },
);
