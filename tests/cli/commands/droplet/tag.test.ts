import { prints, refuses, sends } from "../../../support/tables.ts";

sends({
  "droplet tag db id:3164001": [
    "GET /v2/droplets/3164001",
    'POST /v2/tags {"name":"db"}',
    'POST /v2/tags/db/resources {"resources":[{"resource_type":"droplet","resource_id":"3164001"}]}',
  ],
  "droplet untag web web-2": [
    "GET /v2/droplets?per_page=200&name=web-2",
    "GET /v2/droplets?per_page=200&name=web-2&type=gpus",
    'DELETE /v2/tags/web/resources {"resources":[{"resource_type":"droplet","resource_id":"3164002"}]}',
  ],
});

refuses({
  "droplet tag web": [2, /^Usage: .*\ndoapi: .*droplet/],
  // Written the other way round, nothing is made.
  "droplet tag web-1 db": [
    1,
    "'db': no such droplet\ndoapi: Perhaps doapi droplet tag db web-1",
  ],
  "droplet untag web-9 db": [1, "'db': no such droplet"],
});

prints({
  line: "droplet untag nope 5",
  answers: [
    { request: "GET /v2/droplets/5", reply: { droplet: { id: 5, name: "web-1" } } },
    {
      request: "DELETE /v2/tags/nope/resources",
      status: 404,
      reply: { id: "not_found", message: "There is no such tag." },
    },
  ],
  out: "",
  code: 1,
  err: "doapi: Cannot untag from nope (DELETE /v2/tags/nope/resources): 404 not_found: " +
    "There is no such tag.\n",
});
