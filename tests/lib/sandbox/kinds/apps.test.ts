import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { type Bench, bench } from "../support.ts";

const GIT = { repo_clone_url: "https://example.com/web.git", branch: "main" };

const SPEC = {
  name: "shop",
  services: [{ name: "web", git: GIT, instance_count: 2, instance_size_slug: "apps-s-1vcpu-1gb" }],
  workers: [{ name: "mail", image: { registry_type: "DOCR", repository: "mail", tag: "1" } }],
  jobs: [{ name: "migrate", kind: "PRE_DEPLOY", git: GIT }],
};

async function app(b: Bench, more: Record<string, unknown> = {}): Promise<string> {
  const { json, text } = await b.call("POST", "/v2/apps", { spec: { ...SPEC, ...more } });
  if (json.app === undefined) throw new Error(text);
  return json.app.id;
}

// deno-lint-ignore no-explicit-any -- the fields of an answer
type Fields = any;

async function get(b: Bench, id: string): Promise<Fields> {
  return (await b.call("GET", `/v2/apps/${id}`)).json.app;
}

async function deployments(b: Bench, id: string): Promise<Fields[]> {
  return (await b.call("GET", `/v2/apps/${id}/deployments`)).json.deployments;
}

Deno.test("a new app is deployed phase by phase, and live at the end", async () => {
  const b = bench();
  const { app: made } = (await b.call("POST", "/v2/apps", { spec: SPEC })).json;
  assertEquals([made.pending_deployment.phase, made.live_url], ["PENDING_BUILD", undefined]);
  const path = `/v2/apps/${made.id}/deployments/${made.pending_deployment.id}`;
  const seen = [];
  for (let i = 0; i < 5; i++) {
    const { phase, progress } = (await b.call("GET", path)).json.deployment;
    const { success_steps, running_steps, pending_steps, error_steps, total_steps } = progress;
    seen.push([phase, success_steps, running_steps, pending_steps, error_steps, total_steps]);
    b.clock.advance(2.5);
  }
  assertEquals(seen, [
    ["PENDING_BUILD", 0, 0, 8, 0, 8],
    ["BUILDING", 1, 3, 4, 0, 8],
    ["PENDING_DEPLOY", 4, 0, 4, 0, 8],
    ["DEPLOYING", 5, 3, 0, 0, 8],
    ["ACTIVE", 8, 0, 0, 0, 8],
  ]);
  const live = await get(b, made.id);
  assertMatch(live.live_url, /^https:\/\/shop-[a-z]{5}\.ondigitalocean\.app$/);
  assertEquals([live.default_ingress, `https://${live.live_domain}`], [
    live.live_url,
    live.live_url,
  ]);
  assertEquals(live.active_deployment.id, made.pending_deployment.id);
  assertEquals([live.pending_deployment, live.in_progress_deployment], [undefined, undefined]);
  assertEquals(live.region.data_centers, ["nyc1", "nyc3"]);
});

Deno.test("the steps of a deployment say what they are about and when they began", async () => {
  const b = bench();
  const id = await app(b);
  b.clock.advance(3);
  const [{ progress }] = await deployments(b, id);
  const [build, deploy] = progress.steps;
  assertEquals(build.steps[0], {
    name: "initialize",
    status: "SUCCESS",
    started_at: "2026-01-01T00:00:00Z",
    ended_at: "2026-01-01T00:00:02Z",
  });
  assertEquals(build.steps[1].steps[0], {
    name: "web",
    status: "RUNNING",
    component_name: "web",
    message_base: "Building service",
    started_at: "2026-01-01T00:00:02Z",
  });
  assertEquals([build.status, deploy.status], ["RUNNING", "PENDING"]);
});

Deno.test("a spec comes back with the ingress and the ports that it leaves open", async () => {
  const b = bench();
  const { spec } = await get(b, await app(b, { features: ["buildpack-stack=ubuntu-22"] }));
  assertEquals(spec.ingress, {
    rules: [{ match: { path: { prefix: "/" } }, component: { name: "web" } }],
  });
  assertEquals([spec.services[0].http_port, spec.region], [8080, "nyc"]);
  assertEquals(spec.features, ["buildpack-stack=ubuntu-22"]);
  const routed = await get(
    b,
    await app(b, {
      name: "routed",
      services: [{ name: "api", git: GIT, routes: [{ path: "/v1" }, { path: "/v2" }] }],
    }),
  );
  assertEquals(
    routed.spec.ingress.rules.map((rule: Fields) => rule.match.path.prefix),
    ["/v1", "/v2"],
  );
  const internal = await get(
    b,
    await app(b, { name: "inner", services: [{ name: "db", git: GIT, internal_ports: [5432] }] }),
  );
  assertEquals([internal.spec.ingress, internal.spec.services[0].http_port], [
    undefined,
    undefined,
  ]);
});

