import { ValidationError } from "@cliffy/command";
import type { Operation } from "../../lib/api/facts.ts";
import { withArticle } from "../../lib/api/words.ts";
import { LookUp } from "../base/lookup.ts";
import { type Commands, type Lazy, lazyGroup } from "../base/lazy.ts";
import type { Context } from "../context.ts";
import { readDuration } from "../args/duration.ts";
import { type AnyCommand, command, type Whole, withColumns } from "../args/options.ts";
import { isWhole, printList, printObject } from "../output/print.ts";
import { suggestion } from "../args/suggestion.ts";

/** What has metrics: where they are, and what one of its things is. */
interface Group {
  path: string;
  /** The parameter that names a thing. */
  param: string;
  /** The path of the list that the thing is looked up in. */
  list: string;
  argument: string;
  sample: string;
  metric: string;
}

const GROUPS: Readonly<Record<string, Group>> = {
  app: {
    path: "apps",
    param: "app_id",
    list: "/v2/apps",
    argument: "app",
    sample: "shop",
    metric: "cpu_percentage",
  },
  autoscale: {
    path: "droplet_autoscale",
    param: "autoscale_pool_id",
    list: "/v2/droplets/autoscale",
    argument: "autoscale-pool",
    sample: "web",
    metric: "current_instances",
  },
  database: {
    path: "database/mysql",
    param: "db_id",
    list: "/v2/databases",
    argument: "database",
    sample: "main-db",
    metric: "cpu_usage --aggregate avg",
  },
  droplet: {
    path: "droplet",
    param: "host_id",
    list: "/v2/droplets",
    argument: "droplet",
    sample: "web-1",
    metric: "cpu",
  },
  "load-balancer": {
    path: "load_balancer",
    param: "lb_id",
    list: "/v2/load_balancers",
    argument: "load-balancer",
    sample: "front",
    metric: "frontend_connections_current",
  },
};

/** The shape of every answer. */
interface Answer {
  data?: { result?: { metric?: Record<string, string>; values?: [number, string][] }[] };
}

/** How far back, if nothing else is said. */
const SINCE = "1h";

/** How many lines a plot has. */
const HEIGHT = 15;

/** `doapi metric` */
export function metric(ctx: Context, about: string, whole: Whole) {
  const commands: Commands = Object.fromEntries(
    Object.entries(GROUPS).map(([name, group]) => [name, ofGroup(group)]),
  );
  return lazyGroup(ctx, about, whole, "metric", commands);
}

function ofGroup(group: Group): Lazy {
  const about = `Show a metric of ${withArticle(group.argument.replace("-", " "))} over time.`;
  return {
    about,
    async build(ctx, { reached }, words) {
      const metrics = await metricsOf(group);
      for (const { id } of metrics.values()) reached?.add(id);
      const child: AnyCommand = command(
        `${about} Metrics: ${[...metrics.keys()].join(", ")}.`,
        { list: true },
      )
        .option("--since <time:string>", `How far back: 30m, 6h, 2d. (Default: ${SINCE})`)
        .option("--start <time:string>", "The first moment: a date, or epoch seconds.")
        .option("--end <time:string>", "The last moment. (Default: now)")
        .option("--plot", "Draw a line for each series.");
      for (const param of paramsOf(metrics, group)) {
        const option = param.replaceAll("_", "-");
        child.option(`--${option} <${option}:string>`, "A parameter that some metrics need.");
      }
      return child
        .arguments(`<${group.argument}:word> <metric:word>`)
        .example("The last six hours", `doapi ${words} ${group.sample} ${group.metric} --since 6h`)
        .action(async (options: Record<string, unknown>, thing: string, wanted: string) => {
          const operation = metrics.get(wanted.replaceAll("-", "_"));
          if (!operation) {
            const names = [...metrics.keys()];
            throw new ValidationError(
              `There is no metric "${wanted}"${suggestion(wanted, names)}.`,
            );
          }
          await show(ctx, options, group, operation, thing);
        });
    },
  };
}

