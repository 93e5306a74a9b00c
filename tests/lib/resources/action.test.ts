import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { ActionError, DOAPI } from "@doapi/doapi";
import { script } from "../../support/script.ts";
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

Deno.test("an action that acted on nothing has no resource, without a request", async () => {
  const { fetch } = script();
  const doapi = new DOAPI("t", { fetch });
  const odd = { ...action, resource_id: null };
  assertEquals(await doapi.action(odd as unknown as { id: number }).fetchResource(), null);
});

Deno.test("throwIfErrored() throws for an action that has ended otherwise than well", () => {
  const doapi = new DOAPI("t");
  const build = (status: string, completed_at: string | null = null) =>
    doapi.action({ ...action, status, completed_at } as { id: number });
  build("completed").throwIfErrored();
  build("in-progress").throwIfErrored();
  build("queued").throwIfErrored();
  const errored = assertThrows(() => build("errored").throwIfErrored(), ActionError);
  assertEquals(errored.message.endsWith("of droplet 3) errored"), true, errored.message);
  const cancelled = build("cancelled", "2026-01-01T00:00:00Z");
  const says = 'of droplet 3) ended with the status "cancelled"';
  assertThrows(() => cancelled.throwIfErrored(), ActionError, says);
});