Deno.test("a secret is encrypted once, and its value is nowhere", async () => {
  const b = bench();
  const envs = [{ key: "TOKEN", value: "hunter2", type: "SECRET" }];
  const id = await app(b, { envs });
  const { spec } = await get(b, id);
  const { value } = spec.envs[0];
  assertMatch(value, /^EV\[1:[^:]+:[^:]+\]$/);
  assertEquals(JSON.stringify(b.sandbox.snapshot().resources).includes("hunter2"), false);
  await b.call("PUT", `/v2/apps/${id}`, { spec });
  assertEquals((await get(b, id)).spec.envs[0].value, value);
});

Deno.test("an update is a new deployment, which supersedes the one before when it is live", async () => {
  const b = bench();
  const id = await app(b);
  b.clock.advance(10);
  const { updated_at, active_deployment } = await get(b, id);
  const spec = { ...SPEC, services: [{ ...SPEC.services[0], instance_count: 3 }] };
  await b.call("PUT", `/v2/apps/${id}`, { spec });
  const [newest, older] = await deployments(b, id);
  assertEquals([newest.cause, older.phase], ["app spec updated", "ACTIVE"]);
  b.clock.advance(10);
  assertEquals((await deployments(b, id)).map(({ phase }) => phase), ["ACTIVE", "SUPERSEDED"]);
  const after = await get(b, id);
  assertEquals(after.active_deployment.spec.services[0].instance_count, 3);
  assertNotEquals(after.active_deployment.id, active_deployment.id);
  assertNotEquals(after.updated_at, updated_at);
  const { instances } = (await b.call("GET", `/v2/apps/${id}/instances`)).json;
  assertEquals(
    instances.map((one: Fields) => [one.component_type, one.instance_alias]),
    [["SERVICE", "web-0"], ["SERVICE", "web-1"], ["SERVICE", "web-2"], ["WORKER", "mail-0"]],
  );
  const { app_health } = (await b.call("GET", `/v2/apps/${id}/health`)).json;
  assertEquals(
    app_health.components.map((one: Fields) => [one.name, one.replicas_ready, one.state]),
    [["web", 3, "HEALTHY"], ["mail", 1, "HEALTHY"]],
  );
});

Deno.test("a deployment that is under way gives way to the next, or is canceled", async () => {
  const b = bench();
  const id = await app(b);
  b.clock.advance(3);
  const { json } = await b.call("POST", `/v2/apps/${id}/deployments`, { force_build: true });
  assertEquals([json.deployment.phase, json.deployment.cause], ["PENDING_BUILD", "manual"]);
  const [newer, older] = await deployments(b, id);
  assertEquals([older.phase, older.progress.error_steps], ["SUPERSEDED", 1]);
  const canceled = await b.call("POST", `/v2/apps/${id}/deployments/${newer.id}/cancel`, {});
  const { phase, progress } = canceled.json.deployment;
  assertEquals([phase, progress.error_steps], ["CANCELED", 1]);
  b.clock.advance(20);
  assertEquals((await deployments(b, id)).map((one) => one.phase), ["CANCELED", "SUPERSEDED"]);
  assertEquals(
    await b.refused("POST", `/v2/apps/${id}/deployments/${newer.id}/cancel`, {}),
    "409 conflict: The deployment is not in progress.",
  );
  const { events } = (await b.call("GET", `/v2/apps/${id}/events`)).json;
  assertEquals(events.map((event: Fields) => event.deployment_id), [newer.id, older.id]);
});

Deno.test("the jobs of a deployment are invoked and over when it is live", async () => {
  const b = bench();
  const id = await app(b);
  const list = async () => {
    const { job_invocations } = (await b.call("GET", `/v2/apps/${id}/job-invocations`)).json;
    return job_invocations.map((one: Fields) => [one.job_name, one.phase, one.completed_at]);
  };
  assertEquals(await list(), [["migrate", "PENDING", undefined]]);
  b.clock.advance(10);
  assertEquals(await list(), [["migrate", "SUCCEEDED", "2026-01-01T00:00:10Z"]]);
});

