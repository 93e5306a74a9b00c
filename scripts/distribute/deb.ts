import { join } from "node:path";
import { debianVersion } from "./manifests.ts";
import { type Release, SUMMARY } from "./release.ts";
import type { Builder } from "./build.ts";

/** Builds a package for Debian and what is made of it, with dpkg-deb. */
export const deb: Builder = {
  architectures: { "linux-x64": "amd64", "linux-arm64": "arm64" },
  file: ({ version }, architecture) => `doapi_${debianVersion(version)}_${architecture}.deb`,
  places: [
    [/zsh\/site-functions/, "zsh/vendor-completions"],
    [/doc\/doapi\/LICENSE$/, "doc/doapi/copyright"],
  ],
  async build({ release, architecture, tree, output, size, run }) {
    await Deno.mkdir(join(tree, "DEBIAN"));
    await Deno.writeTextFile(join(tree, "DEBIAN/control"), control(release, architecture, size));
    // Older systems do not read the compression that newer ones choose.
    await run("dpkg-deb", ["--root-owner-group", "-Zxz", "--build", tree, output]);
  },
};

function control(release: Release, architecture: string, size: number): string {
  return `Package: doapi
Version: ${debianVersion(release.version)}
Architecture: ${architecture}
Maintainer: ${release.publisher}
Installed-Size: ${Math.ceil(size / 1024)}
Depends: libc6 (>= 2.27), libgcc-s1 | libgcc1
Section: net
Priority: optional
Homepage: ${release.homepage}
Description: ${SUMMARY}
`;
}
