// What an argument names, against a model that has all resources at hand and no requests to save.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { cli } from "../support/cli.ts";
import { property } from "../support/property.ts";

interface Thing {
  id: number;
  name: string;
  /** The slug of an image, the fingerprint of a key. */
  alias: string | null;
  /** Whether it is listed apart, as droplets with GPUs are. */
  gpu: boolean;
  tags: string[];
}

interface Kind {
  area: string;
  label: string;
  path: string;
  key: string;
  one: string;
  alias: "slug" | "fingerprint" | null;
  /** Texts that can be an alias. */
  aliases: string[];
}

const fingerprint = (digit: string) => Array(16).fill(digit.repeat(2)).join(":");
const KINDS: Kind[] = [
  {
    ...{ area: "droplet", label: "droplet", path: "/v2/droplets", key: "droplets" },
    ...{ one: "droplet", alias: null, aliases: [] },
  },
  {
    ...{ area: "image", label: "image", path: "/v2/images", key: "images", one: "image" },
    ...{ alias: "slug", aliases: ["a", "web", "debian-12"] },
  },
  {
    ...{ area: "ssh-key", label: "SSH key", path: "/v2/account/keys", key: "ssh_keys" },
    ...{ one: "ssh_key", alias: "fingerprint", aliases: ["1", "a"].map(fingerprint) },
  },
];

/** Few names and ids, so that they often meet. */
const NAMES = ["a", "A", "web", "1", "2", "7", "id:1", "name:a", "é b"];

const things = ({ area, aliases }: Kind) =>
  fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 9 }),
      name: fc.constantFrom(...NAMES, ...aliases),
      alias: aliases.length ? fc.option(fc.constantFrom(...aliases)) : fc.constant(null),
      gpu: area === "droplet" ? fc.boolean() : fc.constant(false),
      tags: fc.subarray(["x", "Y"]),
    }),
    { selector: ({ id }) => id, maxLength: 6 },
  ).map((all) => {
    const taken = new Set<string>();
    // An alias is unique.
    return all.map(({ alias, ...thing }): Thing => {
      const own = alias !== null && !taken.has(alias) ? alias : null;
      if (own !== null) taken.add(own);
      return { ...thing, alias: own };
    }).sort((a, b) => Number(a.gpu) - Number(b.gpu));
  });

const words = ({ area, alias, aliases }: Kind) => {
  const capitals = alias === "fingerprint" ? aliases.map((text) => text.toUpperCase()) : [];
  const plain = [...NAMES, ...aliases, ...capitals, "8", "nix"];
  const prefixes = [
    "id:1",
    "id:2",
    ...["name", alias ?? "name"].flatMap((prefix) => plain.map((word) => `${prefix}:${word}`)),
  ];
  // Only droplets have tags.
  const tags = area === "droplet" ? ["tag:x", "tag:y", "tag:z"] : [];
  return fc.array(fc.constantFrom(...plain, ...prefixes, ...tags), { minLength: 1, maxLength: 6 });
};

/** All that an argument can name; the first way of naming that finds something wins. */
function matches({ alias }: Kind, all: Thing[], arg: string): Thing[] {
  const [, prefix, rest = ""] = /^(id|name|slug|fingerprint|tag):(.*)$/.exec(arg) ?? [];
  const byId = (text: string) => all.filter(({ id }) => String(id) === text);
  const byName = (text: string) => all.filter(({ name }) => name === text);
  const byAlias = (text: string) =>
    all.filter((thing) => thing.alias === (alias === "slug" ? text : text.toLowerCase()));
  if (prefix === "tag") {
    return all.filter(({ tags }) => tags.join(" ").toLowerCase().includes(rest));
  }
  if (prefix === "id") return byId(rest);
  if (prefix === "name") return byName(rest);
  if (prefix !== undefined && prefix === alias) return byAlias(rest);
  return [byId(arg), byAlias(arg), byName(arg)].find((found) => found.length) ?? [];
}

/** An API that has the things, or one that knows of no filter. */
function serve({ path, key, one, alias }: Kind, all: Thing[], filters: boolean) {
  const json = all.map(({ alias: value, gpu: _, ...thing }) => ({
    ...thing,
    [alias ?? "none"]: value,
  }));
  return (url: string) => {
    const { pathname, searchParams } = new URL(url);
    if (pathname === path) {
      const name = searchParams.get("name")?.toLowerCase();
      const tag = searchParams.get("tag_name")?.toLowerCase();
      const gpu = searchParams.get("type") === "gpus";
      const fits = (thing: Thing) =>
        tag === undefined
          ? (name === undefined || thing.name.toLowerCase() === name) && thing.gpu === gpu
          : thing.tags.some((own) => own.toLowerCase() === tag);
      const some = json.filter((_, i) => !filters || fits(all[i] as Thing));
      return Promise.resolve(Response.json({ [key]: some, links: {} }));
    }
    const wanted = decodeURIComponent(pathname.slice(path.length + 1));
    const i = all.findIndex((thing) =>
      String(thing.id) === wanted || thing.alias === wanted.toLowerCase()
    );
    return Promise.resolve(
      i < 0 ? new Response("{}", { status: 404 }) : Response.json({ [one]: json[i] }),
    );
  };
}

for (const kind of KINDS) {
  property(
    `arguments of ${kind.area} show find what a naive look through all would find`,
    [things(kind), words(kind), fc.boolean(), fc.boolean()],
    async (all, args, multiple, filters) => {
      const line = [kind.area, "show", ...(multiple ? ["-M"] : []), "--", ...args];
      const { code, out, err, requests } = await cli(line, { fetch: serve(kind, all, filters) });
      const found = args.map((arg) => matches(kind, all, arg));
      const several = (i: number) => multiple || args[i]?.startsWith("tag:");
      const missing = found.findIndex((some) => some.length === 0);
      const bad = missing >= 0
        ? missing
        : found.findIndex((some, i) => some.length > 1 && !several(i));
      if (bad >= 0) {
        assertEquals([code, out], [1, ""]);
        const none = args[bad]?.startsWith("tag:") ? "no droplet has" : `no such ${kind.label}`;
        const what = found[bad]?.length ? "ambiguous" : none;
        assertStringIncludes(err, `'${args[bad]}': ${what}`);
      } else {
        const ids = [...new Set(found.flat().map(({ id }) => id))];
        assertEquals([code, JSON.parse(out).map(({ id }: Thing) => id)], [0, ids]);
      }
      const listings = requests.filter((request) => /^GET [^?]*\?per_page=200$/.test(request));
      assert(listings.length <= 1, requests.join("\n"));
      assert(requests.length <= 3 * args.length + 2, requests.join("\n"));
    },
    1000,
  );
}
