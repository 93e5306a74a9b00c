import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { DOAPI } from "@doapi/doapi";
import { asciiName } from "../../lib/core/domain_name.ts";
import { path } from "../../lib/api/path.ts";
import { property } from "../support/property.ts";

/** Text of all kinds, and often of the kind that URL parsers take for more than text. */
const risky = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom(".", "/", "\\", "%", "2", "e", "E", "f", "?", "#", ":", "\t"),
  }),
);

/** What cannot be part of a path, whatever is done about it. */
const IMPOSSIBLE = ["", ".", ".."];

property("any value is one segment of a path, and can be read back", [risky], (value) => {
  if (IMPOSSIBLE.includes(value)) return void assertThrows(() => path`/v2/${value}`, TypeError);
  const { pathname, search, hash, host } = new URL(`https://api.example${path`/v2/a/${value}/b`}`);
  assertEquals([search, hash, host], ["", "", "api.example"]);
  const segments = pathname.split("/");
  assertEquals(segments.length, 5);
  assertEquals(decodeURIComponent(segments[3] ?? ""), value);
}, 2000);

/** Whether a name can be sent: in ASCII any can, others as far as they have an ASCII form. */
function isDomain(name: string): boolean {
  try {
    return !IMPOSSIBLE.includes(asciiName(name));
  } catch {
    return false;
  }
}

property("a resource's URL stays below its collection", [risky, risky], async (name, slug) => {
  const sent: string[] = [];
  const fetch = (url: string) => {
    sent.push(new URL(url).pathname);
    return Promise.resolve(Response.json({ domain: {}, image: {}, ssh_key: {}, floating_ip: {} }));
  };
  const doapi = new DOAPI("t", { fetch });
  await doapi.fetchDomain(name).catch(() => {});
  await doapi.fetchImageBySlug(slug).catch(() => {});
  const possible = [isDomain(name), !IMPOSSIBLE.includes(slug)].filter(Boolean);
  assertEquals(sent.length, possible.length);
  for (const url of sent) assertEquals(/^\/v2\/(domains|images)\/[^/]+$/.test(url), true, url);
});
