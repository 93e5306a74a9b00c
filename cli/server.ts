import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Buffer } from "node:buffer";

/** Answers one request; `peer` is the address that it came from. */
export type Handler = (request: Request, peer: string) => Promise<Response>;

/** A server that runs. */
export interface Server {
  url: string;
  /** Ends it: what is being answered is answered first. */
  close(): Promise<void>;
}

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
      const shown = host.includes(":") ? `[${host}]` : host;
      resolve({
        url: `http://${shown}:${(server.address() as AddressInfo).port}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeIdleConnections();
          }),
      });
    });
  });
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, handler: Handler) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method = "GET", headers, url = "/" } = incoming;
  const request = new Request(`http://${headers.host ?? "localhost"}${url}`, {
    method,
    headers: Object.entries(headers).map((
      [name, value],
    ): [string, string] => [name, String(value)]),
    body: chunks.length ? Buffer.concat(chunks) : null,
  });
  const response = await handler(request, incoming.socket.remoteAddress ?? "");
  const body = Buffer.from(await response.arrayBuffer());
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(body);
}