Deno.test("a rollback pins the app until it is committed or reverted", async () => {
  const b = bench();
  const id = await app(b);
  b.clock.advance(10);
  const [first] = await deployments(b, id);
  const target = { deployment_id: first.id };
  const check = async () => (await b.call("POST", `/v2/apps/${id}/rollback/validate`, target)).json;
  assertEquals((await check()).error.code, "incompatible_phase");
  const changed = { ...SPEC, workers: [] };
  await b.call("PUT", `/v2/apps/${id}`, { spec: changed });
  b.clock.advance(10);
  assertEquals(await check(), { valid: true });
  const { deployment } = (await b.call("POST", `/v2/apps/${id}/rollback`, target)).json;
  assertEquals([deployment.cloned_from, deployment.spec.workers.length], [first.id, 1]);
  assertEquals((await get(b, id)).pinned_deployment.id, deployment.id);
  assertEquals((await check()).error.code, "app_pinned");
  for (const [method, path] of [["PUT", ""], ["POST", "/deployments"]] as const) {
    assertEquals(
      await b.refused(method, `/v2/apps/${id}${path}`, { spec: SPEC }),
      "409 conflict: The app is pinned to a rollback; commit or revert it to deploy again.",
    );
  }
  const reverted = await b.call("POST", `/v2/apps/${id}/rollback/revert`);
  assertEquals(reverted.json.deployment.spec.workers, []);
  const after = await get(b, id);
  assertEquals([after.pinned_deployment, after.spec.workers], [undefined, []]);
  assertEquals(
    await b.refused("POST", `/v2/apps/${id}/rollback/commit`),
    "409 conflict: The app is not pinned to a rollback.",
  );
});

Deno.test("alerts follow the spec and keep the destinations that they were given", async () => {
  const b = bench();
  const cpu = { rule: "CPU_UTILIZATION", operator: "GREATER_THAN", value: 75 };
  const spec = (value: number) => ({
    alerts: [{ rule: "DEPLOYMENT_FAILED" }],
    services: [{ name: "web", git: GIT, alerts: [{ ...cpu, value, window: "TEN_MINUTES" }] }],
  });
  const id = await app(b, spec(75));
  const list = async () => (await b.call("GET", `/v2/apps/${id}/alerts`)).json.alerts;
  const [own, inner] = await list();
  assertEquals([own.component_name, inner.component_name], [undefined, "web"]);
  assertEquals([own.emails, own.phase], [["sammy@example.com"], "CONFIGURING"]);
  const hook = { url: "https://example.com/hook", channel: "#ops" };
  const { json } = await b.call("POST", `/v2/apps/${id}/alerts/${inner.id}/destinations`, {
    emails: ["ops@example.com"],
    slack_webhooks: [hook],
  });
  assertEquals([json.alert.emails, json.alert.slack_webhooks], [["ops@example.com"], [hook]]);
  await b.call("PUT", `/v2/apps/${id}`, { spec: { ...SPEC, ...spec(85), alerts: [] } });
  b.clock.advance(10);
  const [kept, ...rest] = await list();
  assertEquals([kept.id, kept.spec.value, kept.emails, kept.phase, rest], [
    inner.id,
    85,
    ["ops@example.com"],
    "ACTIVE",
    [],
  ]);
});

Deno.test("domains and addresses of an app's own are ready when it is live", async () => {
  const b = bench();
  const id = await app(b, {
    domains: [{ domain: "example.com" }, { domain: "www.example.com" }],
    egress: { type: "DEDICATED_IP" },
  });
  const shown = async () => {
    const { domains, dedicated_ips, live_domain } = await get(b, id);
    return [
      domains.map(({ phase, spec }: Fields) => [phase, spec.type]),
      dedicated_ips.map(({ status }: Fields) => status),
      live_domain,
    ];
  };
  assertEquals(await shown(), [
    [["PENDING", "PRIMARY"], ["PENDING", "ALIAS"]],
    ["ASSIGNING", "ASSIGNING"],
    undefined,
  ]);
  b.clock.advance(10);
  assertEquals(await shown(), [
    [["ACTIVE", "PRIMARY"], ["ACTIVE", "ALIAS"]],
    ["ASSIGNED", "ASSIGNED"],
    "example.com",
  ]);
});