/** The operations of a group, by the names of their metrics. */
async function metricsOf({ path }: Group): Promise<Map<string, Operation>> {
  const { OPERATIONS } = await import("../../lib/api/operations.ts");
  const start = `/v2/monitoring/metrics/${path}/`;
  return new Map(
    Object.values(OPERATIONS).filter((one) => one.path.startsWith(start))
      .map((one) => [one.path.slice(start.length), one]),
  );
}

/** The parameters that metrics have beside the thing and the times. */
function paramsOf(metrics: Map<string, Operation>, { param }: Group): string[] {
  const names = [...metrics.values()].flatMap(({ params = [] }) => params.map(({ name }) => name));
  return [...new Set(names)].filter((name) => ![param, "start", "end"].includes(name));
}

async function show(
  ctx: Context,
  options: Record<string, unknown>,
  group: Group,
  { path, params = [] }: Operation,
  thing: string,
): Promise<void> {
  const query = times(ctx, options);
  for (const { name, mandatory, enum: words } of params) {
    if (name in query || name === group.param) continue;
    const given = options[name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())];
    if (given !== undefined) query[name] = given;
    else if (mandatory) {
      const option = name.replaceAll("_", "-");
      const one = words ? `: one of ${words.join(", ")}` : "";
      throw new ValidationError(`Missing required option "--${option}"${one}.`);
    }
  }
  const client = await ctx.client(options);
  const [found] = await new LookUp(ctx, client).find(group.list, [thing]);
  query[group.param] = found;
  const doing = "fetch the metric";
  const answer = await client.request<Answer>(path, { params: query, doing });
  const series = answer.data?.result ?? [];
  if (options.plot) return await plot(ctx, series);
  if (isWhole(ctx)) return await printObject(ctx, options, answer);
  const rows = series.flatMap(({ metric = {}, values = [] }) =>
    values.map(([time, value]) => ({ time: iso(time), ...metric, value }))
  );
  const labels = [...new Set(series.flatMap(({ metric = {} }) => Object.keys(metric)))];
  await printList(ctx, withColumns(options, ["time", ...labels, "value"]), rows);
}

function times(ctx: Context, options: Record<string, unknown>): Record<string, unknown> {
  const now = Math.floor(ctx.now() / 1000);
  const end = options.end === undefined ? now : moment("--end", String(options.end));
  if (options.start !== undefined) {
    return { start: String(moment("--start", String(options.start))), end: String(end) };
  }
  const since = String(options.since ?? SINCE);
  const seconds = readDuration(since);
  if (seconds === null || seconds === 0) {
    throw new ValidationError(`Option "--since" must be a time such as 6h, but got "${since}".`);
  }
  return { start: String(end - seconds), end: String(end) };
}

/** Epoch seconds of a date, or of epoch seconds. */
function moment(option: string, text: string): number {
  const time = /^\d+$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  if (Number.isFinite(time)) return Math.floor(time);
  throw new ValidationError(
    `Option "${option}" must be a date or epoch seconds, but got "${text}".`,
  );
}

async function plot(
  ctx: Context,
  series: NonNullable<NonNullable<Answer["data"]>["result"]>,
): Promise<void> {
  const { plot: draw } = await import("asciichart");
  for (const { metric = {}, values = [] } of series) {
    const labels = Object.entries(metric).map(([name, value]) => `${name}=${value}`).join(" ");
    const numbers = values.map(([, value]) => Number(value)).filter(Number.isFinite);
    const from = iso(values.at(0)?.[0] ?? 0);
    const to = iso(values.at(-1)?.[0] ?? 0);
    await ctx.out(numbers.length ? `${labels}, ${from} to ${to}\n` : `${labels}: no values\n`);
    if (numbers.length) await ctx.out(`${draw(numbers, { height: HEIGHT })}\n`);
  }
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000", "");
}
