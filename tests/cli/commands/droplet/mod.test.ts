import { prints, refuses, sends } from "../../../support/tables.ts";

/** Every command whose action needs no argument, and the type that it sends. */
const SIMPLE = {
  "enable-backups": "enable_backups",
  "disable-backups": "disable_backups",
  "reboot": "reboot",
  "power-cycle": "power_cycle",
  "shutdown": "shutdown",
  "power-off": "power_off",
  "power-on": "power_on",
  "password-reset": "password_reset",
  "enable-ipv6": "enable_ipv6",
  "enable-private-networking": "enable_private_networking",
  "upgrade": "upgrade",
};

const WEB = { id: 3, name: "web", status: "active" };
const FIND = { request: "GET /v2/droplets/3", reply: { droplet: WEB } };
const action = (type: string, status = "in-progress", id = 7) => ({
  id,
  type,
  status,
  resource_id: 3,
  resource_type: "droplet",
});
const printed = (type: string, status = "in-progress", id = 7) =>
  `{
    "id": ${id},
    "resource_id": 3,
    "resource_type": "droplet",
    "status": "${status}",
    "type": "${type}"
}`;
const indented = (text: string, by = 4) => text.replace(/^/gm, " ".repeat(by));

for (const [command, type] of Object.entries(SIMPLE)) {
  prints({
    line: `droplet ${command} 3`,
    answers: [
      FIND,
      { request: "POST /v2/droplets/3/actions", body: { type }, reply: { action: action(type) } },
    ],
    out: `[\n${indented(printed(type))}\n]\n`,
  });
}

