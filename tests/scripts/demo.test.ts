import { assert, assertEquals } from "@std/assert";

Deno.test({
  name: "README shows what the demo prints, all of it and nothing else",
  // With a shell, both streams are one, in the order in which things are printed.
  ignore: Deno.build.os === "windows",
  async fn() {
    const { tasks } = JSON.parse(await Deno.readTextFile("deno.json"));
    const { code, stdout } = await new Deno.Command("sh", {
      args: ["-c", `${tasks.demo.command} 2>&1`],
      env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
    }).output();
    const [, shown = ""] = /```console\n(.*?)```/s.exec(await Deno.readTextFile("README.md")) ?? [];
    assertEquals([code, new TextDecoder().decode(stdout)], [0, shown]);
    // A table, a name refused, a failed action, a tag, a DNS record.
    for (const part of ["id  ", "no such droplet", "\n3\n", "tag:blog", "new-record"]) {
      assert(shown.includes(part), part);
    }
  },
});
