import { prints, refuses, sends } from "../../support/tables.ts";

sends({
  "ssh-key new work key.pub": [
    "GET /v2/account/keys?per_page=200",
    'POST /v2/account/keys {"name":"work","public_key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID/27NOe3eBJT2YUE28jHd/gIfE9BB2Lr/rl1gK1aNXU new@host"}',
  ],
  "ssh-key new --unique work key.pub": [
    "GET /v2/account/keys?per_page=200",
    'POST /v2/account/keys {"name":"work","public_key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID/27NOe3eBJT2YUE28jHd/gIfE9BB2Lr/rl1gK1aNXU new@host"}',
  ],
  "ssh-key show": [
    "GET /v2/account/keys?per_page=200",
  ],
  "ssh-key show laptop": [
    "GET /v2/account/keys?per_page=200",
  ],
  "ssh-key show 512001": [
    "GET /v2/account/keys/512001",
  ],
  // As ssh-keygen prints them.
  "ssh-key show SHA256:AG9drmY1RP9QvzTs99F1JCraStOsH4FPbHZRXuGa5Ww": [
    "GET /v2/account/keys?per_page=200",
  ],
  "ssh-key show fingerprint:SHA256:AG9drmY1RP9QvzTs99F1JCraStOsH4FPbHZRXuGa5Ww=": [
    "GET /v2/account/keys?per_page=200",
  ],
  "ssh-key show MD5:e5:97:dc:c2:27:92:5f:ea:74:10:84:6c:f2:3b:d5:2b": [
    "GET /v2/account/keys/e5:97:dc:c2:27:92:5f:ea:74:10:84:6c:f2:3b:d5:2b",
  ],
  "ssh-key delete SHA256:AG9drmY1RP9QvzTs99F1JCraStOsH4FPbHZRXuGa5Ww": [
    "GET /v2/account/keys?per_page=200",
    "DELETE /v2/account/keys/512001",
  ],
  "ssh-key update laptop desk": [
    "GET /v2/account/keys?per_page=200",
    'PUT /v2/account/keys/512001 {"name":"desk"}',
  ],
  "ssh-key update --unique laptop desk": [
    "GET /v2/account/keys?per_page=200",
    'PUT /v2/account/keys/512001 {"name":"desk"}',
  ],
  "ssh-key delete laptop": [
    "GET /v2/account/keys?per_page=200",
    "DELETE /v2/account/keys/512001",
  ],
});

refuses({
  "ssh-key show SHA256:AG9drmY1RP9QvzTs99F1JCraStOsH4FPbHZRXuGa5W": [
    1,
    "'SHA256:AG9drmY1RP9QvzTs99F1JCraStOsH4FPbHZRXuGa5W': no such SSH key",
  ],
  "ssh-key show SHA256:AG9drmY1RP9QvzTs99F1JCraStOsH4FPbHZRXuGa5Wx": [
    1,
    "'SHA256:AG9drmY1RP9QvzTs99F1JCraStOsH4FPbHZRXuGa5Wx': no such SSH key",
  ],
  "ssh-key new work two.pub": [1, "two.pub: line 3 is a second key; register them one by one"],
  "ssh-key new work comment.pub": [1, "comment.pub: line 1 is a comment; leave it out"],
  "ssh-key new work options.pub": [
    1,
    "options.pub: line 2 has options before the key; leave them out",
  ],
  "ssh-key new work wrapped.pub": [
    1,
    "wrapped.pub: line 2 is not part of the key, which is one line",
  ],
  "ssh-key new work ssh2.pub": [
    1,
    "ssh2.pub: line 1 begins a key in another format; ssh-keygen -i -f FILE converts it",
  ],
  "ssh-key new work private": [1, "private has a private key: give the public one"],
  "ssh-key show nope": [1, "'nope': no such SSH key"],
  "ssh-key new --unique laptop key.pub": [1, "There is already another SSH key named 'laptop'"],
  "ssh-key new work nope.pub": [
    2,
    /^Usage: .*\ndoapi: .*Cannot read nope\.pub: no such file or directory/,
  ],
  "ssh-key update --unique laptop laptop": [1, "There is already another SSH key named 'laptop'"],
  "ssh-key update nope desk": [1, "'nope': no such SSH key"],
  "ssh-key delete laptop nope": [1, "'nope': no such SSH key"],
});

const KEY = { id: 5, name: "laptop", fingerprint: "3b:16", public_key: "ssh-ed25519 AAAA me" };
const PRINTED = `{
    "fingerprint": "3b:16",
    "id": 5,
    "name": "laptop",
    "public_key": "ssh-ed25519 AAAA me"
}`;
const LIST = { request: "GET /v2/account/keys?per_page=200", reply: { ssh_keys: [KEY] } };

prints(
  {
    line: "ssh-key show laptop",
    answers: LIST,
    out: `[\n${PRINTED.replace(/^/gm, "    ")}\n]\n`,
  },
  {
    line: "ssh-key update laptop laptop",
    answers: [
      LIST,
      { request: "PUT /v2/account/keys/5", body: { name: "laptop" }, reply: { ssh_key: KEY } },
    ],
    out: `${PRINTED}\n`,
    err: "doapi: Warning: There is already another SSH key named 'laptop'\n",
  },
  {
    line: "ssh-key show top",
    answers: LIST,
    out: "",
    code: 1,
    err: "doapi: 'top': no such SSH key; perhaps laptop\n",
  },
  {
    line: "ssh-key delete laptop",
    answers: [LIST, { request: "DELETE /v2/account/keys/5", status: 204 }],
    out: "",
    err: "doapi: deleted: SSH key laptop (5)\n",
  },
);
