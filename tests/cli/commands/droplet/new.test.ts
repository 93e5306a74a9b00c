import { prints, refuses, sends } from "../../../support/tables.ts";

sends({
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 --tag a --tag b new-1": [
    "GET /v2/images/debian-12-x64",
    "GET /v2/droplets?per_page=200&name=new-1",
    "GET /v2/droplets?per_page=200&name=new-1&type=gpus",
    'POST /v2/droplets {"names":["new-1"],"image":139478010,"size":"s-1vcpu-1gb","region":"fra1","backups":false,"ipv6":false,"private_networking":false,"tags":["a","b"]}',
  ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 new-1": [
    "GET /v2/images/debian-12-x64",
    "GET /v2/droplets?per_page=200&name=new-1",
    "GET /v2/droplets?per_page=200&name=new-1&type=gpus",
    'POST /v2/droplets {"names":["new-1"],"image":139478010,"size":"s-1vcpu-1gb","region":"fra1","backups":false,"ipv6":false,"private_networking":false}',
  ],
  "droplet new -I golden -S s-1vcpu-1gb -R nyc3 -B6P -U hello -K laptop new-1": [
    "GET /v2/images/golden",
    "GET /v2/droplets?per_page=200&name=new-1",
    "GET /v2/droplets?per_page=200&name=new-1&type=gpus",
    "GET /v2/account/keys?per_page=200",
    "GET /v2/images?per_page=200",
    'POST /v2/droplets {"names":["new-1"],"image":7938003,"size":"s-1vcpu-1gb","region":"nyc3","ssh_keys":[512001],"backups":true,"ipv6":true,"private_networking":true,"user_data":"hello"}',
  ],
  "droplet new -I golden -S s-1vcpu-1gb -R nyc3 -B -6 -P -U hello -K laptop new-1": [
    "GET /v2/images/golden",
    "GET /v2/droplets?per_page=200&name=new-1",
    "GET /v2/droplets?per_page=200&name=new-1&type=gpus",
    "GET /v2/account/keys?per_page=200",
    "GET /v2/images?per_page=200",
    'POST /v2/droplets {"names":["new-1"],"image":7938003,"size":"s-1vcpu-1gb","region":"nyc3","ssh_keys":[512001],"backups":true,"ipv6":true,"private_networking":true,"user_data":"hello"}',
  ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 -U @notes.txt new-1": [
    "GET /v2/images/debian-12-x64",
    "GET /v2/droplets?per_page=200&name=new-1",
    "GET /v2/droplets?per_page=200&name=new-1&type=gpus",
    'POST /v2/droplets {"names":["new-1"],"image":139478010,"size":"s-1vcpu-1gb","region":"fra1","backups":false,"ipv6":false,"private_networking":false,"user_data":"hello"}',
  ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 -U @- new-1": [
    "GET /v2/images/debian-12-x64",
    "GET /v2/droplets?per_page=200&name=new-1",
    "GET /v2/droplets?per_page=200&name=new-1&type=gpus",
    'POST /v2/droplets {"names":["new-1"],"image":139478010,"size":"s-1vcpu-1gb","region":"fra1","backups":false,"ipv6":false,"private_networking":false,"user_data":"{\\"name\\":\\"piped\\"}"}',
  ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 -K key.pub new-1": [
    "GET /v2/images/debian-12-x64",
    "GET /v2/droplets?per_page=200&name=new-1",
    "GET /v2/droplets?per_page=200&name=new-1&type=gpus",
    "GET /v2/account/keys?per_page=200",
    'POST /v2/account/keys {"name":"new@host","public_key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID/27NOe3eBJT2YUE28jHd/gIfE9BB2Lr/rl1gK1aNXU new@host"}',
    'POST /v2/droplets {"names":["new-1"],"image":139478010,"size":"s-1vcpu-1gb","region":"fra1","ssh_keys":[512002],"backups":false,"ipv6":false,"private_networking":false}',
  ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 -K known.pub new-1": [
    "GET /v2/images/debian-12-x64",
    "GET /v2/droplets?per_page=200&name=new-1",
    "GET /v2/droplets?per_page=200&name=new-1&type=gpus",
    "GET /v2/account/keys?per_page=200",
    'POST /v2/droplets {"names":["new-1"],"image":139478010,"size":"s-1vcpu-1gb","region":"fra1","ssh_keys":[512001],"backups":false,"ipv6":false,"private_networking":false}',
  ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 -K SHA256:AG9drmY1RP9QvzTs99F1JCraStOsH4FPbHZRXuGa5Ww new-1":
    [
      "GET /v2/images/debian-12-x64",
      "GET /v2/droplets?per_page=200&name=new-1",
      "GET /v2/droplets?per_page=200&name=new-1&type=gpus",
      "GET /v2/account/keys?per_page=200",
      'POST /v2/droplets {"names":["new-1"],"image":139478010,"size":"s-1vcpu-1gb","region":"fra1","ssh_keys":[512001],"backups":false,"ipv6":false,"private_networking":false}',
    ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 --unique new-1": [
    "GET /v2/images/debian-12-x64",
    "GET /v2/droplets?per_page=200&name=new-1",
    "GET /v2/droplets?per_page=200&name=new-1&type=gpus",
    'POST /v2/droplets {"names":["new-1"],"image":139478010,"size":"s-1vcpu-1gb","region":"fra1","backups":false,"ipv6":false,"private_networking":false}',
  ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 --wait new-1": [
    "GET /v2/images/debian-12-x64",
    "GET /v2/droplets?per_page=200&name=new-1",
    "GET /v2/droplets?per_page=200&name=new-1&type=gpus",
    'POST /v2/droplets {"names":["new-1"],"image":139478010,"size":"s-1vcpu-1gb","region":"fra1","backups":false,"ipv6":false,"private_networking":false}',
    "GET /v2/droplets/3164007",
    "GET /v2/droplets/3164007",
  ],
});

