import { prints, refuses, sends } from "../../support/tables.ts";

const ACTION = {
  id: 7,
  status: "in-progress",
  type: "reboot",
  started_at: "2026-01-01T00:01:45Z",
  completed_at: null,
  resource_id: 3,
  resource_type: "droplet",
  region_slug: "fra1",
};

/** How the action is printed at the left margin. */
const PRINTED = `{
    "completed_at": null,
    "id": 7,
    "region_slug": "fra1",
    "resource_id": 3,
    "resource_type": "droplet",
    "started_at": "2026-01-01T00:01:45Z",
    "status": "in-progress",
    "type": "reboot"
}`;
const INDENTED = PRINTED.replace(/^/gm, "    ");

/** What few resources are asked for, one by one. */
const EACH = [
  "GET /v2/droplets/3164001/actions?per_page=200",
  "GET /v2/droplets/3164002/actions?per_page=200",
  "GET /v2/droplets/3164003/actions?per_page=200",
  "GET /v2/droplets/3164004/actions?per_page=200",
  "GET /v2/droplets/3164005/actions?per_page=200",
  "GET /v2/droplets/3164006/actions?per_page=200",
  "GET /v2/images/7938001/actions?per_page=200",
  "GET /v2/images/7938002/actions?per_page=200",
  "GET /v2/images/7938003/actions?per_page=200",
  "GET /v2/images/7938004/actions?per_page=200",
  "GET /v2/images/7938005/actions?per_page=200",
  "GET /v2/floating_ips/203.0.113.1/actions?per_page=200",
  "GET /v2/floating_ips/203.0.113.2/actions?per_page=200",
];

sends({
  "action show": [
    "GET /v2/actions?per_page=200",
  ],
  "action show 36804001 36804002": [
    "GET /v2/actions/36804001",
    "GET /v2/actions/36804002",
  ],
  "action show --last": [
    "GET /v2/actions?per_page=1",
  ],
  "action show --in-progress": [
    "GET /v2/droplets?per_page=200",
    "GET /v2/droplets?per_page=200&type=gpus",
    "GET /v2/images?per_page=200&private=true",
    "GET /v2/floating_ips?per_page=200",
    ...EACH,
  ],
  "action wait": [
    "GET /v2/droplets?per_page=200",
    "GET /v2/droplets?per_page=200&type=gpus",
    "GET /v2/images?per_page=200&private=true",
    "GET /v2/floating_ips?per_page=200",
    ...EACH,
  ],
  "action wait 36804001": [
    "GET /v2/actions/36804001",
  ],
  "action resource --last": [
    "GET /v2/actions?per_page=1",
    "GET /v2/floating_ips/203.0.113.2",
  ],
  "action resource 36804001": [
    "GET /v2/actions/36804001",
    "GET /v2/droplets/3164001",
  ],
  "action resource --in-progress": [
    "GET /v2/droplets?per_page=200",
    "GET /v2/droplets?per_page=200&type=gpus",
    "GET /v2/images?per_page=200&private=true",
    "GET /v2/floating_ips?per_page=200",
    ...EACH,
  ],
});

refuses({
  "action show abc": [2, /^Usage: .*\ndoapi: .*Invalid action id 'abc': expected a number\./],
  "action show 99": [
    1,
    "Cannot fetch action 99 (GET /v2/actions/99): 404 not_found: The resource you were accessing could not be found.",
  ],
  "action show --last 5": [1, "--last and actions exclude each other."],
  "action show --in-progress 5": [1, "--in-progress and actions exclude each other."],
  "action show --last --in-progress": [2, /^Usage: .*\ndoapi: .*--last/],
  "action wait 99": [
    1,
    "Cannot fetch action 99 (GET /v2/actions/99): 404 not_found: The resource you were accessing could not be found.",
  ],
  "action resource": [1, "Give --last, --in-progress or one or more actions."],
  "action resource --last 5": [1, "--last and actions exclude each other."],
  "action nope": [2, /^Usage: .*\ndoapi: .*nope/],
});

