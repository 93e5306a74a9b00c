import { ValidationError } from "@cliffy/command";
import { encode } from "../../mod.ts";
import { ExitError } from "../errors.ts";

/** Finds what a JMESPath expression describes in a value. */
export type Query = (value: unknown) => Promise<unknown>;

/**
 * Reads a JMESPath expression.
 *
 * @throws {ValidationError} If it is none.
 */
export async function readQuery(expression: string): Promise<Query> {
  const { compile, TreeInterpreter } = await import("@jmespath-community/jmespath");
  let tree: ReturnType<typeof compile>;
  try {
    tree = compile(expression);
  } catch (error) {
    throw new ValidationError(
      `Option "--query" is not valid JMESPath: ${(error as Error).message}.`,
    );
  }
  return async (value) => {
    const plain = JSON.parse(await encode(value), keepLarge as Parameters<typeof JSON.parse>[1]);
    try {
      return TreeInterpreter.search(tree, plain) ?? null;
    } catch (error) {
      throw new ExitError(`--query finds nothing: ${(error as Error).message}`);
    }
  };
}

const { rawJSON } = JSON as unknown as { rawJSON(text: string): object };

/** An integer that would lose digits is passed through as it is; it cannot be compared. */
function keepLarge(_: string, value: unknown, { source = "" }: { source?: string }): unknown {
  const large = typeof value === "number" && Number.isInteger(value) &&
    !Number.isSafeInteger(value);
  return large ? rawJSON(source) : value;
}
