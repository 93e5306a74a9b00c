import { A, sends } from "./support.ts";

sends(
  {
    title: "three parameters, one with a slash in it",
    line: "api registries_delete_repositoryTag example web/front v1",
    sends: "DELETE /v2/registries/example/repositories/web%2Ffront/tags/v1",
    err: "doapi: deleted: tag v1\n",
  },
  {
    title: "a domain that is not in ASCII",
    line: "api domains_get bücher.example",
    sends: "GET /v2/domains/xn--bcher-kva.example",
  },
  {
    title: "a path with what it is about in it, the method in small letters",
    line: "api get /v2/volumes/data/snapshots?page=1",
    lists: ["GET /v2/volumes?per_page=200&name=data"],
    sends: `GET /v2/volumes/${A}/snapshots?page=1`,
    reply: { snapshots: [] },
  },
  {
    title: "a path with parameters in braces",
    line: "api GET /v2/droplets/{droplet_id}/actions/{action_id} 5 7",
    sends: "GET /v2/droplets/5/actions/7",
  },
  {
    title: "a method and a path in one word",
    line: ["api", "POST /v2/tags", "--name", "web"],
    sends: 'POST /v2/tags {"name":"web"}',
  },
  {
    title: "a fixed path that looks like one with a parameter",
    line: "api GET /v2/droplets/autoscale --page 1",
    sends: "GET /v2/droplets/autoscale?page=1",
    reply: { autoscale_pools: [] },
  },
  {
    title: "a word that is encoded in a path",
    line: "api GET /v2/registry/example/repositories/web%2Ffront/tags?page=1",
    sends: "GET /v2/registry/example/repositories/web%2Ffront/tags?page=1",
    reply: { tags: [] },
    err: "doapi: Warning: registry_list_repositoryTags is deprecated\n",
  },
  {
    title: "dates and colons in a path",
    line: "api billingInsights_list do:team:1 2026-01-01 2026-01-31 --page 1",
    sends: "GET /v2/billing/do:team:1/insights/2026-01-01/2026-01-31?page=1",
    reply: { data_points: [], total_items: 0, total_pages: 0, current_page: 1 },
  },
);
