import { timestamp } from "../../state/clock.ts";
import type { JsonObject } from "../../state/json.ts";
import { type ComponentList, componentsOf } from "./spec.ts";

/** The phases that a deployment goes through. */
export const PHASES = ["PENDING_BUILD", "BUILDING", "PENDING_DEPLOY", "DEPLOYING", "ACTIVE"];

/** How far a deployment is. */
export interface Course {
  /** When each of the phases was reached so far, the first one first; epoch milliseconds. */
  readonly times: readonly number[];
  /** Why it went no further. */
  readonly stopped?: { readonly code: string; readonly message: string; readonly at: number };
}

interface Step {
  readonly name: string;
  readonly about?: JsonObject;
  readonly steps?: readonly Step[];
  /** The number of the phase with which it is done. */
  readonly done?: number;
}

const WORDS: Readonly<Record<ComponentList, string>> = {
  services: "service",
  static_sites: "static site",
  workers: "worker",
  jobs: "job",
  functions: "function",
  databases: "database",
};

// A database is there already, or made by another service; what is static is only built.
const BUILT: readonly ComponentList[] = [
  "services",
  "static_sites",
  "workers",
  "jobs",
  "functions",
];
const DEPLOYED: readonly ComponentList[] = ["services", "static_sites", "workers", "functions"];

function stepsFor(spec: JsonObject, lists: readonly ComponentList[], verb: string, done: number) {
  return componentsOf(spec)
    .filter(([list]) => lists.includes(list))
    .map(([list, { name }]): Step => ({
      name: String(name),
      about: { component_name: String(name), message_base: `${verb} ${WORDS[list]}` },
      done,
    }));
}

function planOf(spec: JsonObject): Step[] {
  const components = (steps: Step[], done: number): Step =>
    steps.length > 0 ? { name: "components", steps } : { name: "components", done };
  return [
    {
      name: "build",
      steps: [
        { name: "initialize", done: 1 },
        components(stepsFor(spec, BUILT, "Building", 2), 2),
      ],
    },
    {
      name: "deploy",
      steps: [
        { name: "initialize", done: 3 },
        components(stepsFor(spec, DEPLOYED, "Deploying", 4), 4),
        { name: "finalize", done: 4 },
      ],
    },
  ];
}

function leafView(step: Step, { times, stopped }: Course, failing: Step | undefined): JsonObject {
  const { name, about, done = 0 } = step;
  const [started, ended] = [times[done - 1], times[done]];
  const view: JsonObject = { name, status: "PENDING", ...about };
  if (ended !== undefined) {
    return {
      ...view,
      status: "SUCCESS",
      started_at: timestamp(started as number),
      ended_at: timestamp(ended),
    };
  }
  if (stopped && step === failing) {
    const { code, message, at } = stopped;
    return { ...view, status: "ERROR", reason: { code, message }, ended_at: timestamp(at) };
  }
  // Between the phases with a name that says so, it is waited for a place to run.
  if (started === undefined || done % 2 === 1 || stopped) return view;
  return { ...view, status: "RUNNING", started_at: timestamp(started) };
}

function statusOf(statuses: readonly unknown[]): string {
  if (statuses.every((status) => status === "SUCCESS")) return "SUCCESS";
  if (statuses.includes("ERROR")) return "ERROR";
  return statuses.some((status) => status !== "PENDING") ? "RUNNING" : "PENDING";
}

function stepView(step: Step, course: Course, failing: Step | undefined): JsonObject {
  if (step.steps === undefined) return leafView(step, course, failing);
  const steps = step.steps.map((inner) => stepView(inner, course, failing));
  const status = statusOf(steps.map((inner) => inner.status));
  const started = steps.find((inner) => inner.started_at)?.started_at;
  const ended = status === "SUCCESS" ? steps.at(-1)?.ended_at : undefined;
  return {
    name: step.name,
    status,
    steps,
    ...(started !== undefined && { started_at: started }),
    ...(ended !== undefined && { ended_at: ended }),
  };
}

function leavesOf(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => step.steps ? leavesOf(step.steps) : [step]);
}

function leafStatuses(steps: readonly JsonObject[]): unknown[] {
  return steps.flatMap((step) =>
    Array.isArray(step.steps) ? leafStatuses(step.steps as JsonObject[]) : [step.status]
  );
}

/** The steps of a deployment and how far each is. */
export function progressOf(spec: JsonObject, course: Course): JsonObject {
  const plan = planOf(spec);
  const failing = course.stopped &&
    leavesOf(plan).find(({ done = 0 }) => course.times[done] === undefined);
  const steps = plan.map((step) => stepView(step, course, failing));
  const statuses = leafStatuses(steps);
  const count = (wanted: string) => statuses.filter((status) => status === wanted).length;
  return {
    pending_steps: count("PENDING"),
    running_steps: count("RUNNING"),
    success_steps: count("SUCCESS"),
    error_steps: count("ERROR"),
    total_steps: statuses.length,
    steps,
    summary_steps: steps.map(({ steps: _, ...step }) => step),
  };
}
