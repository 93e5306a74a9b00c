/** What answers the requests, as a sandbox does. */
export type API = (request: Request) => Promise<Response>;

/** One TCP connection, from the server's side. */
export interface Wire {
  /** Sends text as it is. */
  send(text: string): Promise<void>;
  /** Reads no more than so many bytes. */
  take(bytes: number): Promise<void>;
  /** Reads the request, which is not answered by that. */
  read(): Promise<Request>;
  /** Reads the request and lets the API behind do its work, which sends nothing yet. */
  answer(): Promise<Answer>;
  /** Waits for the client to hang up. */
  hungUp(): Promise<void>;
}

/** An answer that can be sent as it should be, or otherwise. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What becomes of one connection; it is closed afterwards. */
export type Move = (wire: Wire) => Promise<void>;

/** A server on a socket that does as it is told. */
export interface SocketServer extends AsyncDisposable {
  url: string;
  /** How many connections there were. */
  connections: number;
  /** The requests that were read. */
  requests: { line: string; headers: Headers }[];
}

/** An answer as it goes over the wire, with more or other headers. */
export function http({ status, headers, body }: Answer, others: Record<string, string> = {}) {
  const length = { "content-length": String(new TextEncoder().encode(body).length) };
  const all = Object.entries({ ...headers, ...length, connection: "close", ...others });
  return `HTTP/1.1 ${status} -\r\n${
    all.map((pair) => pair.join(": ")).join("\r\n")
  }\r\n\r\n${body}`;
}

/** Answers as the API behind does. */
export const honest: Move = async (wire) => {
  await wire.send(http(await wire.answer()));
};

/** Serves an API over real sockets: each connection takes the next move, the last one repeats. */
export function socketServer(api: API, ...moves: [Move, ...Move[]]): SocketServer {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const server = {
    url: `http://127.0.0.1:${listener.addr.port}`,
    connections: 0,
    requests: [] as SocketServer["requests"],
    async [Symbol.asyncDispose]() {
      listener.close();
      await accepting;
    },
  };
  const serve = async (conn: Deno.TcpConn, move: Move) => {
    try {
      await move(wire(conn, api, server));
    } catch (error) {
      // The client hung up first, as it may.
      if (!isHangUp(error)) throw error;
    } finally {
      conn.close();
    }
  };
  const accepting = (async () => {
    const open: Promise<void>[] = [];
    for await (const conn of listener) {
      open.push(serve(conn, moves[Math.min(server.connections++, moves.length - 1)] as Move));
    }
    await Promise.all(open);
  })();
  return server;
}

function isHangUp(error: unknown): boolean {
  return error instanceof Deno.errors.ConnectionReset || error instanceof Deno.errors.BrokenPipe;
}

function wire(conn: Deno.TcpConn, api: API, server: SocketServer): Wire {
  const read = async () => {
    const text = await readRequest(conn);
    const [head = "", body] = text.split(/\r\n\r\n(.*)/s) as [string, string];
    const [first = "", ...lines] = head.split("\r\n");
    const [method = "", path = ""] = first.split(" ");
    const headers = lines.map((line) => line.split(/: ?(.*)/).slice(0, 2) as [string, string]);
    server.requests.push({ line: `${method} ${path}`, headers: new Headers(headers) });
    return new Request(`${server.url}${path}`, { method, headers, body: body || null });
  };
  return {
    async send(text) {
      let bytes = new TextEncoder().encode(text);
      while (bytes.length) bytes = bytes.subarray(await conn.write(bytes));
    },
    async take(bytes) {
      await conn.read(new Uint8Array(bytes));
    },
    read,
    async answer() {
      const response = await api(await read());
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text(),
      };
    },
    async hungUp() {
      const rest = new Uint8Array(1024);
      while (await conn.read(rest) !== null);
    },
  };
}

async function readRequest(conn: Deno.TcpConn): Promise<string> {
  const decoder = new TextDecoder();
  const chunk = new Uint8Array(65536);
  let text = "";
  for (;;) {
    const whole = wholeRequest(text);
    if (whole !== null) return whole;
    const n = await conn.read(chunk);
    if (n === null) throw new Deno.errors.ConnectionReset("The client sent half a request");
    text += decoder.decode(chunk.subarray(0, n), { stream: true });
  }
}

/** The request once all of it is there; requests of tests are ASCII, so that characters are bytes. */
function wholeRequest(text: string): string | null {
  const end = text.indexOf("\r\n\r\n") + 4;
  const head = text.slice(0, end);
  if (end < 4) return null;
  // What comes in chunks here is a body that is empty: the last chunk alone.
  if (/^transfer-encoding: chunked/im.test(head)) return text === `${head}0\r\n\r\n` ? head : null;
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  return text.length >= end + length ? text : null;
}
