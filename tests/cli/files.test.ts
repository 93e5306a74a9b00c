import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { ExitError, MissingFile } from "../../cli/errors.ts";
import { isForAll, locked, openFile, readFile, replaceFile } from "../../cli/files.ts";
import { doapi, inFolder, RUN } from "../support/process.ts";
import { TOKEN } from "../support/secret.ts";

/** A test in a folder of its own. */
const test = (name: string, work: (folder: string) => Promise<void>) =>
  Deno.test(name, () => inFolder(work));

test("a file that is not there, a folder, and bytes that are not text have an error each", async (folder) => {
  await Deno.writeFile(`${folder}/image`, new Uint8Array([0x1f, 0x8b, 0xff]));
  await assertRejects(() => readFile(`${folder}/none`), MissingFile);
  await assertRejects(() => readFile(`${folder}/image`), ExitError, "is not text in UTF-8");
  await assertRejects(() => readFile(folder), ExitError, `Cannot read ${folder}: `);
});

test("a file that the user has named is emptied and written, and stays what it is", async (folder) => {
  await Deno.writeTextFile(`${folder}/target`, "old");
  await Deno.symlink(`${folder}/target`, `${folder}/link`);
  const write = await openFile(`${folder}/link`);
  assertEquals(await Deno.readTextFile(`${folder}/target`), "");
  await write("new");
  assertEquals(await Deno.readTextFile(`${folder}/target`), "new");
  assertEquals((await Deno.lstat(`${folder}/link`)).isSymlink, true);
});

test("a file in a folder that is not there is refused, and no folder is made", async (folder) => {
  await assertRejects(() => openFile(`${folder}/none/file`), ExitError, "Cannot write");
  await assertRejects(() => openFile(folder), ExitError, "Cannot write");
  assertEquals(await Array.fromAsync(Deno.readDir(folder)), []);
});

test("a file of the program's own is replaced, with the folders on the way, for the user alone", async (folder) => {
  const path = `${folder}/deep/state`;
  await replaceFile(path, "one");
  await replaceFile(path, "two");
  assertEquals([await Deno.readTextFile(path), await isForAll(path)], ["two", false]);
  assertEquals((await Array.fromAsync(Deno.readDir(`${folder}/deep`))).length, 1);
});

test("a link is written through to its target and locked there, whether there is one yet or not", async (folder) => {
  await Deno.mkdir(`${folder}/real`);
  await Deno.symlink("real/state", `${folder}/link`);
  await Deno.symlink("link", `${folder}/twice`);
  await replaceFile(`${folder}/twice`, "one");
  await replaceFile(`${folder}/link`, "two");
  assertEquals(await Deno.readTextFile(`${folder}/real/state`), "two");
  assertEquals((await Deno.lstat(`${folder}/link`)).isSymlink, true);
  await locked(`${folder}/twice`, async () => {
    assertEquals((await Deno.stat(`${folder}/real/state.lock`)).isFile, true);
  });
  await Deno.symlink("round", `${folder}/round`);
  const round = () => locked(`${folder}/round`, () => Promise.resolve());
  await assertRejects(round, ExitError, "too many levels");
  await assertRejects(() => replaceFile(`${folder}/round`, ""), ExitError, "too many levels");
});

test("a link in a folder that is reached by a link leads on from where the folder is", async (folder) => {
  await Deno.mkdir(`${folder}/deep/real`, { recursive: true });
  await Deno.symlink("deep/real", `${folder}/near`);
  await Deno.symlink("../state", `${folder}/deep/real/link`);
  await replaceFile(`${folder}/near/link`, "one");
  assertEquals(await readFile(`${folder}/near/link`), "one");
  assertEquals(await readFile(`${folder}/deep/state`), "one");
});

Deno.test("devices that Deno does not open can be named", async () => {
  assertEquals(await readFile("/dev/null"), "");
  assertEquals(await isForAll("/dev/stdin"), false);
  await (await openFile("/dev/null"))("nothing");
});

/** Two actions: the first has ended, the second ends with an error as soon as that is asked for. */
function twoActions() {
  let errored = false;
  const action = (id: number, status: string) => ({ id, status, type: "reboot" });
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const id = Number(new URL(request.url).pathname.split("/").at(-1));
    const status = id === 1 ? "completed" : errored ? "errored" : "in-progress";
    return Response.json({ action: action(id, status) });
  });
  const args = ["--endpoint", `http://127.0.0.1:${server.addr.port}`, "--api-token", TOKEN];
  const wait = [...args, "action", "wait", "--wait-interval", "0", "-q", "1", "2"];
  return { wait, fail: () => void (errored = true), stop: () => server.shutdown() };
}

Deno.test({
  name: "a wait goes on when its reader has gone, and its exit code is the one that is due",
  ignore: Deno.build.os === "windows",
  async fn() {
    const { wait, fail, stop } = twoActions();
    const child = doapi(...wait).spawn();
    const reader = child.stdout.getReader();
    assertStringIncludes(new TextDecoder().decode((await reader.read()).value), '"completed"');
    await reader.cancel();
    fail();
    const [{ code }, err] = await Promise.all([child.status, new Response(child.stderr).text()]);
    assertEquals([code, err], [3, "doapi: errored: action 2 (reboot of undefined undefined)\n"]);
    await stop();
  },
});

Deno.test({
  name: "where standard output is full, the rest of a result is told on standard error",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const { wait, fail, stop } = twoActions();
    fail();
    const full = ["-c", 'exec "$@" >/dev/full', "sh", Deno.execPath(), ...RUN, ...wait];
    const { code, stderr } = await new Deno.Command("sh", { args: full, stdin: "null" }).output();
    const err = new TextDecoder().decode(stderr);
    assertEquals(code, 3);
    assertStringIncludes(err, "doapi: Cannot write to standard output: no space left on device\n");
    for (const status of ["completed", "errored"]) assertStringIncludes(err, `"${status}"`);
    await stop();
  },
});
