import { assertEquals, assertMatch } from "@std/assert";
import { createSandbox, type Sandbox } from "@doapi/doapi/sandbox";
import { serve } from "../../../../cli/api/server.ts";
import { guarded } from "../../../../cli/sandbox/guard.ts";
import { browserTest } from "../../../support/browser.ts";
import { PLAIN } from "../support.ts";

const SEED = { droplets: 2, tags: ["web"] };

/** A simulator that is served, with its page. */
async function served(work: (url: string, sandbox: Sandbox) => Promise<void>): Promise<void> {
  const sandbox = createSandbox({ seed: SEED });
  const server = await serve("127.0.0.1", 0, guarded(sandbox, false));
  try {
    await work(server.url, sandbox);
  } finally {
    await server.close();
  }
}

function create(sandbox: Sandbox, name: string): Promise<Response> {
  return sandbox.fetch("https://api.digitalocean.com/v2/droplets", {
    method: "POST",
    headers: { authorization: "Bearer any" },
    body: JSON.stringify({ name, ...PLAIN, user_data: "<img src=x onerror=document.title=1>" }),
  });
}

browserTest(
  "the page shows what the account has, and what is made meanwhile",
  (open) =>
    served(async (url, sandbox) => {
      const page = await open(`${url}/_sandbox/`);
      await page.getByText("droplet-2", { exact: true }).waitFor();
      assertEquals(await page.locator("#items details").count(), 2);
      await create(sandbox, "late");
      await page.getByText("late", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Tags: 1" }).click();
      await page.locator("#items").getByText("web", { exact: true }).first().waitFor();
    }),
);

browserTest(
  "the page shows requests with their bodies, as text and never as HTML",
  (open) =>
    served(async (url, sandbox) => {
      const page = await open(`${url}/_sandbox/`);
      await create(sandbox, "web-1");
      const request = page.locator("#requests summary").first();
      await request.click();
      const bodies = await page.locator("#requests pre").allTextContents();
      assertMatch(bodies.join(), /"user_data": "<img src=x onerror=document.title=1>"/);
      assertEquals(await page.locator("img").count(), 0);
      assertEquals(await page.title(), "DigitalOcean simulator");
      await page.getByRole("button", { name: "Clear" }).click();
      await page.getByText("The log is empty.").waitFor();
      assertEquals(sandbox.requests, []);
    }),
);

browserTest(
  "faults are added and removed on the page, by keyboard",
  (open) =>
    served(async (url, sandbox) => {
      const page = await open(`${url}/_sandbox/`);
      await page.getByLabel("Path").focus();
      await page.keyboard.type("/v2/tags");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.type("503");
      await page.keyboard.press("Enter");
      const remove = page.getByRole("button", { name: "Remove fault 1" });
      await remove.waitFor();
      assertEquals(sandbox.faults.list(), [{ path: "/v2/tags", status: 503, id: 1, left: null }]);
      await remove.focus();
      await page.keyboard.press("Enter");
      await page.getByText("Fault 1 is removed.").waitFor();
      assertEquals(sandbox.faults.list(), []);
    }),
);

browserTest(
  "the clock is turned and stopped, the state put back, on the page",
  (open) =>
    served(async (url, sandbox) => {
      const page = await open(`${url}/_sandbox/`);
      const before = sandbox.clock.now();
      await page.getByLabel("Advance by").fill("1d");
      await page.getByRole("button", { name: "Advance", exact: true }).click();
      await page.getByText("The clock is advanced by 1d.").waitFor();
      assertEquals(sandbox.clock.now() - before >= 86_400_000, true);
      await page.getByRole("button", { name: "Freeze" }).click();
      await page.getByText("The clock stands still.").waitFor();
      assertEquals(sandbox.clock.frozen, true);
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Save snapshot" }).click();
      const path = await (await download).path();
      page.on("dialog", (dialog) => dialog.accept());
      await create(sandbox, "gone");
      await page.getByRole("button", { name: "Reset" }).click();
      await page.getByText("as it was at its beginning").waitFor();
      assertEquals([sandbox.snapshot().droplets.length, sandbox.clock.frozen], [2, false]);
      await page.setInputFiles("#file", path);
      await page.getByText("The snapshot is restored.").waitFor();
      assertEquals(sandbox.clock.frozen, true);
    }),
);

for (const dark of [false, true]) {
  browserTest(
    `at 360 pixels, ${dark ? "dark" : "light"}, nothing is wider than the screen`,
    (open) =>
      served(async (url, sandbox) => {
        await create(sandbox, "a".repeat(60));
        const page = await open(`${url}/_sandbox/`, { width: 360, dark });
        await page.locator("#items summary").last().click();
        const [wide, ground] = await page.evaluate<[number, string]>(
          "[document.documentElement.scrollWidth, getComputedStyle(document.body).backgroundColor]",
        );
        assertEquals([wide, ground], [360, dark ? "rgb(13, 17, 23)" : "rgb(246, 248, 250)"]);
      }),
  );
}
