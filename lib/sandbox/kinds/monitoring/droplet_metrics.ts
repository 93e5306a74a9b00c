import { notFound } from "../../http/errors.ts";
import type { Context } from "../../http/router.ts";
import { idParam } from "../../http/validate.ts";
import { findSize } from "../../seed/catalogue/sizes.ts";
import type { DropletRecord } from "../../state/records.ts";
import { constant, counter, type Series, seriesAnswer, wave } from "./series.ts";

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** How much of its time a processor spends on what; the rest it is idle. */
const MODES: Readonly<Record<string, number>> = {
  iowait: 0.0002,
  irq: 0,
  nice: 0.0005,
  softirq: 0.0001,
  steal: 0.0001,
  system: 0.004,
  user: 0.02,
};

function vcpusOf({ size }: DropletRecord): number {
  return findSize(size)?.vcpus ?? 1;
}

/** In bytes. */
function memoryOf({ size }: DropletRecord): number {
  return (findSize(size)?.memory ?? 1024) * MIB;
}

/** Seconds since the droplet was made, by what its processors did. */
function cpu(droplet: DropletRecord): Series[] {
  const busy = Object.values(MODES).reduce((sum, share) => sum + share, 0);
  return Object.entries({ idle: 1 - busy, ...MODES }).map(([mode, share]) => ({
    labels: { host_id: String(droplet.id), mode },
    at: counter(droplet.created / 1000, share * vcpusOf(droplet)),
  }));
}

/** In megabits per second. */
function bandwidth({ id }: DropletRecord, { query }: Context): Series[] {
  const [face, direction] = [String(query.get("interface")), String(query.get("direction"))];
  return [{
    labels: { host_id: String(id), interface: face, direction },
    at: wave(`${id} ${face} ${direction}`, 0.005, 0.05),
  }];
}

type Value = (droplet: DropletRecord) => (time: number) => number;

// What is in a droplet is told by the agent that runs in it where monitoring is on.
function told(value: Value, more: Readonly<Record<string, string>> = {}) {
  return (droplet: DropletRecord): Series[] => {
    const labels = { host_id: String(droplet.id), ...more };
    return droplet.monitoring ? [{ labels, at: value(droplet) }] : [];
  };
}

function load(minutes: number): (droplet: DropletRecord) => Series[] {
  return told((droplet) => wave(`${droplet.id} load ${minutes}`, 0.01, 0.3 * vcpusOf(droplet)));
}

/** A share of the memory that goes up and down. */
function memory(name: string, low: number, high: number): (droplet: DropletRecord) => Series[] {
  return told((droplet) => {
    const [all, share] = [memoryOf(droplet), wave(`${droplet.id} ${name}`, low, high)];
    return (time) => Math.round(all * share(time));
  });
}

const ROOT = { device: "/dev/vda1", fstype: "ext4", mountpoint: "/" };

const SERIES: Readonly<Record<string, (droplet: DropletRecord, c: Context) => Series[]>> = {
  bandwidth,
  cpu,
  filesystem_free: told(({ disk }) => constant(Math.round(disk * GIB * 0.92)), ROOT),
  filesystem_size: told(({ disk }) => constant(Math.round(disk * GIB * 0.97)), ROOT),
  load_1: load(1),
  load_5: load(5),
  load_15: load(15),
  memory_available: memory("available", 0.6, 0.8),
  memory_cached: memory("cached", 0.2, 0.35),
  memory_free: memory("free", 0.3, 0.5),
  memory_total: told((droplet) => constant(memoryOf(droplet))),
};

/** What droplets do. */
export const DROPLET_METRICS = Object.fromEntries(
  Object.entries(SERIES).map(([name, series]) => [
    `GET /v2/monitoring/metrics/droplet/${name}`,
    (c: Context) => {
      const id = c.query.get("host_id") as string;
      const droplet = c.store.droplets.find(idParam(id));
      if (droplet === undefined) throw notFound();
      return seriesAnswer(c, droplet.created, series(droplet, c));
    },
  ]),
);