prints(
  {
    line: "action show 7",
    answers: { request: "GET /v2/actions/7", reply: { action: ACTION } },
    out: `[\n${INDENTED}\n]\n`,
  },
  {
    line: "action show --last",
    answers: { request: "GET /v2/actions?per_page=1", reply: { actions: [ACTION] } },
    out: `${PRINTED}\n`,
  },
  {
    line: "action show --last",
    answers: { request: "GET /v2/actions?per_page=1", reply: { actions: [] } },
    out: "null\n",
  },
  {
    line: "action show --in-progress",
    answers: [
      { request: "GET /v2/droplets?per_page=200", reply: { droplets: [] } },
      // A server that does not know of GPUs.
      {
        request: "GET /v2/droplets?per_page=200&type=gpus",
        status: 422,
        reply: { id: "unprocessable_entity", message: "type" },
      },
      { request: "GET /v2/images?per_page=200&private=true", reply: { images: [] } },
      { request: "GET /v2/floating_ips?per_page=200", reply: { floating_ips: [] } },
    ],
    out: "[]\n",
  },
  {
    line: "action show 7 7",
    answers: { request: "GET /v2/actions/7", reply: { action: ACTION } },
    out: `[\n${INDENTED}\n]\n`,
    err: "doapi: Warning: action 7 specified multiple times; ignoring later occurrence\n",
  },
  {
    line: "action resource 7",
    answers: [
      { request: "GET /v2/actions/7", reply: { action: ACTION } },
      { request: "GET /v2/droplets/3", status: 404, reply: { id: "not_found", message: "Gone" } },
    ],
    out: "[\n    null\n]\n",
  },
  {
    line: "action wait 7",
    answers: [
      { request: "GET /v2/actions/7", reply: { action: ACTION } },
      { request: "GET /v2/actions/7", reply: { action: { ...ACTION, status: "completed" } } },
    ],
    out: `[\n${INDENTED.replace("in-progress", "completed")}\n]\n`,
    err: "doapi: waiting for actions: 1 of 1 done\n",
    terminal: "\r\x1b[KWaiting for actions: 1 of 1 done, 1 s\r\x1b[K",
  },
  {
    line: "action wait --quiet 7",
    answers: [
      { request: "GET /v2/actions/7", reply: { action: ACTION } },
      { request: "GET /v2/actions/7", reply: { action: { ...ACTION, status: "errored" } } },
    ],
    out: `[\n${INDENTED.replace("in-progress", "errored")}\n]\n`,
    code: 3,
    err: "doapi: errored: action 7 (reboot of droplet 3)\n",
  },
  {
    line: "action wait --quiet --wait-time 0 7",
    answers: { request: "GET /v2/actions/7", reply: { action: ACTION } },
    out: `[\n${INDENTED}\n]\n`,
    code: 5,
    err: "doapi: still in progress after 0 seconds: action 7 (reboot of droplet 3)\n",
  },
);

/** The account's actions as the API lists them: who reads them, finds what is running now. */
const reboots = (status: string, ids: number[]) =>
  ids.map((id) => ({ ...ACTION, id, status, resource_id: id }));

/** So many that the account's history is read instead of each one's. */
const MANY = Array.from({ length: 20 }, (_, i) => ({ id: 100 + i }));

prints({
  line: "action show --in-progress",
  answers: [
    {
      request: "GET /v2/actions?per_page=200",
      reply: {
        actions: [
          ...reboots("in-progress", [9, 3, 4]),
          ...reboots("completed", [3]),
          { ...ACTION, resource_id: 5, status: "completed", started_at: "2026-01-01T00:01:46Z" },
          ...reboots("in-progress", [5]),
        ],
        meta: { total: 6 },
      },
    },
    {
      request: "GET /v2/droplets?per_page=200",
      reply: { droplets: [{ id: 5 }, { id: 3 }, ...MANY] },
    },
    { request: "GET /v2/droplets?per_page=200&type=gpus", reply: { droplets: [{ id: 3 }] } },
    { request: "GET /v2/images?per_page=200&private=true", reply: { images: [] } },
    { request: "GET /v2/floating_ips?per_page=200", reply: { floating_ips: [] } },
  ],
  // The action of droplet 9 is of one that is gone; the one of droplet 5 is older than its last.
  out: `[\n${INDENTED.replace(": 7", ": 3")}\n]\n`,
});

prints({
  line: "action resource --in-progress",
  answers: [
    { request: "GET /v2/droplets?per_page=200", reply: { droplets: [{ id: 3 }] } },
    { request: "GET /v2/droplets?per_page=200&type=gpus", reply: { droplets: [] } },
    { request: "GET /v2/images?per_page=200&private=true", reply: { images: [] } },
    { request: "GET /v2/floating_ips?per_page=200", reply: { floating_ips: [] } },
    {
      request: "GET /v2/droplets/3/actions?per_page=200",
      reply: { actions: reboots("in-progress", [3]) },
    },
    { request: "GET /v2/droplets/3", reply: { droplet: { id: 3 } } },
  ],
  out: `[\n    {\n        "id": 3\n    }\n]\n`,
});

/** What the API gives of actions on things that cannot be fetched, and on one that can. */
const OF = [["volume", 5], ["backend", null], ["droplet", null], ["droplet", 3]] as const;

prints({
  line: "action resource 1 2 3 4",
  answers: [
    ...OF.map(([resource_type, resource_id], i) => ({
      request: `GET /v2/actions/${i + 1}`,
      reply: { action: { id: i + 1, type: "attach", resource_type, resource_id } },
    })),
    { request: "GET /v2/droplets/3", reply: { droplet: { id: 3 } } },
  ],
  out: `[\n    null,\n    null,\n    null,\n    {\n        "id": 3\n    }\n]\n`,
  err: ["volume 5", "backend without an id", "droplet without an id"].map((what, i) =>
    `doapi: Warning: cannot fetch what action ${i + 1} (attach) acted on: ${what}\n`
  ).join(""),
});

/** A page of a proxy that passes the API's answers on, with links to somewhere else. */
const elsewhere = (path: string, id: number, next?: string) => ({
  request: `GET /v2/actions?${path}`,
  reply: {
    actions: [{ id }],
    links: next ? { pages: { next: `https://api.internal.example/v2/actions?${next}` } } : {},
  },
});

prints(
  {
    // No further page is wanted, so that it does not matter where it would be.
    line: "action show --last",
    answers: elsewhere("per_page=1", 7, "page=2&per_page=1"),
    out: `{\n    "id": 7\n}\n`,
  },
  {
    line: "action show",
    answers: [
      elsewhere("per_page=200", 7, "page=2&per_page=200"),
      elsewhere("page=2&per_page=200", 6),
    ],
    out: `[\n    {\n        "id": 7\n    },\n    {\n        "id": 6\n    }\n]\n`,
  },
);
