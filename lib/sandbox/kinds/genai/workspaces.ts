import { conflict, unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import type { Json, JsonObject } from "../../state/json.ts";
import { uuid } from "../../state/random.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Store } from "../../state/store.ts";
import type { Kind, KindContext } from "../kind.ts";
import { summary } from "./agent_view.ts";
import { AGENTS, find, MISSING, stamps, TEST_CASES, WORKSPACES } from "./paths.ts";
import { testCaseView } from "./test_case_view.ts";

const DEFAULT = uuid(WORKSPACES, 0);

/**
 * The workspace of a new agent. Every agent is in one; the default one is there when an agent needs
 * it, and its UUID is always the same.
 *
 * @throws {ApiError} 404 if the request names one that is not there.
 */
export function workspaceFor(store: Store, wanted: Json | undefined): string {
  if (wanted) return find({ store }, WORKSPACES, wanted).key;
  if (store.resources.in(WORKSPACES).named(DEFAULT) === undefined) {
    const now = store.clock.now();
    const name = "My Agent Workspace (Created by Default)";
    const fields = { name, description: "" };
    store.resources.add(WORKSPACES, {
      key: DEFAULT,
      created: now,
      updated: now,
      fields,
      pending: [],
    });
  }
  return DEFAULT;
}

function agentsIn(store: Store, workspace: string): ResourceRecord[] {
  return store.resources.in(AGENTS).items.filter(({ fields }) =>
    fields.workspace_uuid === workspace
  );
}

/** Moves agents, each of which has to be there before the first of them is moved. */
function moveAgents(c: Pick<Context, "store">, workspace: string, uuids: unknown): void {
  const agents = ((uuids ?? []) as string[]).map((one) => find(c, AGENTS, one));
  for (const { fields } of agents) fields.workspace_uuid = workspace;
}

function create(c: KindContext, fields: JsonObject): void {
  if (!fields.name) throw unprocessable("name is required");
  for (const one of (fields.agent_uuids ?? []) as string[]) find(c, AGENTS, one);
}

function created(c: KindContext, { key, fields }: ResourceRecord): void {
  moveAgents(c, key, fields.agent_uuids);
  delete fields.agent_uuids;
}

function update(_c: KindContext, _workspace: ResourceRecord, changes: JsonObject): void {
  if (changes.name === "") throw unprocessable("name is required");
}

/** Agents are always in a workspace, so that one with agents stays; its test cases go with it. */
function remove({ store }: KindContext, { key }: ResourceRecord): void {
  if (agentsIn(store, key).length > 0) {
    throw conflict("The workspace has agents. Move them to another workspace first.");
  }
  for (const one of [...store.resources.in(TEST_CASES).items]) {
    if (one.fields.workspace_uuid === key) store.resources.remove(one);
  }
}

function view(store: Store, record: ResourceRecord): JsonObject {
  return {
    uuid: record.key,
    agents: agentsIn(store, record.key).map(summary),
    evaluation_test_cases: store.resources.in(TEST_CASES).items
      .filter(({ fields }) => fields.workspace_uuid === record.key)
      .map((one) => testCaseView(store, one)),
    created_by_email: store.state.account.email,
    ...stamps(record),
  };
}

function move(c: Context): Answer {
  const workspace = find(c, WORKSPACES, c.params.workspace_uuid);
  moveAgents(c, workspace.key, c.body.agent_uuids);
  const body = { workspace: { ...workspace.fields, ...view(c.store, workspace) } };
  return { status: 200, body };
}

function listTestCases(c: Context): Answer {
  const { key } = find(c, WORKSPACES, c.params.workspace_uuid);
  const found = c.store.resources.in(TEST_CASES).items
    .filter(({ fields }) => fields.workspace_uuid === key);
  const evaluation_test_cases = found.map((one) => testCaseView(c.store, one));
  return { status: 200, body: { evaluation_test_cases } };
}

/** Workspaces: agents that belong together, and what evaluates them. */
export const WORKSPACE: Kind = {
  path: WORKSPACES,
  key: "uuid",
  missing: MISSING[WORKSPACES],
  defaults: { description: "" },
  create,
  created,
  update,
  remove,
  view,
  routes: {
    [`PUT ${WORKSPACES}/{workspace_uuid}/agents`]: move,
    [`GET ${WORKSPACES}/{workspace_uuid}/evaluation_test_cases`]: listTestCases,
  },
};
