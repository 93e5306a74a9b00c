import { assertEquals, assertThrows } from "@std/assert";
import { asciiName } from "../../../lib/core/domain_name.ts";

const NAMES: [name: string, ascii: string][] = [
  ["bücher.example", "xn--bcher-kva.example"],
  ["Bücher.EXAMPLE.", "xn--bcher-kva.example."],
  ["例え。テスト", "xn--r8jz45g.xn--zckzah"],
  ["bücher", "xn--bcher-kva"],
  ["*.bücher", "*.xn--bcher-kva"],
  ["_sip._tcp.bücher", "_sip._tcp.xn--bcher-kva"],
  // Decomposed, as some keyboards and file systems have it.
  ["bu\u0308cher.example", "xn--bcher-kva.example"],
  // ASCII is for the server to judge.
  ["Example.COM", "Example.COM"],
  ["@", "@"],
  ["a b/c", "a b/c"],
  ["", ""],
];
for (const [name, ascii] of NAMES) {
  Deno.test(`the ASCII form of ${JSON.stringify(name)} is ${JSON.stringify(ascii)}`, () => {
    assertEquals(asciiName(name), ascii);
  });
}

for (const name of ["bü cher.example", "bücher.example/x", "ü@x", "ü:80", "ü%2e"]) {
  Deno.test(`${JSON.stringify(name)} has no ASCII form`, () => {
    assertThrows(() => asciiName(name), TypeError, "is not a domain name");
  });
}
