import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { FakeClock, type SandboxState } from "@doapi/doapi/sandbox";
import { createSandbox, type Sandbox } from "@doapi/doapi/sandbox/all";
import { COLLECTIONS } from "../../lib/sandbox/generic/collections.ts";
import { listKey, PLAN, type Planned } from "../../lib/sandbox/generic/plan.ts";
import { ALL_KINDS, kindOf } from "../../lib/sandbox/kinds/all.ts";
import { BODIES, Guide, THERE, TOUR_SEED } from "../support/tour/mod.ts";
import { property } from "../support/property.ts";

/** A collection in which requests can make something that a list then shows. */
interface Listed {
  readonly pattern: string;
  readonly create: Planned;
  readonly list: Planned;
  readonly remove: Planned | undefined;
  readonly update: Planned | undefined;
}

function listedCollections(): Listed[] {
  const found: Listed[] = [];
  for (const [pattern, { home }] of COLLECTIONS) {
    if (pattern !== home || pattern in THERE) continue;
    const of = (role: Planned["role"]) =>
      PLAN.find((one) =>
        one.pattern === pattern && one.role === role && one.operation.status < 300
      );
    const [create, list] = [of("create"), of("list")];
    if (create && list) {
      found.push({ pattern, create, list, remove: of("delete"), update: of("update") });
    }
  }
  const own = ({ operation: { method, path } }: Planned) => OWN.has(`${method} ${path}`);
  return found.filter(({ create, list }) =>
    !CORE.has(create.pattern) && !own(create) && !own(list)
  );
}

/** Operations that kinds answer in ways of their own, which have tests of their own. */
const OWN = new Set(ALL_KINDS.flatMap(({ routes = {} }) => Object.keys(routes)));

/** Collections of the core, which have tests of their own. */
const CORE = new Set(
  ["account/keys", "droplets", "domains", "images", "floating_ips", "reserved_ips", "tags"]
    .flatMap((name) => [`/v2/${name}`, `/v2/${name}/{}/actions`, `/v2/${name}/{}/records`]),
);

type Step = "create" | "update" | "delete" | "wait" | "restore";

const step = fc.record({
  kind: fc.constantFrom<Step>("create", "create", "update", "delete", "wait", "restore"),
  which: fc.nat(),
});

// How far a status is: it may only grow.
const BEGIN = /creating|new|provision(ing)?$|pending|queued|waiting|requested|validating|progress/i;

class World {
  readonly clock = new FakeClock();
  readonly sandbox: Sandbox = createSandbox({
    now: this.clock.now,
    rateLimit: false,
    actionTime: 10,
    seed: TOUR_SEED,
  });
  readonly guide = new Guide(this.sandbox, THERE, BODIES);
  readonly #collection: Listed;
  readonly #ready = new Set<string>();
  #path = "";

  constructor(collection: Listed) {
    this.#collection = collection;
  }

  async send(method: string, path: string, body?: unknown, headers = {}): Promise<Response> {
    return await this.sandbox.fetch(`https://api.digitalocean.com${path}`, {
      method,
      headers: { authorization: "Bearer t", ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async visit(planned: Planned, key?: string): Promise<Response> {
    const { operation, path, body, headers } = await this.guide.visit(planned, key);
    return await this.send(operation.method, path, body, headers);
  }

  /** The keys of the collection as the state has them. */
  keys(): string[] {
    return ((this.sandbox.toJSON() as SandboxState).resources[this.#path] ?? []).map(({ key }) =>
      key
    );
  }

  async begin(): Promise<void> {
    const { path } = await this.guide.visit(this.#collection.list);
    this.#path = path.split("?")[0] as string;
  }

  async listed(query = ""): Promise<Record<string, unknown>[]> {
    const response = await this.send("GET", `${this.#path}${query}`);
    assertEquals(response.status, 200, `GET ${this.#path}${query}`);
    const json = await response.json();
    return json[listKey(this.#collection.list.operation) as string];
  }

  /** Lists everything: at once, page by page, and what is ready stays ready. */
  async look(model: readonly string[]): Promise<void> {
    const { pattern, list } = this.#collection;
    assertEquals(this.keys(), model);
    const all = await this.listed("?per_page=200");
    assertEquals(all.length, model.length);
    const key = COLLECTIONS.get(pattern)?.key as string;
    const order = kindOf(pattern)?.newestFirst ? model.toReversed() : model;
    if (all.some((item) => item[key] !== undefined)) {
      assertEquals(all.map((item) => String(item[key])), order);
    }
    for (const [index, item] of all.entries()) this.#checkReady(order[index] as string, item);
    if (!list.operation.params?.some(({ name }) => name === "per_page")) return;
    const pages: unknown[] = [];
    for (let page = 1; page <= Math.ceil(model.length / 2); page++) {
      pages.push(...await this.listed(`?per_page=2&page=${page}`));
    }
    assertEquals(pages, all);
  }

  #checkReady(key: string, { status, state, phase }: Record<string, unknown>): void {
    const word = [status, state, phase].find((one) => typeof one === "string");
    if (word === undefined) return;
    const ready = !BEGIN.test(word as string);
    assert(ready || !this.#ready.has(key), `${key} went back to ${word}`);
    if (ready) this.#ready.add(key);
  }
}

for (const collection of listedCollections()) {
  property(
    `${collection.pattern} lists what was made and not deleted, whatever the order`,
    [fc.array(step, { minLength: 1, maxLength: 12 })],
    async (steps) => {
      const world = new World(collection);
      await world.begin();
      let model = world.keys();
      for (const { kind, which } of steps) {
        const key = model[which % Math.max(1, model.length)];
        const { create, remove, update } = collection;
        if (kind === "create") {
          const { status } = await world.visit(create);
          // An account may have only so many of some kinds, but one at least.
          if (model.length > 0 && status === 412) continue;
          assertEquals(status, create.operation.status);
          const made = world.keys().filter((one) => !model.includes(one));
          assertEquals(made.length, 1);
          model = [...model, ...made];
        } else if (kind === "wait") world.clock.advance(10 + which % 20);
        else if (kind === "restore") {
          const before = world.sandbox.snapshot();
          world.sandbox.restore(JSON.parse(JSON.stringify(before)));
          assertEquals(world.sandbox.snapshot(), before);
        } else if (key !== undefined && kind === "update" && update) {
          const { status } = await world.visit(update, key);
          assert([update.operation.status, 409, 412, 422].includes(status), `update: ${status}`);
          model = world.keys();
        } else if (key !== undefined && kind === "delete" && remove) {
          const { status } = await world.visit(remove, key);
          const refused = [403, 409, 412, 422].includes(status);
          assert(refused || status === remove.operation.status, `delete: ${status}`);
          if (refused) continue;
          // Where a delete takes its time, what is deleted is there until then.
          if (world.keys().includes(key)) world.clock.advance(10);
          model = model.filter((one) => one !== key);
          assertEquals((await world.visit(remove, key)).status, 404);
        }
        await world.look(model);
      }
    },
    15,
  );
}
