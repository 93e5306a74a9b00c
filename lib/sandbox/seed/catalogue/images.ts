import type { ImageRecord } from "../../state/records.ts";
import { OPEN_REGIONS } from "./regions.ts";

type Row = readonly [
  id: number,
  slug: string,
  distribution: string,
  name: string,
  created: string,
  sizeGb: number,
  minDiskGb?: number,
];

// Distributions are spelled as the vendor's API description has them. It has no word for
// AlmaLinux, and "Unknown" is the value it gives for what it does not list.
const DISTRIBUTIONS: readonly Row[] = [
  [112929454, "ubuntu-20-04-x64", "Ubuntu", "20.04 (LTS) x64", "2022-07-26", 0.66],
  [129211873, "ubuntu-22-04-x64", "Ubuntu", "22.04 (LTS) x64", "2023-03-28", 0.77],
  [155133621, "ubuntu-24-04-x64", "Ubuntu", "24.04 (LTS) x64", "2024-05-10", 0.85],
  [184730412, "ubuntu-25-04-x64", "Ubuntu", "25.04 x64", "2025-04-22", 0.93],
  [129211829, "debian-11-x64", "Debian", "11 x64", "2023-03-28", 0.61],
  [139478010, "debian-12-x64", "Debian", "12 x64", "2023-08-31", 0.69],
  [195932981, "debian-13-x64", "Debian", "13 x64", "2025-08-15", 0.72],
  [185132101, "fedora-42-x64", "Fedora", "42 x64", "2025-04-29", 0.58],
  [157843612, "almalinux-8-x64", "Unknown", "AlmaLinux 8 x64", "2024-06-18", 0.98],
  [157843609, "almalinux-9-x64", "Unknown", "AlmaLinux 9 x64", "2024-06-18", 1.02],
  [157843598, "rockylinux-8-x64", "Rocky Linux", "8 x64", "2024-06-18", 1.87],
  [157843605, "rockylinux-9-x64", "Rocky Linux", "9 x64", "2024-06-18", 1.19],
  [157843617, "centos-stream-9-x64", "CentOS", "9 Stream x64", "2024-06-18", 1.25],
  [166407832, "gpu-h100x1-base", "Ubuntu", "NVIDIA AI/ML Ready", "2024-10-03", 16.4, 100],
];

const APPLICATIONS: readonly Row[] = [
  [133732203, "docker-20-04", "Ubuntu", "Docker on Ubuntu 22.04", "2023-05-30", 2.19, 25],
  [164209518, "nodejs-20-04", "Ubuntu", "NodeJS on Ubuntu 22.04", "2024-09-10", 2.51, 25],
  [134311435, "lemp-20-04", "Ubuntu", "LEMP on Ubuntu 22.04", "2023-06-07", 2.36, 25],
  [134311438, "lamp-20-04", "Ubuntu", "LAMP on Ubuntu 22.04", "2023-06-07", 2.57, 25],
  [137459014, "wordpress-20-04", "Ubuntu", "WordPress on Ubuntu 22.04", "2023-07-27", 2.87, 25],
  [171218907, "mysql-20-04", "Ubuntu", "MySQL on Ubuntu 22.04", "2024-11-19", 2.76, 25],
  [149105276, "dokku-20-04", "Ubuntu", "Dokku on Ubuntu 22.04", "2024-02-06", 3.4, 25],
  [
    161883745,
    "gitlabenterprise-20-04",
    "Ubuntu",
    "GitLab EE on Ubuntu 22.04",
    "2024-08-13",
    6.1,
    50,
  ],
];

// The description's list of regions for an image ends before atl1 was opened. Public images are
// in every region all the same, so nothing is checked against this list for them.
const PUBLIC_REGIONS = OPEN_REGIONS.filter((slug) => slug !== "atl1");

function image(row: Row, type: "base" | "snapshot"): ImageRecord {
  const [id, slug, distribution, name, created, size, minDisk] = row;
  return {
    id,
    name,
    distribution,
    slug,
    public: true,
    regions: [...PUBLIC_REGIONS],
    created: Date.parse(created + "T09:30:00Z"),
    min_disk_size: minDisk ?? 7,
    type,
    size_gigabytes: size,
    description: type === "base" ? `${distribution} ${name}` : name,
    tags: [],
    status: "available",
    droplet_id: null,
  };
}

/** The distribution images, which the API types "base". */
export const DISTRIBUTION_IMAGES: readonly ImageRecord[] = DISTRIBUTIONS.map((row) =>
  image(row, "base")
);

/** The one-click applications, which the API types "snapshot". */
export const APPLICATION_IMAGES: readonly ImageRecord[] = APPLICATIONS.map((row) =>
  image(row, "snapshot")
);

/** Every public image. */
export const PUBLIC_IMAGES: readonly ImageRecord[] = [
  ...DISTRIBUTION_IMAGES,
  ...APPLICATION_IMAGES,
];

const BY_ID: ReadonlyMap<number, ImageRecord> = new Map(PUBLIC_IMAGES.map((i) => [i.id, i]));
const BY_SLUG: ReadonlyMap<string, ImageRecord> = new Map(
  PUBLIC_IMAGES.map((i) => [i.slug ?? "", i]),
);

/** The public image with that id or slug. */
export function findPublicImage(idOrSlug: number | string): ImageRecord | undefined {
  return typeof idOrSlug === "number" ? BY_ID.get(idOrSlug) : BY_SLUG.get(idOrSlug);
}
