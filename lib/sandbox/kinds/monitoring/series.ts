import { unprocessable } from "../../http/errors.ts";
import type { Answer, Context } from "../../http/router.ts";
import { unit } from "../../state/random.ts";

/** A value that a resource has over time. */
export interface Series {
  /** What tells it from the others of an answer. */
  readonly labels: Readonly<Record<string, string>>;
  /** The value at a time; UNIX seconds. */
  readonly at: (time: number) => number;
}

// The API's points are so many seconds apart, and further where there would be too many of them.
const STEP = 120;
const MOST = 500;

const DAY = 86_400;

function seedOf(text: string): number {
  let seed = 0;
  for (const char of text) seed = (Math.imul(seed, 31) + char.charCodeAt(0)) | 0;
  return seed;
}

/**
 * A value that goes up and down with the time of the day, between two bounds. It depends on nothing
 * but what it is the value of and the time, so that a window shows what another one has shown.
 */
export function wave(of: string, low: number, high: number): (time: number) => number {
  const seed = seedOf(of);
  return (time) => {
    const daily = Math.sin((time / DAY + unit(seed)) * 2 * Math.PI);
    const jitter = unit(seed ^ Math.imul(Math.floor(time / STEP), 0x9e3779b1));
    return low + (high - low) * (0.5 + 0.3 * daily + 0.4 * (jitter - 0.5));
  };
}

/** A value that stays what it is. */
export function constant(value: number): (time: number) => number {
  return () => value;
}

/** A value that has grown by so much a second since a time. */
export function counter(since: number, rate: number): (time: number) => number {
  return (time) => Math.max(0, time - since) * rate;
}

function timeIn({ query }: Context, name: "start" | "end"): number {
  const text = query.get(name) ?? "";
  if (!/^\d{1,11}(\.\d+)?$/.test(text)) throw unprocessable(`${name} must be a UNIX timestamp`);
  return Number(text);
}

/** The times of the points that a request asks for, of those that have been. */
function timesOf(c: Context, since: number): number[] {
  const [start, end] = [timeIn(c, "start"), timeIn(c, "end")];
  if (end < start) throw unprocessable("end must not be before start");
  const step = STEP * Math.max(1, Math.ceil((end - start) / STEP / MOST));
  const first = Math.ceil(Math.max(start, since) / step) * step;
  const last = Math.min(end, Math.floor(c.now / 1000));
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  return Array.from({ length: count }, (_, i) => first + i * step);
}

function write(value: number): string {
  return String(Number(value.toFixed(6)));
}

/**
 * The answer of an operation about metrics.
 *
 * @param since When the resource was made, before which it has no values; epoch milliseconds.
 * @throws {ApiError} 422 if the request has no proper window.
 */
export function seriesAnswer(c: Context, since: number, list: readonly Series[]): Answer {
  const times = timesOf(c, Math.ceil(since / 1000));
  const result = (times.length === 0 ? [] : list).map(({ labels, at }) => ({
    metric: labels,
    values: times.map((time) => [time, write(at(time))]),
  }));
  return { status: 200, body: { status: "success", data: { resultType: "matrix", result } } };
}
