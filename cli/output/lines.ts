import { encode, List } from "../../mod.ts";
import { type Context, warn } from "../context.ts";
import { Batches } from "./batches.ts";
import { chunksOf } from "./chunks.ts";
import { safe } from "./safe.ts";

/** The fields that commands take for the thing itself, the first that is there. */
const IDS = ["id", "uuid", "ip", "access_key", "invoice_uuid", "slug", "name"] as const;

const FORM = { sortKeys: true, escape: safe };

/**
 * Prints a line for each thing as soon as it is there, and for each that a list within has.
 *
 * @param form Its JSON without a line break, or its id.
 * @param toTheEnd Whether the source is read to its end though nobody reads the output any more.
 * @param areValues Whether the items are values, of which a list is one.
 */
export async function printLines(
  ctx: Context,
  form: "jsonl" | "ids",
  items: Iterable<unknown> | AsyncIterable<unknown>,
  toTheEnd = false,
  areValues = false,
): Promise<void> {
  const output = new Batches(ctx);
  let hasNoId = false;
  try {
    for await (const text of texts(form, items, areValues)) {
      if (text === null) hasNoId = true;
      else await output.add(`${text}\n`);
      if (ctx.outIsClosed && !toTheEnd) return;
    }
  } finally {
    await output.end();
    if (hasNoId) await warn(ctx, "items without an id are left out; --output jsonl has them");
  }
}

async function* texts(
  form: "jsonl" | "ids",
  items: Iterable<unknown> | AsyncIterable<unknown>,
  areValues: boolean,
): AsyncGenerator<string | null> {
  const plain = items instanceof List;
  for await (const chunk of chunksOf(items)) {
    for (const item of chunk) {
      if (!plain && !areValues && isIterable(item)) yield* texts(form, item, areValues);
      else if (form === "jsonl") yield await encode(item, { ...FORM, plain });
      else yield idIn(await encode(item));
    }
  }
}

/** The id in the JSON of a thing; of what is not an object, the text of it. */
function idIn(text: string): string | null {
  const plain = JSON.parse(text, asWritten as Parameters<typeof JSON.parse>[1]);
  if (typeof plain !== "object") return safe(String(plain));
  const field = IDS.find((name) => /^(string|number)$/.test(typeof plain?.[name]));
  return field === undefined ? null : safe(String(plain[field])).replaceAll("\n", "\\n");
}

/** Keeps the digits of numbers too large to be exact. */
function asWritten(_: string, value: unknown, { source }: { source?: string }): unknown {
  return typeof value === "number" && !Number.isSafeInteger(value) ? source : value;
}

/** Whether a value is a list, or a source of one. */
export function isIterable(value: unknown): value is AsyncIterable<unknown> | Iterable<unknown> {
  return typeof value === "object" && value !== null &&
    (Symbol.asyncIterator in value || Symbol.iterator in value);
}
