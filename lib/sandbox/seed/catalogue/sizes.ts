import { OPEN_REGIONS } from "./regions.ts";

/** The GPUs of a size. */
export interface GpuInfo {
  readonly count: number;
  readonly model: string;
  readonly vram: { readonly amount: number; readonly unit: string };
}

/** A droplet size as the API lists it: memory in MB, disk in GB, transfer in TB, prices in USD. */
export interface CatalogueSize {
  readonly slug: string;
  readonly memory: number;
  readonly vcpus: number;
  readonly disk: number;
  readonly transfer: number;
  readonly price_monthly: number;
  readonly price_hourly: number;
  readonly regions: readonly string[];
  readonly available: boolean;
  readonly description: string;
  readonly networking_throughput: number;
  readonly disk_info: readonly {
    readonly type: string;
    readonly size: { readonly amount: number; readonly unit: string };
  }[];
  readonly gpu_info?: GpuInfo;
}

type Row = readonly [
  slug: string,
  description: string,
  memoryMb: number,
  vcpus: number,
  diskGb: number,
  transferTb: number,
  monthly: number,
  throughput: number,
  regions?: readonly string[],
];

const WITHOUT_OLD = OPEN_REGIONS.filter((slug) => slug !== "nyc2" && slug !== "sfo2");
const CPU_REGIONS = WITHOUT_OLD.filter((slug) => slug !== "atl1");

const ROWS: readonly Row[] = [
  ["s-1vcpu-512mb-10gb", "Basic", 512, 1, 10, 0.5, 4, 2000, WITHOUT_OLD],
  ["s-1vcpu-1gb", "Basic", 1024, 1, 25, 1, 6, 2000],
  ["s-1vcpu-1gb-amd", "Basic AMD", 1024, 1, 25, 1, 7, 2000, WITHOUT_OLD],
  ["s-1vcpu-1gb-intel", "Basic Intel", 1024, 1, 25, 1, 7, 2000, WITHOUT_OLD],
  ["s-1vcpu-2gb", "Basic", 2048, 1, 50, 2, 12, 2000],
  ["s-1vcpu-2gb-amd", "Basic AMD", 2048, 1, 50, 2, 14, 2000, WITHOUT_OLD],
  ["s-1vcpu-2gb-intel", "Basic Intel", 2048, 1, 50, 2, 14, 2000, WITHOUT_OLD],
  ["s-2vcpu-2gb", "Basic", 2048, 2, 60, 3, 18, 2000],
  ["s-2vcpu-2gb-amd", "Basic AMD", 2048, 2, 60, 3, 21, 2000, WITHOUT_OLD],
  ["s-2vcpu-4gb", "Basic", 4096, 2, 80, 4, 24, 2000],
  ["s-2vcpu-4gb-amd", "Basic AMD", 4096, 2, 80, 4, 28, 2000, WITHOUT_OLD],
  ["s-4vcpu-8gb", "Basic", 8192, 4, 160, 5, 48, 2000],
  ["s-4vcpu-8gb-amd", "Basic AMD", 8192, 4, 160, 5, 56, 2000, WITHOUT_OLD],
  ["c-2", "CPU-Optimized", 4096, 2, 25, 4, 42, 2000, CPU_REGIONS],
  ["c2-2vcpu-4gb", "CPU-Optimized 2x SSD", 4096, 2, 50, 4, 47, 2000, CPU_REGIONS],
  ["g-2vcpu-8gb", "General Purpose", 8192, 2, 25, 4, 63, 2000, CPU_REGIONS],
  ["gd-2vcpu-8gb", "General Purpose 2x SSD", 8192, 2, 50, 4, 68, 2000, CPU_REGIONS],
  ["m-2vcpu-16gb", "Memory-Optimized", 16384, 2, 50, 4, 84, 2000, CPU_REGIONS],
  ["c-4", "CPU-Optimized", 8192, 4, 50, 5, 84, 2000, CPU_REGIONS],
  ["s-8vcpu-16gb", "Basic", 16384, 8, 320, 6, 96, 2000],
  ["m3-2vcpu-16gb", "Memory-Optimized 3x SSD", 16384, 2, 150, 4, 104, 2000, CPU_REGIONS],
  ["s-8vcpu-16gb-amd", "Basic AMD", 16384, 8, 320, 6, 112, 2000, WITHOUT_OLD],
  ["g-4vcpu-16gb", "General Purpose", 16384, 4, 50, 5, 126, 2000, CPU_REGIONS],
  ["so-2vcpu-16gb", "Storage-Optimized", 16384, 2, 300, 4, 131, 2000, CPU_REGIONS],
  ["gd-4vcpu-16gb", "General Purpose 2x SSD", 16384, 4, 100, 5, 136, 2000, CPU_REGIONS],
  ["m-4vcpu-32gb", "Memory-Optimized", 32768, 4, 100, 6, 168, 2000, CPU_REGIONS],
  ["c-8", "CPU-Optimized", 16384, 8, 100, 6, 168, 2000, CPU_REGIONS],
  ["s-8vcpu-32gb-amd", "Basic AMD", 32768, 8, 400, 10, 168, 2000, WITHOUT_OLD],
  ["g-8vcpu-32gb", "General Purpose", 32768, 8, 100, 6, 252, 4000, CPU_REGIONS],
  ["m-8vcpu-64gb", "Memory-Optimized", 65536, 8, 200, 7, 336, 4000, CPU_REGIONS],
  ["c-16", "CPU-Optimized", 32768, 16, 200, 7, 336, 4000, CPU_REGIONS],
];

