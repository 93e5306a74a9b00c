import { createSandbox, FakeClock, type Sandbox, type SandboxOptions } from "@doapi/doapi/sandbox";

/** An answer, read to its end. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // deno-lint-ignore no-explicit-any
  readonly json: any;
  readonly text: string;
}

/** A sandbox on a clock that is turned by hand, and a caller with a token. */
export interface Bench {
  readonly sandbox: Sandbox;
  readonly clock: FakeClock;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply>;
  /** Like `call`, and the answer has to be a refusal with exactly this status, id and message. */
  refused(method: string, path: string, body?: unknown): Promise<string>;
}

export const ORIGIN = "https://api.digitalocean.com";

/** The clock stands at the start of 2026; actions take 10 seconds unless the options differ. */
export function bench(options: SandboxOptions = {}): Bench {
  const clock = new FakeClock(Date.UTC(2026, 0, 1));
  const sandbox = createSandbox({
    now: clock.now,
    sleep: clock.sleep,
    actionTime: 10,
    ...options,
  });
  const call: Bench["call"] = async (method, path, body, headers = {}) => {
    const response = await sandbox.fetch(ORIGIN + path, {
      method,
      headers: { authorization: "Bearer token", ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const { status } = response;
    const isJson = response.headers.get("content-type") === "application/json";
    return { status, headers: response.headers, text, json: isJson ? parse(text) : undefined };
  };
  return {
    sandbox,
    clock,
    call,
    async refused(method, path, body) {
      const { status, json } = await call(method, path, body);
      return `${status} ${json?.id}: ${json?.message}`;
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a droplet needs. */
export const PLAIN = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

/** Makes a droplet, waits until it is up and gives its id. */
export async function droplet(b: Bench, more: Record<string, unknown> = {}): Promise<number> {
  const { json, text } = await b.call("POST", "/v2/droplets", { name: "web-1", ...PLAIN, ...more });
  if (json.droplet === undefined) throw new Error(text);
  b.clock.advance(10);
  return json.droplet.id;
}

/** Lets a droplet act, waits until that is over and gives the answer to the request. */
export async function act(b: Bench, id: number, body: Record<string, unknown>): Promise<Reply> {
  const reply = await b.call("POST", `/v2/droplets/${id}/actions`, body);
  b.clock.advance(10);
  return reply;
}
