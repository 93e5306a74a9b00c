import { assertEquals } from "@std/assert";
import { inFolder } from "../../support/process.ts";
import { findInstallation, owner, RECEIPT } from "../../../cli/upgrade/installation.ts";

const PATHS: [program: string, owner: string | undefined][] = [
  ["/usr/bin/doapi", "the system's packages"],
  ["/usr/lib/doapi/doapi", "the system's packages"],
  ["/usr/local/bin/doapi", undefined],
  ["/usr/local/Cellar/doapi/0.1.0/bin/doapi", "Homebrew"],
  ["/opt/homebrew/bin/doapi", "Homebrew"],
  ["/home/linuxbrew/.linuxbrew/Cellar/doapi/0.1.0/bin/doapi", "Homebrew"],
  ["/home/me/.local/bin/doapi", undefined],
  ["/snap/doapi/1/bin/doapi", "Snap"],
  ["C:\\Users\\me\\scoop\\apps\\doapi\\current\\bin\\doapi.exe", "Scoop"],
  ["C:\\Users\\me\\AppData\\Local\\Microsoft\\WinGet\\Packages\\doapi\\doapi.exe", "winget"],
  ["C:\\Users\\me\\.local\\bin\\doapi.exe", undefined],
];
for (const [program, expected] of PATHS) {
  Deno.test(`${program} belongs to ${expected ?? "no package manager"}`, () => {
    assertEquals(owner(program)?.[0], expected);
  });
}

Deno.test("a receipt has no paths that lead out of where it is", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/bin`);
    await Deno.mkdir(`${folder}/share/doapi`, { recursive: true });
    await Deno.writeTextFile(`${folder}/bin/doapi`, "");
    const lines = ["../mine", "share/../../mine", "/mine", "C:\\mine", "x y", "bin/doapi"];
    const text = `base-url https://x\n${lines.map((path) => `file ${path}\n`).join("")}`;
    await Deno.writeTextFile(`${folder}/${RECEIPT}`, text);
    const { receipt } = await findInstallation(`${folder}/bin/doapi`);
    assertEquals(receipt, { baseUrl: "https://x", folders: [], files: ["bin/doapi"] });
  }));

Deno.test("a receipt of another program is not that of this one", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/share/doapi`, { recursive: true });
    await Deno.writeTextFile(`${folder}/mine`, "");
    await Deno.writeTextFile(`${folder}/${RECEIPT}`, "base-url https://x\nfile doapi\n");
    assertEquals((await findInstallation(`${folder}/mine`)).receipt, null);
  }));
