import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Buffer } from "node:buffer";

/** Answers one request; `peer` is the address that it came from. */
export type Handler = (request: Request, peer: string) => Promise<Response>;

/** A server that runs. */
export interface Server {
  url: string;
  /** Ends it: what is being answered is answered first, if that does not take too long. */
  close(): Promise<void>;
}

// Longer than this nobody waits for a program that was told to end.
const GRACE_MS = 2000;

/**
 * Serves a fetch-shaped handler over HTTP. A handler that throws drops the connection, as the
 * simulator's faults ask for; that is why this is not `Deno.serve`, which always answers.
 */
export function serve(host: string, port: number, handler: Handler): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, handler).catch(() => incoming.socket.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const { address, port } = server.address() as AddressInfo;
      // All addresses are none that a client can be told.
      const reached = { "0.0.0.0": "127.0.0.1", "::": "::1" }[address] ?? host;
      const shown = reached.includes(":") ? `[${reached}]` : reached;
      resolve({
        url: `http://${shown}:${port}`,
        close: () =>
          new Promise((done) => {
            const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
            server.close(() => {
              clearTimeout(timer);
              done();
            });
            server.closeIdleConnections();
          }),
      });
    });
  });
}

/** How many bytes a request's body may have; a state to restore, and a seed, may have more. */
const MAX_BODY = 2 ** 20;
const MAX_CONTROL_BODY = 2 ** 26;

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, handler: Handler) {
  const control = incoming.url?.startsWith("/_sandbox/") ?? false;
  const body = await readBody(incoming, control ? MAX_CONTROL_BODY : MAX_BODY);
  if (body === null) return refuse(incoming, outgoing);
  const request = read(incoming, body);
  const response = typeof request === "string"
    ? new Response(request, { status: 400 })
    : await handler(request, incoming.socket.remoteAddress ?? "");
  const content = Buffer.from(await response.arrayBuffer());
  if (content.length > 0) outgoing.setHeader("content-length", content.length);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(content);
}

/** Reads a body; `null` as soon as it is longer than it may be. */
function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer<ArrayBuffer> | null> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    incoming.on("data", (chunk: Uint8Array) => {
      length += chunk.length;
      if (length <= limit) return void chunks.push(chunk);
      chunks.length = 0;
      resolve(null);
    });
    incoming.on("end", () => resolve(Buffer.concat(chunks)));
    incoming.on("error", reject);
  });
}

/** Answers a request whose body is too long, and ends its connection. */
function refuse(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const body = '{"id":"payload_too_large","message":"The request body is too large."}';
  outgoing.writeHead(413, {
    "content-type": "application/json",
    "content-length": body.length,
    "connection": "close",
  });
  // A client that goes on sending gets time to read the answer, and no more than that.
  outgoing.end(body, () => setTimeout(() => incoming.socket.destroy(), LINGER_MS));
}

const LINGER_MS = 200;

/** Where the client has sent its request, which may have been to a proxy before this server. */
function origin(headers: IncomingMessage["headers"]): string {
  const forwarded = (name: string) => String(headers[`x-forwarded-${name}`] ?? "").split(",")[0];
  const scheme = forwarded("proto")?.trim() === "https" ? "https" : "http";
  return `${scheme}://${forwarded("host")?.trim() || headers.host || "localhost"}`;
}

/** The request as fetch has it, or what is wrong with it. */
function read({ method = "GET", headers, url = "/" }: IncomingMessage, body: Buffer<ArrayBuffer>) {
  // A client that takes this for its proxy asks for a whole URL.
  const target = /^https?:\/\//i.test(url) ? url : `${origin(headers)}${url}`;
  // Not even an empty body may come with these.
  const bodiless = method === "GET" || method === "HEAD" || body.length === 0;
  try {
    return new Request(target, {
      method,
      headers: Object.entries(headers).map((
        [name, value],
      ): [string, string] => [name, String(value)]),
      body: bodiless ? null : body,
    });
  } catch (error) {
    return `This request cannot be read: ${(error as Error).message}\n`;
  }
}
