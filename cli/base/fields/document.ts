import { parseJSON, toNumber } from "./number.ts";

/** Text that cannot be read; the message follows what it is the value of. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

/**
 * Reads text that is JSON or YAML.
 *
 * @throws {Unreadable} If it is neither; the message says where.
 */
export async function parseDocument(text: string): Promise<unknown> {
  let problem: string;
  try {
    return parseJSON(text);
  } catch (error) {
    problem = (error as Error).message;
  }
  const { parseDocument, visit } = await import("yaml");
  const document = parseDocument(text, { logLevel: "error" });
  const [error = document.warnings[0]] = document.errors;
  if (error) {
    // Of something in brackets the author thinks as JSON.
    if (/^\s*[[{]/.test(text)) throw new Unreadable(`is not valid JSON: ${problem}`);
    const several = error.code === "MULTIPLE_DOCS";
    // The lines after the first repeat the text, in which there can be secrets.
    const message = several ? "more than one document" : error.message.split(":\n")[0];
    throw new Unreadable(`is not valid YAML: ${message}`);
  }
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== "number") return;
      if (!Number.isFinite(node.value)) {
        throw new Unreadable(`is not valid JSON: there is no ${node.source}`);
      }
      node.value = toNumber(node.source ?? "") ?? node.value;
    },
  });
  try {
    return document.toJS();
  } catch (error) {
    throw new Unreadable(`is not valid YAML: ${(error as Error).message}`);
  }
}