Deno.test("a proposal says what an app costs and whether its name is free", async () => {
  const b = bench();
  const ask = async (spec: unknown) => (await b.call("POST", "/v2/apps/propose", { spec })).json;
  const free = await ask(SPEC);
  // Two services of 12 USD and a worker of the smallest size; jobs are billed by use.
  assertEquals([free.app_name_available, free.app_cost, free.app_is_static], [true, 29, false]);
  await app(b);
  const taken = await ask(SPEC);
  assertEquals([taken.app_name_available, taken.app_name_suggestion], [false, "shop-2"]);
  const sites = { name: "docs", static_sites: [{ name: "docs", git: GIT }] };
  assertEquals([(await ask(sites)).app_is_static, (await ask(sites)).app_cost], [true, 0]);
  assertEquals((await b.call("GET", "/v2/apps")).json.apps.length, 1);
});

for (
  const [what, spec, message] of [
    [
      "components of one name",
      { workers: [{ name: "web", git: GIT }] },
      'workers.name": the name "web" is that of another component',
    ],
    [
      "an ingress to nothing",
      { ingress: { rules: [{ component: { name: "gone" } }] } },
      'ingress.rules.component.name": no component of that name serves requests: "gone"',
    ],
    [
      "instances and autoscaling",
      { workers: [{ name: "w1", git: GIT, instance_count: 1, autoscaling: {} }] },
      'workers.instance_count": it cannot be set where autoscaling is configured',
    ],
    [
      "less at most than at least",
      {
        workers: [{
          name: "w2",
          git: GIT,
          autoscaling: { min_instance_count: 3, max_instance_count: 2 },
        }],
      },
      'workers.autoscaling": max_instance_count must be at least min_instance_count',
    ],
    [
      "two primary domains",
      { domains: ["a.com", "b.com"].map((domain) => ({ domain, type: "PRIMARY" })) },
      'domains.type": there can be only one primary domain',
    ],
  ] as const
) {
  Deno.test(`a spec with ${what} is refused`, async () => {
    const b = bench();
    const expected = `400 bad_request: error validating app spec field "${message}`;
    for (const path of ["/v2/apps", "/v2/apps/propose"]) {
      assertEquals(await b.refused("POST", path, { spec: { ...SPEC, ...spec } }), expected);
    }
    assertEquals((await b.call("GET", "/v2/apps")).json.apps, []);
  });
}

Deno.test("two apps cannot have one name, and what is not there is not found", async () => {
  const b = bench();
  const id = await app(b);
  assertEquals(
    await b.refused("POST", "/v2/apps", { spec: SPEC }),
    "409 conflict: An app with this name already exists.",
  );
  for (
    const path of [
      "/v2/apps/none",
      `/v2/apps/${id}/deployments/none`,
      `/v2/apps/${id}/components/none/logs?type=RUN`,
      `/v2/apps/${id}/events/none`,
      `/v2/apps/${id}/logs?type=RUN`,
      "/v2/apps/none/instances",
      "/v2/apps/tiers/instance_sizes/huge",
    ]
  ) assertEquals((await b.call("GET", path)).status, 404, path);
  assertEquals(
    (await b.call("POST", "/v2/apps/metrics/bandwidth_daily", { app_ids: ["none"] })).status,
    404,
  );
  assertEquals((await b.call("DELETE", `/v2/apps/${id}`)).json, { id });
  assertEquals((await b.call("GET", `/v2/apps/${id}/deployments`)).status, 404);
});

Deno.test("logs are archived by component, and those of what runs can be followed", async () => {
  const b = bench();
  const id = await app(b);
  b.clock.advance(10);
  const built = (await b.call("GET", `/v2/apps/${id}/logs?type=BUILD`)).json;
  assertEquals([built.historic_urls.length, built.live_url], [3, undefined]);
  const run = (await b.call("GET", `/v2/apps/${id}/components/web/logs?type=RUN`)).json;
  assertMatch(run.historic_urls[0], /^https:\/\/.*\/web\/run\.log$/);
  assertMatch(run.live_url, /^wss:/);
});

Deno.test("an app is in the project that it names, and an app can be moved to another", async () => {
  const b = bench();
  const body = { name: "shop", purpose: "Web Application" };
  const { project } = (await b.call("POST", "/v2/projects", body)).json;
  const { json } = await b.call("POST", "/v2/apps", { spec: SPEC, project_id: project.id });
  assertEquals(json.app.project_id, project.id);
  const resources = [`do:app:${json.app.id}`];
  const moved = await b.call("POST", "/v2/projects/default/resources", { resources });
  assertEquals(moved.json.resources[0].status, "assigned");
  assertNotEquals((await get(b, json.app.id)).project_id, project.id);
});
