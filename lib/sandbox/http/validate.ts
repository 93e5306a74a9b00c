import { badRequest, notFound, unprocessable } from "./errors.ts";

type Body = Readonly<Record<string, unknown>>;

/** The number of a path segment; anything that is not a number names nothing. */
export function idParam(text: string | undefined): number {
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw notFound();
  return Number(text);
}

/** A text that may be left out; null counts as left out. */
export function optionalString(body: Body, key: string): string | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw unprocessable(`${label(key)} must be a string`);
  return value;
}

/** A text that must be there and not blank. */
export function requiredString(body: Body, key: string): string {
  const value = optionalString(body, key);
  if (value === undefined || value.trim() === "") {
    throw unprocessable(`${label(key)} can't be blank`);
  }
  return value;
}

/** A boolean that may be left out; null counts as left out. */
export function optionalBoolean(body: Body, key: string): boolean | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") throw unprocessable(`${label(key)} must be a boolean`);
  return value;
}

/** A whole number that may be left out; null counts as left out. A text of digits will do. */
export function optionalInteger(body: Body, key: string): number | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isSafeInteger(number)) {
    throw unprocessable(`${label(key)} must be an integer`);
  }
  return number;
}

/** A list that may be left out; null counts as left out. */
export function optionalList(body: Body, key: string): readonly unknown[] | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw unprocessable(`${label(key)} must be an array`);
  return value;
}

const TAG = /^[a-zA-Z0-9_\-:]{1,255}$/;

/** The name of a tag, checked. */
export function tagName(value: unknown): string {
  if (typeof value !== "string" || !TAG.test(value)) {
    throw unprocessable(
      "Tag names may only contain letters, numbers, colons, dashes, and underscores, " +
        "and may be up to 255 characters long.",
    );
  }
  return value;
}

/** The names of tags, checked, each once. */
export function tagNames(body: Body, key = "tags"): string[] {
  return [...new Set((optionalList(body, key) ?? []).map(tagName))];
}

/** The JSON object of a request's text. */
export function parseBody(text: string): Body {
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest("Unable to parse the request body: it is not valid JSON.");
  }
  if (value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) {
    throw badRequest("Unable to parse the request body: it must be a JSON object.");
  }
  return value as Body;
}

/** A field's name as the API's messages have it: `public_key` is "Public key". */
function label(key: string): string {
  const words = key.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