sends({
  "droplet show --gpus": ["GET /v2/droplets?per_page=200&type=gpus"],
  "droplet reboot tag:web web-1": [
    "GET /v2/droplets?per_page=200&tag_name=web",
    "GET /v2/droplets?per_page=200&type=gpus",
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    'POST /v2/droplets/3164002/actions {"type":"reboot"}',
    'POST /v2/droplets/3164003/actions {"type":"reboot"}',
    'POST /v2/droplets/3164001/actions {"type":"reboot"}',
  ],
  // Droplets with GPUs are in a list of their own.
  "droplet show web-1 web-2 105 brain": [
    "GET /v2/droplets?per_page=200",
    "GET /v2/droplets?per_page=200&type=gpus",
    "GET /v2/droplets/105",
  ],
  "droplet show": [
    "GET /v2/droplets?per_page=200",
  ],
  "droplet show web-1": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
  ],
  "droplet show web-1 web-2 105 id:3164001": [
    "GET /v2/droplets?per_page=200",
    "GET /v2/droplets?per_page=200&type=gpus",
    "GET /v2/droplets/105",
  ],
  "droplet show -M twin": [
    "GET /v2/droplets?per_page=200&name=twin",
    "GET /v2/droplets?per_page=200&name=twin&type=gpus",
  ],
  "droplet reboot --wait web-1 web-2": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    "GET /v2/droplets?per_page=200&name=web-2",
    "GET /v2/droplets?per_page=200&name=web-2&type=gpus",
    'POST /v2/droplets/3164001/actions {"type":"reboot"}',
    'POST /v2/droplets/3164002/actions {"type":"reboot"}',
    "GET /v2/actions/36804010",
    "GET /v2/actions/36804011",
    "GET /v2/actions/36804010",
    "GET /v2/actions/36804011",
  ],
  "droplet show-snapshots web-1": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    "GET /v2/droplets/3164001/snapshots?per_page=200",
  ],
  "droplet backups web-1": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    "GET /v2/droplets/3164001/backups?per_page=200",
  ],
  "droplet kernels web-1": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    "GET /v2/droplets/3164001/kernels?per_page=200",
  ],
  "droplet neighbors": [
    "GET /v2/reports/droplet_neighbors?per_page=200",
    "GET /v2/reports/droplet_neighbors_ids?per_page=200",
  ],
  "droplet neighbors web-1": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    "GET /v2/droplets/3164001/neighbors?per_page=200",
  ],
  "droplet resize s-2vcpu-2gb 105": [
    "GET /v2/droplets/105",
    "GET /v2/droplets?per_page=200&name=105",
    "GET /v2/droplets?per_page=200&name=105&type=gpus",
    'POST /v2/droplets/3164005/actions {"type":"resize","size":"s-2vcpu-2gb","disk":false}',
  ],
  "droplet resize --disk s-2vcpu-2gb 105": [
    "GET /v2/droplets/105",
    "GET /v2/droplets?per_page=200&name=105",
    "GET /v2/droplets?per_page=200&name=105&type=gpus",
    'POST /v2/droplets/3164005/actions {"type":"resize","size":"s-2vcpu-2gb","disk":true}',
  ],
  "droplet rebuild web-1 web-2": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    "GET /v2/droplets?per_page=200&name=web-2",
    "GET /v2/droplets?per_page=200&name=web-2&type=gpus",
    'POST /v2/droplets/3164001/actions {"type":"rebuild","image":155133621}',
    'POST /v2/droplets/3164002/actions {"type":"rebuild","image":155133621}',
  ],
  "droplet rebuild -I debian-12-x64 web-1": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    "GET /v2/images/debian-12-x64",
    'POST /v2/droplets/3164001/actions {"type":"rebuild","image":139478010}',
  ],
  "droplet rename web-1 web-9": [
    "GET /v2/droplets?per_page=200&name=web-9",
    "GET /v2/droplets?per_page=200&name=web-9&type=gpus",
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    'POST /v2/droplets/3164001/actions {"type":"rename","name":"web-9"}',
  ],
  "droplet rename --unique web-1 web-9": [
    "GET /v2/droplets?per_page=200&name=web-9",
    "GET /v2/droplets?per_page=200&name=web-9&type=gpus",
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    'POST /v2/droplets/3164001/actions {"type":"rename","name":"web-9"}',
  ],
  "droplet snapshot web-1 before": [
    "GET /v2/images?per_page=200",
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    'POST /v2/droplets/3164001/actions {"type":"snapshot","name":"before"}',
  ],
  "droplet snapshot --unique web-1 before": [
    "GET /v2/images?per_page=200",
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    'POST /v2/droplets/3164001/actions {"type":"snapshot","name":"before"}',
  ],
  "droplet act reboot web-1": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    'POST /v2/droplets/3164001/actions {"type":"reboot"}',
  ],
  'droplet act -p \'{"name":"web-9"}\' rename web-1': [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    'POST /v2/droplets/3164001/actions {"type":"rename","name":"web-9"}',
  ],
  "droplet act -p @data.json rename web-1": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    'POST /v2/droplets/3164001/actions {"type":"rename","name":"from-file"}',
  ],
  "droplet act -p @- rename web-1": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    'POST /v2/droplets/3164001/actions {"type":"rename","name":"piped"}',
  ],
  "droplet actions web-1": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    "GET /v2/droplets/3164001/actions?per_page=200",
  ],
  "droplet actions --last web-1": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    "GET /v2/droplets/3164001/actions?per_page=1",
  ],
  "droplet actions --in-progress web-1": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    "GET /v2/droplets/3164001/actions?per_page=200",
  ],
  "droplet wait web-1": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    "GET /v2/droplets/3164001/actions?per_page=200",
  ],
  "droplet wait -S off 105": [
    "GET /v2/droplets/105",
    "GET /v2/droplets?per_page=200&name=105",
    "GET /v2/droplets?per_page=200&name=105&type=gpus",
  ],
  "droplet delete web-1 web-2": [
    "GET /v2/droplets?per_page=200&name=web-1",
    "GET /v2/droplets?per_page=200&name=web-1&type=gpus",
    "GET /v2/droplets?per_page=200&name=web-2",
    "GET /v2/droplets?per_page=200&name=web-2&type=gpus",
    "DELETE /v2/droplets/3164001",
    "DELETE /v2/droplets/3164002",
  ],
});

