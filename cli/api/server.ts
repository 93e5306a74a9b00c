import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Buffer } from "node:buffer";

/** Answers one request; `peer` is the address that it came from. */
export type Handler = (request: Request, peer: string) => Promise<Response>;

/** A running server. */
export interface Server {
  url: string;
  /** Stops it, after the requests in progress or a grace period. */
  close(): Promise<void>;
}

// How long a stopping program may still answer requests.
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

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, handler: Handler) {
  const body = bodyOf(incoming);
  const request = read(incoming, body.stream);
  const response = typeof request === "string"
    ? new Response(request, { status: 400 })
    : await handler(request, incoming.socket.remoteAddress ?? "");
  const content = Buffer.from(await response.arrayBuffer());
  if (content.length > 0) outgoing.setHeader("content-length", content.length);
  // The length of the unread rest of a request is unknown.
  if (!body.ended) outgoing.setHeader("connection", "close");
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(content);
  if (body.ended) return;
  // A client that still sends would not see the answer if the connection were closed now.
  const timer = setTimeout(() => incoming.socket.destroy(), GRACE_MS);
  try {
    while (!body.ended) await body.next();
  } finally {
    clearTimeout(timer);
  }
}

/** The body of a request, read no further than it is asked for; without a stream if it has none. */
function bodyOf(incoming: IncomingMessage) {
  const { "content-length": length = "0", "transfer-encoding": encoding } = incoming.headers;
  const chunks = incoming[Symbol.asyncIterator]();
  const body = {
    ended: encoding === undefined && Number(length) === 0,
    async next(): Promise<Uint8Array<ArrayBuffer> | null> {
      const { done, value } = await chunks.next();
      body.ended ||= done === true;
      return done ? null : value;
    },
  };
  const stream = () =>
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      async pull(controller) {
        const chunk = await body.next();
        if (chunk === null) controller.close();
        else controller.enqueue(chunk);
      },
    }, { highWaterMark: 0 });
  return Object.assign(body, { stream: body.ended ? null : stream() });
}

/** The request as fetch has it, or what is wrong with it. */
function read({ method = "GET", headers, url = "/" }: IncomingMessage, body: BodyInit | null) {
  // A client that takes this for its proxy asks for a whole URL.
  const target = /^https?:\/\//i.test(url) ? url : `http://${headers.host ?? "localhost"}${url}`;
  // Not even an empty body may come with these.
  const bodiless = method === "GET" || method === "HEAD";
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
