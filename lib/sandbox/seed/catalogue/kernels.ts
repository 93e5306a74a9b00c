/** A kernel that a droplet can be changed to. */
export interface CatalogueKernel {
  readonly id: number;
  readonly name: string;
  readonly version: string;
}

/** Droplets boot the kernel of their own disk; these loaders are what is left to choose from. */
export const KERNELS: readonly CatalogueKernel[] = [
  {
    id: 7515,
    name: "DigitalOcean GrubLoader v0.2 (20160714)",
    version: "2016.07.13-DigitalOcean_loader",
  },
  {
    id: 7516,
    name: "DigitalOcean GrubLoader v0.2 (20160714) Debian",
    version: "2016.07.13-DigitalOcean_loader_Debian",
  },
  {
    id: 7517,
    name: "DigitalOcean GrubLoader v0.1 (20160527)",
    version: "2016.05.26-DigitalOcean_loader",
  },
];