refuses({
  "droplet reboot tag:nope": [1, "'tag:nope': no droplet has this tag"],
  "droplet rename tag:web web-9": [
    1,
    "'tag:web': ambiguous; tag used by multiple droplets: 3164002, 3164003",
  ],
  "droplet show nope": [1, "'nope': no such droplet"],
  "droplet show twin": [
    1,
    "'twin': ambiguous; name used by multiple droplets: 3164003, 3164004 (use -M/--multiple to specify all of them at once)",
  ],
  "droplet show id:web-1": [1, "Invalid id 'id:web-1': expected a number"],
  "droplet reboot web-1 nope": [1, "'nope': no such droplet"],
  "droplet reboot twin": [
    1,
    "'twin': ambiguous; name used by multiple droplets: 3164003, 3164004 (use -M/--multiple to specify all of them at once)",
  ],
  "droplet reboot": [2, /^Usage: .*\ndoapi: .*droplet/],
  "droplet kernels twin": [
    1,
    "'twin': ambiguous; name used by multiple droplets: 3164003, 3164004 (use -M/--multiple to specify all of them at once)",
  ],
  "droplet restore web-1 nope": [1, "'nope': no such image"],
  "droplet restore twin snap": [
    1,
    "'twin': ambiguous; name used by multiple droplets: 3164003, 3164004",
  ],
  "droplet resize s-2vcpu-2gb": [2, /^Usage: .*\ndoapi: .*droplet/],
  "droplet rebuild -I nope web-1": [1, "'nope': no such image"],
  "droplet rename --unique web-1 web-2": [1, "There is already another droplet named 'web-2'"],
  "droplet rename twin web-9": [
    1,
    "'twin': ambiguous; name used by multiple droplets: 3164003, 3164004",
  ],
  "droplet snapshot --unique web-1 golden": [1, "There is already another image named 'golden'"],
  "droplet snapshot --unique web-1 debian-12-x64": [
    1,
    "There is already another image named 'debian-12-x64'",
  ],
  "droplet snapshot nope before": [1, "'nope': no such droplet"],
  "droplet change-kernel newest web-1": [
    2,
    /^Usage: .*\ndoapi: .*Invalid kernel id 'newest': expected a number\./,
  ],
  'droplet act -p \'{"type":"power_off"}\' reboot web-1': [
    2,
    /^doapi: Option "--params" must not have a type: that is "reboot"\.$/m,
  ],
  "droplet act -p '[1]' rename web-1": [1, "--params must be a JSON object"],
  "droplet act -p '{\"name\"' rename web-1": [1, /^doapi: --params is not valid JSON: .+\n$/],
  "droplet act -p @nope rename web-1": [1, "Cannot read nope: no such file or directory"],
  "droplet actions --last --in-progress web-1": [2, /^Usage: .*\ndoapi: .*--last/],
  "droplet wait -S running web-1": [2, /^Usage: .*\ndoapi: .*--status/],
  "droplet wait": [2, /^Usage: .*\ndoapi: .*droplet/],
  "droplet delete web-1 nope": [1, "'nope': no such droplet"],
  "droplet delete twin": [
    1,
    "'twin': ambiguous; name used by multiple droplets: 3164003, 3164004 (use -M/--multiple to specify all of them at once)",
  ],
});

