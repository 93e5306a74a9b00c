import { assertEquals } from "@std/assert";
import { owner } from "../../../cli/upgrade/installation.ts";

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
