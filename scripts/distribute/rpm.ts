import { join } from "node:path";
import type { Builder } from "./build.ts";
import { debianVersion } from "./manifests.ts";
import { type Release, SUMMARY } from "./release.ts";

/** Builds a package for Fedora, openSUSE and what is made of them, with rpmbuild. */
export const rpm: Builder = {
  architectures: { "linux-x64": "x86_64", "linux-arm64": "aarch64" },
  file: ({ version }, architecture) => `doapi-${debianVersion(version)}-1.${architecture}.rpm`,
  places: [[/doc\/doapi\/LICENSE$/, "licenses/doapi/LICENSE"]],
  async build({ release, architecture, tree, paths, output, work, run }) {
    await Deno.writeTextFile(join(work, "doapi.spec"), spec(release, tree, paths));
    await run("rpmbuild", [
      "-bb",
      "--quiet",
      `--target=${architecture}-linux`,
      `--define=_topdir ${work}`,
      join(work, "doapi.spec"),
    ]);
    const made = join(work, "RPMS", architecture, rpm.file(release, architecture));
    await Deno.copyFile(made, output);
  },
};

function spec(release: Release, tree: string, paths: string[]): string {
  return `# The program ends with data that strip would take for nothing.
%global __os_install_post %{nil}
%global debug_package %{nil}
%global _build_id_links none
# The same files give the same package.
%global _buildhost localhost
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
%global _binary_payload w6.xzdio

Name: doapi
Version: ${debianVersion(release.version)}
Release: 1
Summary: ${SUMMARY}
License: ${release.license}
URL: ${release.homepage}
Packager: ${release.publisher}
AutoProv: no

%description
${SUMMARY}.

%install
mkdir -p %{buildroot}
cp -a '${tree}/.' %{buildroot}

%files
%dir /usr/share/doc/doapi
%dir /usr/share/licenses/doapi
${paths.map((path) => `"/${path}"`).join("\n")}
`;
}