// An hour is billed as a 672nd of the month, the API's own rounding is to five decimals.
function hourly(monthly: number): number {
  return Math.round((monthly / 672) * 100_000) / 100_000;
}

function fromRow(row: Row): CatalogueSize {
  const [slug, description, memory, vcpus, disk, transfer, monthly, throughput, regions] = row;
  return {
    slug,
    memory,
    vcpus,
    disk,
    transfer,
    price_monthly: monthly,
    price_hourly: hourly(monthly),
    regions: [...(regions ?? OPEN_REGIONS)].sort(),
    available: true,
    description,
    networking_throughput: throughput,
    disk_info: [{ type: "local", size: { amount: disk, unit: "gib" } }],
  };
}

const GPU_SIZES: readonly CatalogueSize[] = [
  {
    slug: "gpu-h100x1-80gb",
    memory: 245760,
    vcpus: 20,
    disk: 720,
    transfer: 15,
    price_monthly: 2277.84,
    price_hourly: 3.39,
    regions: ["ams3", "atl1", "nyc2", "tor1"],
    available: true,
    description: "H100 GPU - 1X",
    networking_throughput: 10000,
    disk_info: [
      { type: "local", size: { amount: 720, unit: "gib" } },
      { type: "scratch", size: { amount: 5120, unit: "gib" } },
    ],
    gpu_info: { count: 1, model: "nvidia_h100", vram: { amount: 80, unit: "gib" } },
  },
  {
    slug: "gpu-l40sx1-48gb",
    memory: 65536,
    vcpus: 8,
    disk: 500,
    transfer: 10,
    price_monthly: 1055.04,
    price_hourly: 1.57,
    regions: ["tor1"],
    available: true,
    description: "L40S GPU - 1X",
    networking_throughput: 10000,
    disk_info: [{ type: "local", size: { amount: 500, unit: "gib" } }],
    gpu_info: { count: 1, model: "nvidia_l40s", vram: { amount: 48, unit: "gib" } },
  },
  {
    slug: "gpu-mi300x1-192gb",
    memory: 245760,
    vcpus: 20,
    disk: 720,
    transfer: 15,
    price_monthly: 1337.11,
    price_hourly: 1.99,
    regions: ["atl1", "nyc1"],
    available: true,
    description: "AMD MI300X - 1X",
    networking_throughput: 10000,
    disk_info: [
      { type: "local", size: { amount: 720, unit: "gib" } },
      { type: "scratch", size: { amount: 5120, unit: "gib" } },
    ],
    gpu_info: { count: 1, model: "amd_mi300x", vram: { amount: 192, unit: "gib" } },
  },
];

/** Every size, cheapest first, the GPU sizes last. */
export const SIZES: readonly CatalogueSize[] = [...ROWS.map(fromRow), ...GPU_SIZES];

const BY_SLUG: ReadonlyMap<string, CatalogueSize> = new Map(SIZES.map((s) => [s.slug, s]));

/** The size with that slug. */
export function findSize(slug: string): CatalogueSize | undefined {
  return BY_SLUG.get(slug);
}

const BY_REGION: ReadonlyMap<string, readonly string[]> = new Map(
  OPEN_REGIONS.map((region) => [
    region,
    SIZES.filter((size) => size.regions.includes(region)).map((size) => size.slug),
  ]),
);

/** Slugs of the sizes that a region offers; none in a region that takes no droplets. */
export function sizesIn(region: string): readonly string[] {
  return BY_REGION.get(region) ?? [];
}
