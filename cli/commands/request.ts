import { type ArgumentValue, ValidationError } from "@cliffy/command";
import { parseJSON, textOrFile } from "../base/files.ts";
import { IGNORE_MISSING, ignoringMissing } from "../base/missing.ts";
import type { Context } from "../context.ts";
import { ExitError } from "../errors.ts";
import { word } from "../args/argv.ts";
import { command, oneOf } from "../args/options.ts";
import { printJSON } from "../output/json.ts";
import { listing } from "../output/listing.ts";
import { printList, printWhole } from "../output/print.ts";
import { printRaw } from "../output/raw.ts";

const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"];

/** The type of the URL: a method in its place has another one. */
function urlWord(given: ArgumentValue): string {
  if (!METHODS.includes(given.value)) return word(given);
  throw new ValidationError(
    `${given.value} is a method, not a URL; write doapi request -X ${given.value} URL.`,
  );
}

/** `doapi request` */
export function request(ctx: Context, about: string) {
  return command(about, { list: true })
    .type("url", urlWord)
    .arguments("<url:url>")
    .option(
      "-d, --data <json:string>",
      "The body as JSON; @FILE reads a file, @- standard input.",
      {
        conflicts: ["paginate"],
      },
    )
    .option(
      "-D, --dump-header <file:string>",
      "Write the answer's headers to a file; - for standard output.",
    )
    .option("-H, --header <header:text>", "A further header, NAME:VALUE; repeatable.", {
      collect: true,
    })
    .option(
      "--paginate <property:string>",
      "Follow a list page by page and print what is under the property.",
      {
        conflicts: ["data", "header"],
      },
    )
    .option("-X, --request <method:string>", "GET (the default), POST, PUT, PATCH or DELETE.", {
      ...oneOf("--request", METHODS),
    })
    .option(
      "--allow-other-host",
      "Send the token to the URL's host even if it is not the endpoint's.",
    )
    .option(...IGNORE_MISSING)
    .example("A path", "doapi request /v2/account")
    .example("A whole list", "doapi request --paginate domains /v2/domains")
    .example("A change", `doapi request -X POST -d '{"name": "web"}' /v2/tags`)
    .action(async (options, url) => {
      const { paginate: key, dumpHeader, data } = options;
      const method = options.request ?? "GET";
      if (key !== undefined && method !== "GET") {
        throw new ExitError(`--paginate works with the GET method only.`);
      }
      if (data !== undefined && method === "GET") {
        throw new ValidationError('Option "--data" needs "--request" with POST, PUT or PATCH.');
      }
      const sent = headersOf(options.header ?? []);
      const text = data === undefined ? undefined : await textOrFile(ctx, data);
      if (text !== undefined) parseJSON("--data", text);
      const client = await ctx.client(options);
      const shared = { allowOtherOrigin: options.allowOtherHost };
      const headers = () => Object.fromEntries(client.lastResponse?.headers ?? []);
      // Fail before sending if the file cannot be written.
      const write = dumpHeader === undefined || dumpHeader === "-"
        ? null
        : await ctx.openFile(dumpHeader);
      try {
        if (key === undefined) {
          const wanted = { method, data: text, headers: sent, bytes: true, ...shared };
          const body = await ignoringMissing(ctx, options, () => client.request(url, wanted));
          if (dumpHeader === "-") await printJSON(ctx, headers());
          if (body instanceof Uint8Array) await printRaw(ctx, body);
          else if (body !== null) await printWhole(ctx, options, body);
        } else {
          let items: AsyncIterable<unknown> | unknown[] = client.paginate(url, key, {
            ...shared,
            ...listing(ctx),
          });
          if (dumpHeader === "-") {
            // The last page's headers come first in the output, so read the whole list before.
            items = await Array.fromAsync(items);
            await printJSON(ctx, headers());
          }
          await printList(ctx, options, items);
        }
      } finally {
        // Dump the headers of error answers, too.
        if (client.lastResponse) await write?.(`${JSON.stringify(headers(), null, 4)}\n`);
      }
    });
}

/** Headers that the program sets itself, such as the token's. */
const OWN = ["authorization", "content-length", "host", "user-agent"];

/** Reads `NAME:VALUE` words. */
function headersOf(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(words.map((word) => {
    const [, name = "", value = ""] = /^([\w!#$%&'*+.^`|~-]+):\s*([^\r\n]*)$/.exec(word) ?? [];
    if (name === "") {
      throw new ValidationError(`Option "--header" must be NAME:VALUE, but got "${word}".`);
    }
    if (OWN.includes(name.toLowerCase())) {
      throw new ValidationError(`Option "--header" cannot replace "${name}".`);
    }
    return [name, value];
  }));
}
