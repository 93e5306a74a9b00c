import { assertRejects } from "@std/assert";
import { ActionError, DOAPI } from "@doapi/doapi";
import { verbs } from "../../support/verbs.ts";

const action = { id: 9, status: "completed", resource_type: "droplet", resource_id: 3 };

verbs(
  {
    name: "fetchAction() fetches by id",
    call: (doapi) => doapi.fetchAction(9),
    sends: { request: "GET /v2/actions/9", reply: { action } },
    gives: action,
  },
  {
    name: "fetchLastAction() asks for one",
    call: (doapi) => doapi.fetchLastAction(),
    sends: { request: "GET /v2/actions?per_page=1", reply: { actions: [action] } },
    gives: action,
  },
  {
    name: "fetchAllActions() lists",
    call: (doapi) => doapi.fetchAllActions(),
    sends: { request: "GET /v2/actions?per_page=200", reply: { actions: [action] } },
    gives: [action],
  },
  ...[["droplet", "droplets/3"], ["image", "images/3"], ["floating_ip", "floating_ips/0.0.0.3"]]
    .map(([type, path]) => ({
      name: `action.fetchResource() fetches a ${type}, or null where it is gone`,
      call: async (doapi: DOAPI) => [
        await doapi.action({ ...action, resource_type: type as string } as { id: number })
          .fetchResource(),
        await doapi.action({ ...action, resource_type: type as string } as { id: number })
          .fetchResource(),
      ],
      sends: [
        { request: `GET /v2/${path}`, reply: { [type as string]: { id: 3 } } },
        { request: `GET /v2/${path}`, status: 404, reply: {} },
      ],
      gives: [{ id: 3 }, null],
    })),
  {
    name: "action.wait() looks until the action has ended",
    call: (doapi) => doapi.action(9).wait(),
    sends: [
      { request: "GET /v2/actions/9", reply: { action: { ...action, status: "in-progress" } } },
      { request: "GET /v2/actions/9", reply: { action } },
    ],
    gives: action,
  },
);

Deno.test("an unknown resource_type is an error", async () => {
  const odd = new DOAPI("t").action({ ...action, resource_type: "toString" } as { id: number });
  await assertRejects(() => odd.fetchResource(), RangeError, "unknown resource_type: toString");
});

Deno.test("throwIfErrored() throws for an errored action only", async () => {
  const doapi = new DOAPI("t");
  const build = (status: string) => doapi.action({ ...action, status } as { id: number });
  build("completed").throwIfErrored();
  await assertRejects(async () => await build("errored").throwIfErrored(), ActionError, "Action 9");
});
