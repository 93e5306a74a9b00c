import { ValidationError } from "@cliffy/command";
import { DOAPI, DOAPIError, UnauthorizedError } from "../../mod.ts";
import { type Context, note, warn } from "../context.ts";
import { EXIT, ExitError } from "../errors.ts";
import { command, group, universal, withColumns } from "../args/options.ts";
import { checked, findToken } from "../api/token.ts";
import { allContexts, checkContext } from "../config/contexts.ts";
import { changeConfig, configFile, readConfig, type StoredContext } from "../config/file.ts";
import { forget, keep } from "../config/keyring.ts";
import { contextInUse, namedContext, simulates, TOKEN_VARIABLES } from "../config/settings.ts";
import { printList, printObject } from "../output/print.ts";
import { protection } from "../safety/protection.ts";

/** `doapi auth` */
export function auth(ctx: Context, about: string) {
  return group(about, {
    login: login(ctx),
    status: status(ctx),
    list: list(ctx),
    switch: choose(ctx),
    logout: logout(ctx),
  });
}

/** Valid names of accounts: words that no shell needs quoted. */
const NAME = /^[A-Za-z0-9][\w.-]{0,63}$/;

function login(ctx: Context) {
  return command(
    "Store an account's token under a name, and use that account from now on. A terminal asks for " +
      "the token; elsewhere standard input has it.",
  )
    .option("--no-keyring", "Store the token in the file even where the system has a keyring.")
    .arguments("[name:word]")
    .example("On a terminal, which asks for the token", "doapi auth login work")
    .example("In a script", "doapi auth login work < token.txt")
    .action(async (options, name = "default") => {
      if (!NAME.test(name)) {
        throw new ValidationError(
          `"${name}" cannot be the name of a context: use letters and digits.`,
        );
      }
      const { context: _, ...line } = universal(options);
      const sandbox = await simulates(ctx, line);
      const token = sandbox ? null : await newToken(ctx, line);
      const given = token === null ? line : { ...line, apiToken: token, apiTokenFile: undefined };
      const client = await ctx.client(given);
      const who = await tried(client);
      const inKeyring = token !== null && options.keyring && await keep(ctx, name, token);
      await changeConfig(ctx, (config) => {
        const { endpoint: _, sandbox: __, ...others } = config.contexts?.[name]?.settings ?? {};
        // The token is stored with the endpoint that accepted it.
        const place = client.endpoint === DOAPI.DEFAULT_ENDPOINT
          ? {}
          : { endpoint: client.endpoint };
        const settings = { ...others, ...(sandbox ? { sandbox } : place) };
        const kept = token === null ? {} : inKeyring ? { keyring: true } : { token };
        const context: StoredContext = { ...kept, settings };
        config.contexts = { ...config.contexts, [name]: context };
        config.context = name;
      });
      if (token !== null && !inKeyring) {
        // Remove the old token of this name.
        await forget(ctx, name);
        await warn(ctx, `the token is in ${configFile(ctx)}, which only you can read`);
      }
      const before = TOKEN_VARIABLES.find((name) => ctx.env(name) !== undefined);
      if (before) await warn(ctx, `${before} is set, and comes before the context ${name}`);
      if (!line.quiet) await note(ctx, `logged in to ${name}${who}`);
    });
}

/** The token to store: from the options, the terminal, or standard input. */
async function newToken(ctx: Context, options: object): Promise<string> {
  const { apiToken, apiTokenFile } = universal(options);
  if (apiToken !== undefined || apiTokenFile !== undefined) {
    return (await findToken(ctx, options)).token;
  }
  if (!ctx.isAttended) return checked(await ctx.in(), "standard input").token;
  const answer = await ctx.ask("Token (it is not shown): ", true);
  return checked(answer ?? "", "the answer").token;
}

