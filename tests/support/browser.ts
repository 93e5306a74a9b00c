import { type Browser, chromium, type Page } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** The browser of this machine, if it has one that tests can drive. */
export const BROWSER: string | undefined = (Deno.env.get("PATH") ?? "").split(":")
  .flatMap((folder) => NAMES.map((name) => `${folder}/${name}`))
  .find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });

/** How a page is looked at. */
export interface View {
  readonly width?: number;
  readonly dark?: boolean;
}

/** A test with a page of a headless browser; skipped, and said so, where there is no browser. */
export function browserTest(
  name: string,
  work: (open: (url: string, view?: View) => Promise<Page>) => Promise<void>,
): void {
  Deno.test({
    name: BROWSER ? name : `${name} (skipped: there is no Chromium; apt-get install chromium)`,
    ignore: BROWSER === undefined,
    // The driver keeps a process and its pipes until the browser is closed.
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      const browser: Browser = await chromium.launch({
        executablePath: BROWSER as string,
        // Chromium's own sandbox does not work for root, as whom containers run tests.
        args: ["--no-sandbox"],
      });
      const errors: string[] = [];
      try {
        await work(async (url, { width = 1200, dark = false } = {}) => {
          const context = await browser.newContext({
            viewport: { width, height: 800 },
            colorScheme: dark ? "dark" : "light",
          });
          const page = await context.newPage();
          page.on("pageerror", (error) => errors.push(error.message));
          page.on("console", (message) => {
            // A connection that has been idle may end as a request begins; the page asks again.
            const isNetwork = message.text().startsWith("Failed to load resource");
            if (message.type() === "error" && !isNetwork) errors.push(message.text());
          });
          page.setDefaultTimeout(10_000);
          await page.goto(url);
          return page;
        });
      } finally {
        await browser.close();
      }
      if (errors.length > 0) throw new Error(`The page has errors: ${errors.join("; ")}`);
    },
  });
}
