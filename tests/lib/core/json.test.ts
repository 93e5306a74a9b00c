import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { encode } from "@doapi/doapi";
import { stringify } from "../../../lib/core/encode.ts";
import { keepNumberTexts, parseJSON } from "../../../lib/core/json.ts";

Deno.test("numbers are written as they came: 5.0, 1e3 and integers beyond 2^53", () => {
  const text = '{"a":5.0,"b":[12345678901234567890,1e3],"c":0.00744,"d":-0,"e":"5.0"}';
  assertEquals(stringify(parseJSON(text)), text);
});

const TEXTS: Record<string, string> = {
  "a string with what looks like a number of a list": '{"a":"x: 5.0, y","b":5.0}',
  "a string with a character of number 0": '{"a":"\\u0000","b":5.0}',
  "a field named as what stands for a number": '{"\\u0000number":"5.0","b":5.0}',
  "numbers in lists of lists": "[[5.0,6.00],[-0,1E5],0.00000001]",
};
for (const [name, text] of Object.entries(TEXTS)) {
  Deno.test(`numbers are written as they came in ${name}`, () => {
    assertEquals(stringify(parseJSON(text)), text);
  });
}

Deno.test("a field that is there twice has the value of the last one", () => {
  assertEquals(parseJSON('{"a":5.0,"a":6,"b":1.0}'), { a: 6, b: 1 });
  assertEquals(stringify(parseJSON('{"a":5.0,"a":6.0}')), '{"a":6.0}');
});

for (const text of ["[01.50]", "[1.0", "[5.0}", '{"a":1.50.0}', "[1.0,]", "[1e5e5]"]) {
  Deno.test(`${text} is refused, as JSON.parse() does`, () => {
    assertThrows(() => parseJSON(text), SyntaxError);
  });
}

Deno.test("equal objects in plain JSON are written as all others, wherever they are", async () => {
  const size = (price: string) => `{"slug":"s","price":${price},"disks":[{"gb":10}]}`;
  const list = ["5.0", "5", "5.00", "5.0"].map((price) =>
    `{"size":${size(price)},"more":[${size(price)},[${size(price)}]],"id":1}`
  );
  const form = { indent: 2, sortKeys: true };
  for (const text of [...list, ...list]) {
    const item = parseJSON(text);
    assertEquals(await encode(item, { plain: true }), text);
    assertEquals(await encode(item, { ...form, plain: true }), await encode(item, form));
  }
});

Deno.test("objects that are too many to be remembered are written right", async () => {
  for (let i = 0; i < 1000; i++) {
    const item = parseJSON(`{"id":${i},"size":{"slug":"${i % 300}"}}`);
    assertEquals(await encode(item, { plain: true }), JSON.stringify(item));
  }
});

Deno.test("encode() escapes texts and names as it is asked to", async () => {
  const escape = (json: string) => json.replaceAll("\x7f", "\\u007f");
  assertEquals(await encode({ "\x7f": ["a\x7f"] }, { escape }), '{"\\u007f":["a\\u007f"]}');
  assertEquals(await encode({ "\x7f": ["a\x7f"] }), '{"\x7f":["a\x7f"]}');
});

Deno.test("a number that was changed is written as its new value", () => {
  const value = parseJSON('{"a":5.0}') as { a: number };
  value.a = 6;
  assertEquals(stringify(value), '{"a":6}');
});

Deno.test("a copy can keep the original's number texts", () => {
  const value = parseJSON('{"a":5.0}') as object;
  const copy = { ...value };
  keepNumberTexts(value, copy);
  assertEquals(stringify(copy), '{"a":5.0}');
});

Deno.test("stringify() agrees with JSON.stringify on everything JSON can be", () => {
  const value = {
    text: 'quote " \\ \u2028 \ud800 é 😀',
    list: [1, null, true, [], {}, undefined],
    gone: undefined,
    date: new Date(0),
    nested: { z: 1, a: 2 },
  };
  assertEquals(stringify(value), JSON.stringify(value));
  assertEquals(stringify(value, { indent: 4 }), JSON.stringify(value, null, 4));
  assertEquals(stringify({ z: 1, a: 2 }, { sortKeys: true }), '{"a":2,"z":1}');
});

Deno.test("stringify() refuses a value that contains itself", () => {
  const value: Record<string, unknown> = {};
  value.self = value;
  assertThrows(() => stringify(value), TypeError, "contains itself");
});

Deno.test("encode() puts lists in the place of iterables and async iterables", async () => {
  async function* numbers() {
    yield 1;
    yield await Promise.resolve(2);
  }
  assertEquals(await encode({ a: numbers(), b: new Set([3]) }), '{"a":[1,2],"b":[3]}');
});

Deno.test("encode() refuses a value that contains itself", async () => {
  const value: Record<string, unknown> = { numbers: new Set([1]) };
  value.list = [value];
  await assertRejects(() => encode(value), TypeError, "contains itself");
});

Deno.test("encode() keeps numbers as they came beside iterables", async () => {
  const value = parseJSON('{"a":[5.0,{"b":1e3}],"c":0.0000001}') as Record<string, unknown>;
  assertEquals(
    await encode({ list: [value], more: new Set([value]) }),
    '{"list":[{"a":[5.0,{"b":1e3}],"c":0.0000001}],"more":[{"a":[5.0,{"b":1e3}],"c":0.0000001}]}',
  );
});

Deno.test("encode() writes what JSON.rawJSON() has wrapped as it is", async () => {
  const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };
  assertEquals(
    await encode({ a: [rawJSON("5.0")], b: rawJSON("12345678901234567890") }),
    '{"a":[5.0],"b":12345678901234567890}',
  );
});