/** Tests a token; returns its owner in words. */
async function tried(client: DOAPI): Promise<string> {
  try {
    const { email } = await client.fetchAccount();
    return ` as ${email}`;
  } catch (error) {
    // A token with few scopes is valid, too: the account may refuse it, and other operations take it.
    if (error instanceof DOAPIError && error.status === 403) return "";
    if (error instanceof UnauthorizedError) {
      throw new ExitError("The token is not valid", EXIT.token);
    }
    throw error;
  }
}

/** Lists that stand for the rest of the account, by what they have. */
const LISTS = [
  "account",
  "actions",
  "apps",
  "certificates",
  "databases",
  "domains",
  "droplets",
  "firewalls",
  "images",
  "kubernetes/clusters",
  "load_balancers",
  "projects",
  "snapshots",
  "tags",
  "volumes",
  "vpcs",
];

function status(ctx: Context) {
  return command("Show the account in use, the source of its token, and its permissions.")
    .example("Of another context", "doapi auth status --context work")
    .action(async (options) => {
      const line = universal(options);
      const sandbox = await simulates(ctx, options);
      const token = sandbox ? null : await findToken(ctx, line);
      const chosen = namedContext(ctx, options) ?? (await readConfig(ctx)).context;
      const client = await ctx.client(token ? { ...line, apiToken: token.token } : line);
      const reads: string[] = [];
      const refused: string[] = [];
      const account = await client.request("/v2/account", { key: "account" })
        .catch(refusal);
      await Promise.all(LISTS.map(async (list) => {
        const params = list === "account" ? {} : { per_page: 1 };
        const answer = await client.request(`/v2/${list}`, { params }).catch(
          refusal,
        );
        (answer === null ? refused : reads).push(list.replace(/.*\//, ""));
      }));
      const { readOnly, protect, max } = await protection(ctx, options);
      await printObject(ctx, withColumns(options, ["context", "token_from", "account.email"]), {
        context: await contextInUse(ctx, options) ?? token?.context ?? null,
        token_from: token?.source ?? null,
        // An explicit token wins over any context.
        instead_of: token && chosen !== token.context ? chosen ?? null : null,
        simulator: sandbox,
        endpoint: sandbox ? null : client.endpoint,
        account: account ?? null,
        may_read: reads.sort(),
        may_not_read: refused.sort(),
        read_only: readOnly !== null,
        protected: protect.map(({ pattern }) => pattern),
        max_destroy: max?.value ?? null,
      });
    });
}

/** The verdict of an answer about a token: `null` for forbidden, undefined for unknown. */
function refusal(error: unknown): null | undefined {
  if (!(error instanceof DOAPIError) || error instanceof UnauthorizedError) throw error;
  return error.status === 403 ? null : undefined;
}

function list(ctx: Context) {
  return command("List the stored accounts.")
    .example("As a table", "doapi auth list -o table")
    .action(async (options) => {
      const rows = (await allContexts(ctx)).map(({ name, current, place }) => ({
        name,
        current,
        token_in: place,
      }));
      await printList(ctx, withColumns(options, ["name", "current", "token_in"]), rows);
    });
}

function choose(ctx: Context) {
  return command("Use another account from now on. There is no output.")
    .arguments("<context:word>")
    .example("The one named work", "doapi auth switch work")
    .action(async (_, name) => {
      await checkContext(ctx, name);
      await changeConfig(ctx, (config) => void (config.context = name));
    });
}

function logout(ctx: Context) {
  return command("Remove an account and its token: the current one, or the named one.")
    .arguments("[context:word]")
    .example("The one named work", "doapi auth logout work")
    .action(async (_, given) => {
      const name = given ?? (await readConfig(ctx)).context;
      if (name === undefined) throw new ExitError("There is no context in use: name one");
      await checkContext(ctx, name);
      await changeConfig(ctx, async (config) => {
        const found = config.contexts?.[name];
        if (!found) throw new ExitError(`'${name}' is a context of doctl: doctl auth remove`);
        if (found.keyring) await forget(ctx, name);
        delete config.contexts?.[name];
        if (config.context === name) delete config.context;
      });
    });
}