prints(
  {
    line: "droplet show brain",
    answers: [
      { request: "GET /v2/droplets?per_page=200&name=brain", reply: { droplets: [] } },
      {
        request: "GET /v2/droplets?per_page=200&name=brain&type=gpus",
        reply: { droplets: [{ id: 8, name: "other" }, { id: 9, name: "brain" }] },
      },
    ],
    out: `[\n    {\n        "id": 9,\n        "name": "brain"\n    }\n]\n`,
  },
  {
    line: "droplet rename --wait 3 web-9",
    answers: [
      FIND,
      { request: "GET /v2/droplets?per_page=200&name=web-9", reply: { droplets: [] } },
      // A server that does not know of GPUs.
      { request: "GET /v2/droplets?per_page=200&name=web-9&type=gpus", status: 422, reply: {} },
      {
        request: "POST /v2/droplets/3/actions",
        body: { type: "rename", name: "web-9" },
        reply: { action: action("rename") },
      },
      { request: "GET /v2/actions/7", reply: { action: action("rename", "completed") } },
    ],
    out: `${printed("rename", "completed")}\n`,
    err: "doapi: waiting for actions: 1 of 1 done\n",
    terminal: "\r\x1b[KWaiting for actions: 1 of 1 done, 1 s\r\x1b[K",
  },
  {
    line: 'droplet act -p \'{"a": {"b": [1]}}\' frobnicate 3',
    answers: [
      FIND,
      {
        request: "POST /v2/droplets/3/actions",
        body: { type: "frobnicate", a: { b: [1] } },
        reply: { action: action("frobnicate") },
      },
    ],
    out: `[\n${indented(printed("frobnicate"))}\n]\n`,
  },
  {
    line: "droplet actions 3",
    answers: [
      FIND,
      {
        request: "GET /v2/droplets/3/actions?per_page=200",
        reply: { actions: [action("reboot"), action("create", "completed", 6)] },
      },
    ],
    out: `[
    [
${indented(printed("reboot"), 8)},
${indented(printed("create", "completed", 6), 8)}
    ]
]
`,
  },
  {
    line: "droplet actions --last 3",
    answers: [
      FIND,
      { request: "GET /v2/droplets/3/actions?per_page=1", reply: { actions: [action("reboot")] } },
    ],
    out: `[\n${indented(printed("reboot"))}\n]\n`,
  },
  {
    line: "droplet actions --in-progress 3",
    answers: [
      FIND,
      { request: "GET /v2/droplets/3/actions?per_page=200", reply: { actions: [] } },
    ],
    out: "[\n    null\n]\n",
  },
  {
    line: "droplet kernels 3",
    answers: [
      FIND,
      {
        request: "GET /v2/droplets/3/kernels?per_page=200",
        reply: { kernels: [{ id: 231, name: "DO-recovery", version: "3.8.0-25-generic" }] },
      },
    ],
    out: `[
    [
        {
            "id": 231,
            "name": "DO-recovery",
            "version": "3.8.0-25-generic"
        }
    ]
]
`,
  },
  {
    line: "droplet show-snapshots 3",
    answers: [
      FIND,
      { request: "GET /v2/droplets/3/snapshots?per_page=200", reply: { snapshots: [] } },
    ],
    out: "[\n    []\n]\n",
  },
  {
    line: "droplet neighbors",
    answers: {
      request: "GET /v2/reports/droplet_neighbors?per_page=200",
      reply: { neighbors: [[{ id: 1 }, { id: 2 }]] },
    },
    out: `[
    [
        {
            "id": 1
        },
        {
            "id": 2
        }
    ]
]
`,
  },
  {
    line: "droplet show-upgrades --droplets",
    answers: [
      {
        request: "GET /v2/droplet_upgrades",
        reply: [{ droplet_id: 3, date_of_migration: "2014-12-01T00:00:00Z", url: "u" }],
      },
      FIND,
    ],
    out: `[
    {
        "id": 3,
        "name": "web",
        "status": "active"
    }
]
`,
  },
  {
    line: "droplet wait -S ACTIVE 3",
    answers: FIND,
    out: `[
    {
        "id": 3,
        "name": "web",
        "status": "active"
    }
]
`,
  },
  {
    line: "droplet reboot 3 4",
    answers: [
      FIND,
      { request: "GET /v2/droplets/4", reply: { droplet: { id: 4, name: "db" } } },
      {
        request: "POST /v2/droplets/3/actions",
        status: 422,
        reply: { id: "unprocessable_entity", message: "Droplet already has a pending event." },
      },
      { request: "POST /v2/droplets/4/actions", reply: { action: action("reboot") } },
    ],
    // What succeeded is a list, what failed is a line.
    out: `[\n${indented(printed("reboot"))}\n]\n`,
    code: 1,
    err:
      `doapi: Cannot reboot droplet web (3) (POST /v2/droplets/3/actions): 422 unprocessable_entity: Droplet already has a pending event.
doapi: Wait for what is in progress first: doapi action wait
doapi: 1 of 2 failed
`,
  },
  {
    line: "droplet delete 3 3",
    answers: [FIND, FIND, { request: "DELETE /v2/droplets/3", status: 204 }],
    out: "",
    err: "doapi: Warning: droplet 3 specified multiple times; ignoring later occurrence\n" +
      "doapi: deleted: droplet web (3)\n",
  },
);
