import type { Context, Keyboard } from "../../context.ts";
import { ExitError } from "../../errors.ts";

/** Seconds after which a console hears something, or a proxy on the way takes it for dead. */
const KEEP_ALIVE = 30;

/** Ends what is typed. */
const CTRL_D = "\u0004";

/** What this side says. */
type Said = { op: "stdin"; data: string } | { op: "resize"; width: number; height: number };

/**
 * Keeps a console open: what is typed or piped goes there, and what it writes is printed, until one
 * of both ends.
 *
 * @param address The URL of the console. It has a secret, so that no message may have it.
 * @throws {ExitError} If there is no connection, or it breaks.
 */
export async function connect(
  ctx: Context,
  address: string,
  keepAlive: number = KEEP_ALIVE,
): Promise<void> {
  const url = addressOf(address);
  if (ctx.dryRun) return ctx.dryRun.note({ connect: url.origin });
  const socket = new WebSocket(url);
  const over = new AbortController();
  const ended = endOf(ctx, socket, url.origin).finally(() => over.abort());
  await opened(socket, ended);
  const say = (said: Said) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(said));
  };
  const keyboard = await ctx.keyboard();
  const timer = setInterval(() => say({ op: "stdin", data: "" }), keepAlive * 1000);
  try {
    keyboard.onResize((width, height) => say({ op: "resize", width, height }));
    const typing = type(keyboard, say, over.signal);
    typing.catch(() => socket.close());
    await ended;
  } finally {
    clearInterval(timer);
    keyboard.close();
    socket.close();
  }
}

/** The URL of a console, which has to be encrypted unless it is on this machine. */
function addressOf(text: string): URL {
  const url = URL.parse(text);
  const isHere = url !== null && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url?.protocol === "wss:" || (url?.protocol === "ws:" && isHere)) return url;
  throw new ExitError("The address of the console is not that of an encrypted WebSocket");
}

/** Waits until a connection is there, or has failed. */
async function opened(socket: WebSocket, ended: Promise<void>): Promise<void> {
  const open = new Promise<void>((resolve) => socket.addEventListener("open", () => resolve()));
  await Promise.race([open, ended]);
}

/** Prints what a console writes, until it ends. */
function endOf(ctx: Context, socket: WebSocket, origin: string): Promise<void> {
  let isOpen = false;
  let writing = Promise.resolve();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const fail = (text: string) => reject(new ExitError(text));
  const interrupted = () => reject(ctx.signal.reason);
  ctx.signal.addEventListener("abort", interrupted);
  socket.addEventListener("open", () => (isOpen = true));
  socket.addEventListener("message", ({ data }) => {
    const text = textIn(data);
    if (text === null) fail(`The console at ${origin} has sent what is not understood`);
    else writing = writing.then(() => ctx.out(text));
  });
  socket.addEventListener("close", ({ code, reason, wasClean }) => {
    const why = reason || `code ${code}`;
    if (!isOpen) fail(`Cannot connect to the console at ${origin}`);
    // 1005 is an end without a code.
    else if (wasClean && (code === 1000 || code === 1005)) writing.then(resolve, reject);
    else writing.then(() => fail(`The connection to the console was lost: ${why}`), reject);
  });
  return promise.finally(() => ctx.signal.removeEventListener("abort", interrupted));
}

/** What a message of a console prints; `null` if it is not one. */
function textIn(message: unknown): string | null {
  try {
    const { data } = JSON.parse(String(message));
    return typeof data === "string" ? data : null;
  } catch {
    return null;
  }
}

/** Sends what is typed, and at its end what ends a shell. */
async function type(
  { keys }: Keyboard,
  say: (said: Said) => void,
  over: AbortSignal,
): Promise<void> {
  // A letter may come in two parts.
  const decoder = new TextDecoder();
  for await (const bytes of keys) {
    if (over.aborted) return;
    const data = decoder.decode(bytes, { stream: true });
    if (data !== "") say({ op: "stdin", data });
  }
  say({ op: "stdin", data: CTRL_D });
}