refuses({
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 --unique a a": [
    1,
    "The name 'a' is given more than once",
  ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb new-1": [2, /^Usage: .*\ndoapi: .*--region/],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1": [2, /^Usage: .*\ndoapi: .*name/],
  "droplet new -I nope -S s-1vcpu-1gb -R fra1 new-1": [1, "'nope': no such image"],
  "droplet new -I pair -S s-1vcpu-1gb -R fra1 new-1": [
    1,
    "'pair': ambiguous; name used by multiple images: 7938004, 7938005",
  ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 --unique web-1": [
    1,
    "There is already another droplet named 'web-1'",
  ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 -K nope new-1": [
    1,
    "'nope': no such SSH key, and no such file",
  ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 -K notes.txt new-1": [
    1,
    "'notes.txt': no such SSH key, and not a public key file",
  ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 -K two-nameless.pub new-1": [
    1,
    "two-nameless.pub: line 2 is a second key; register them one by one",
  ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 -K private new-1": [
    1,
    "private has a private key: give the public one",
  ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 -K options.pub new-1": [
    1,
    "options.pub: line 2 has options before the key; leave them out",
  ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 -U @nope new-1": [
    1,
    "Cannot read nope: no such file or directory",
  ],
  "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R fra1 --wait-time soon new-1": [
    2,
    /^Usage: .*\ndoapi: .*--wait-time/,
  ],
});

const IMAGE = { request: "GET /v2/images/9", reply: { image: { id: 9, slug: "debian-12-x64" } } };
const NEW = "droplet new -I id:9 -S small -R fra1";
/** What both lists of droplets have under a name, or at all. */
const there = (filter: string, droplets: unknown[] = [], gpus: unknown[] = []) => [
  { request: `GET /v2/droplets?per_page=200${filter}`, reply: { droplets } },
  { request: `GET /v2/droplets?per_page=200${filter}&type=gpus`, reply: { droplets: gpus } },
];
const create = (names: string[], droplets: unknown[]) => ({
  request: "POST /v2/droplets",
  body: {
    names,
    image: 9,
    size: "small",
    region: "fra1",
    backups: false,
    ipv6: false,
    private_networking: false,
  },
  status: 202,
  reply: { droplets },
});

prints(
  {
    line: `${NEW} web`,
    answers: [IMAGE, ...there("&name=web"), create(["web"], [{ id: 3, name: "web" }])],
    out: `[
    {
        "id": 3,
        "name": "web"
    }
]
`,
  },
  {
    line: `${NEW} web`,
    answers: [
      IMAGE,
      ...there("&name=web", [], [{ id: 2, name: "web" }]),
      create(["web"], []),
    ],
    out: "[]\n",
    err: "doapi: Warning: There is already another droplet named 'web'\n",
  },
  {
    line: `${NEW} --wait a b`,
    answers: [
      IMAGE,
      ...there("&name=a"),
      ...there("&name=b"),
      create(["a", "b"], [{ id: 1, name: "a", status: "new" }, {
        id: 2,
        name: "b",
        status: "new",
      }]),
      { request: "GET /v2/droplets/1", reply: { droplet: { id: 1, name: "a", status: "new" } } },
      { request: "GET /v2/droplets/2", reply: { droplet: { id: 2, name: "b", status: "active" } } },
      { request: "GET /v2/droplets/1", reply: { droplet: { id: 1, name: "a", status: "active" } } },
    ],
    out: `[
    {
        "id": 1,
        "name": "a",
        "status": "active"
    },
    {
        "id": 2,
        "name": "b",
        "status": "active"
    }
]
`,
    err: `doapi: waiting for status active: 1 of 2 done
doapi: waiting for status active: 2 of 2 done
`,
    terminal: "\r\x1b[KWaiting for status active: [==========          ] 1 of 2 done, 1 s, last b" +
      "\r\x1b[KWaiting for status active: [====================] 2 of 2 done, 3 s, last a" +
      "\r\x1b[K",
  },
  {
    line: `${NEW} n1 n2 n3 n4 n5 n6 n7 n8 n9 n10 n11`,
    answers: [
      IMAGE,
      ...there(""),
      create(["n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10"], [{ id: 1 }]),
      {
        ...create(["n11"], []),
        status: 422,
        reply: { id: "unprocessable_entity", message: "Too many" },
      },
    ],
    // What was created before the failure is told.
    out: `[
    {
        "id": 1
    }
]
`,
    code: 1,
    err:
      "doapi: Cannot create droplet n11 (POST /v2/droplets): 422 unprocessable_entity: Too many\ndoapi: not created: n11\n",
  },
  {
    line: `${NEW} n1 n2 n3 n4 n5 n6 n7 n8 n9 n10 n11`,
    answers: [
      IMAGE,
      ...there(""),
      {
        ...create(["n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10"], []),
        status: 401,
        reply: { id: "unauthorized", message: "Unable to authenticate you" },
      },
    ],
    // Nothing has been created, so nothing is printed and the code is the failure's own.
    code: 4,
    out: "",
    err: "doapi: not created: n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11\n" +
      "doapi: Cannot create droplets n1, n2, n3, n4, n5, n6, n7, n8, n9, n10 (POST /v2/droplets): " +
      "401 unauthorized: Unable to authenticate you\n" +
      "doapi: Create a token in the API section of DigitalOcean's control panel and pass it with " +
      "--api-token or --api-token-file, in DO_API_TOKEN, or in ~/.doapi, or keep it with doapi auth login; or try --sandbox\n",
  },
);
