/**
 * Encodes one value as a single segment of a URL path.
 *
 * @throws {TypeError} If the value is empty or a dot segment, which a URL parser would use to
 * climb to another resource.
 */
export function encodeSegment(value: string | number | bigint): string {
  const text = String(value);
  if (text === "" || text === "." || text === "..") {
    throw new TypeError(`${JSON.stringify(text)} cannot be part of a URL path`);
  }
  // Fingerprints are full of colons, which are legal in a path and easier to read as they are.
  return encodeURIComponent(text).replaceAll("%3A", ":");
}

/** A template tag for URL paths: every interpolated value becomes exactly one segment. */
export function path(
  strings: TemplateStringsArray,
  ...values: (string | number | bigint)[]
): string {
  return values.reduce<string>(
    (text, value, i) => text + encodeSegment(value) + strings[i + 1],
    strings[0] ?? "",
  );
}

/**
 * Fills the parameters of a path in: each becomes exactly one segment.
 *
 * @param template A path such as `/v2/volumes/{volume_id}`.
 * @throws {TypeError} If a parameter is missing, empty or a dot segment.
 *
 * @example
 * ```ts
 * import { fillPath } from "@doapi/doapi/api";
 *
 * const path = "/v2/registries/{registry_name}/repositories/{repository_name}/tags";
 * const url = fillPath(path, { registry_name: "example", repository_name: "web/front" });
 * console.log(url); // /v2/registries/example/repositories/web%2Ffront/tags
 * ```
 */
export function fillPath(
  template: string,
  values: Readonly<Record<string, string | number | bigint>> = {},
): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new TypeError(`The path ${template} needs a ${name}`);
    return encodeSegment(value);
  });
}

/** Fills the parameters of a path in, whatever they are called: the first value in the first one. */
export function fillInOrder(
  template: string,
  values: readonly (string | number | bigint)[],
): string {
  let next = 0;
  return template.replace(/\{\w+\}/g, (parameter) => {
    const value = values[next++];
    return value === undefined ? parameter : encodeSegment(value);
  });
}
