import { assertEquals } from "@std/assert";
import { md5 } from "../../../../lib/sandbox/rules/md5.ts";
import { bench } from "../support.ts";

const INVALID = "422 unprocessable_entity: ";
const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ6f2uQ4m8V0yq5Qf0s8dLx0oYqzq1eY0y3r0b9Yw1aX me";
// As `ssh-keygen -l -E md5` prints it.
const FINGERPRINT = "b7:0c:38:04:cb:4a:36:b0:22:a4:6b:97:9b:4a:54:0b";

Deno.test("MD5 gives the digests of RFC 1321", () => {
  const digest = (text: string): string =>
    [...md5(new TextEncoder().encode(text))].map((b) => b.toString(16).padStart(2, "0")).join("");
  const letters = "abcdefghijklmnopqrstuvwxyz";
  assertEquals(digest(""), "d41d8cd98f00b204e9800998ecf8427e");
  assertEquals(digest("a"), "0cc175b9c0f1b6a831c399e269772661");
  assertEquals(digest("abc"), "900150983cd24fb0d6963f7d28e17f72");
  assertEquals(digest("message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
  assertEquals(digest(letters), "c3fcd3d76192e4007dfb496cca67e13b");
  assertEquals(
    digest(letters.toUpperCase() + letters + "0123456789"),
    "d174ab98d277d9f5a5611c2c9f419d9f",
  );
  assertEquals(digest("1234567890".repeat(8)), "57edf4a22be3c955ac49da2e2107b67a");
});

Deno.test("a key is made with its MD5 fingerprint", async () => {
  const { call } = bench();
  const { status, json } = await call("POST", "/v2/account/keys", {
    name: "laptop",
    public_key: ` ${KEY}\n`,
  });
  assertEquals(status, 201);
  const key = { id: 512001, fingerprint: FINGERPRINT, public_key: KEY, name: "laptop" };
  assertEquals(json, { ssh_key: key });
  assertEquals((await call("GET", "/v2/account/keys")).json, {
    ssh_keys: [key],
    links: {},
    meta: { total: 1 },
  });
});

for (const name of ["512001", FINGERPRINT, FINGERPRINT.toUpperCase()]) {
  Deno.test(`a key is read, renamed and deleted as ${name}`, async () => {
    const { call, refused } = bench({ seed: { keys: [{ name: "laptop", public_key: KEY }] } });
    const path = `/v2/account/keys/${name}`;
    assertEquals((await call("GET", path)).json.ssh_key.name, "laptop");
    assertEquals((await call("PUT", path, { name: "new" })).json.ssh_key.name, "new");
    assertEquals(await refused("PUT", path, { name: "" }), INVALID + "Name can't be blank");
    const { status, text } = await call("DELETE", path);
    assertEquals([status, text], [204, ""]);
    assertEquals((await call("GET", path)).status, 404);
  });
}

/** A key of a type, its data made of parts that are told by their lengths. */
function keyOf(type: string, ...lengths: number[]): string {
  const parts = [new TextEncoder().encode(type), ...lengths.map((n) => new Uint8Array(n).fill(7))];
  const data = parts.flatMap((part) => [0, 0, part.length >> 8, part.length & 255, ...part]);
  return `${type} ${btoa(String.fromCharCode(...data))}`;
}

const PARTS = {
  "ssh-rsa": [3, 257],
  "ssh-dss": [129, 21, 128, 129],
  "ecdsa-sha2-nistp256": [8, 65],
  "ecdsa-sha2-nistp384": [8, 97],
  "ecdsa-sha2-nistp521": [8, 133],
  "ssh-ed25519": [32],
  "sk-ecdsa-sha2-nistp256@openssh.com": [8, 65, 4],
  "sk-ssh-ed25519@openssh.com": [32, 4],
};

for (const [type, lengths] of Object.entries(PARTS)) {
  Deno.test(`a key of type ${type} is taken whole and in no other way`, async () => {
    const { call, refused } = bench();
    const make = (...given: number[]) => ({ name: "laptop", public_key: keyOf(type, ...given) });
    const wrong = [lengths.slice(0, -1), [...lengths, 1], [...lengths.slice(0, -1), 0]];
    if (type.includes("ed25519")) wrong.push([31, ...lengths.slice(1)]);
    for (const given of wrong) {
      assertEquals(await refused("POST", "/v2/account/keys", make(...given)), INVALID + INCOMPLETE);
    }
    assertEquals((await call("POST", "/v2/account/keys", make(...lengths))).status, 201);
  });
}

const INCOMPLETE = "Key invalid, the key data is incomplete";

Deno.test("a key that is there already is refused, whatever its name and comment", async () => {
  const { refused } = bench({ seed: { keys: [{ name: "laptop", public_key: KEY }] } });
  const body = { name: "other", public_key: KEY.replace(" me", " somebody") };
  assertEquals(
    await refused("POST", "/v2/account/keys", body),
    INVALID + "SSH Key is already in use on your account",
  );
});

for (
  const [public_key, message] of [
    ["", "Public key can't be blank"],
    ["ssh-ed25519", "Key invalid, key should be of the format `type key [comment]`"],
    [
      "ssh-nothing AAAA",
      "Key invalid type, we support 'ssh-rsa', 'ssh-dss', 'ecdsa-sha2-nistp256', " +
      "'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'ssh-ed25519', " +
      "'sk-ecdsa-sha2-nistp256@openssh.com', or 'sk-ssh-ed25519@openssh.com'",
    ],
    ["ssh-ed25519 !!!!", "Key invalid, the key data is not valid base64"],
    [KEY.replace("ssh-ed25519", "ssh-rsa"), "Key invalid, the key data does not match its type"],
    ["ssh-rsa AAAA", "Key invalid, the key data is incomplete"],
    [KEY.split(" ")[0] + " " + KEY.split(" ")[1]?.slice(0, -8), INCOMPLETE],
    [`${KEY}\n${KEY}`, "Key invalid, key should be of the format `type key [comment]`"],
  ] as const
) {
  Deno.test(`the public key ${JSON.stringify(public_key.slice(0, 20))} is refused: ${message.slice(0, 40)}`, async () => {
    const { refused } = bench();
    const body = { name: "laptop", public_key };
    assertEquals(await refused("POST", "/v2/account/keys", body), INVALID + message);
  });
}

Deno.test("a droplet takes keys by id, by text of an id and by fingerprint", async () => {
  const { call, sandbox } = bench({ seed: { keys: [{ name: "laptop", public_key: KEY }] } });
  const { status } = await call("POST", "/v2/droplets", {
    name: "a",
    size: "s-1vcpu-1gb",
    image: "debian-12-x64",
    ssh_keys: [512001, "512001", FINGERPRINT],
  });
  assertEquals(status, 202);
  assertEquals(sandbox.snapshot().droplets[0]?.key_ids, [512001, 512001, 512001]);
});
