import { stringify } from "yaml";
import { type Archive, type Release, SUMMARY } from "./release.ts";

/** A pre-release as package managers order it before what it leads to. */
export function debianVersion(version: string): string {
  return version.replace("-", "~");
}

/** What package managers read, by the names of the files. */
export const MANIFESTS: Record<string, (release: Release) => string> = {
  "doapi.rb": homebrew,
  "doapi.json": scoop,
  "PKGBUILD": pkgbuild,
};

/** Those of winget, which has three for a package. */
export function wingetManifests(release: Release): Record<string, string> {
  const { version, publisher, license, homepage } = release;
  const id = `${publisher.replace(/[^\p{L}\p{N}-]/gu, "")}.doapi`;
  const file = (type: string, fields: object) =>
    stringify({
      PackageIdentifier: id,
      PackageVersion: version,
      ...fields,
      ManifestType: type,
      ManifestVersion: "1.6.0",
    });
  const { url, sum, folder } = archive(release, "windows-x64");
  return {
    [`${id}.yaml`]: file("version", { DefaultLocale: "en-US" }),
    [`${id}.locale.en-US.yaml`]: file("defaultLocale", {
      PackageLocale: "en-US",
      Publisher: publisher,
      PackageName: "doapi",
      PackageUrl: homepage,
      License: license,
      ShortDescription: SUMMARY,
      Moniker: "doapi",
    }),
    [`${id}.installer.yaml`]: file("installer", {
      InstallerType: "zip",
      NestedInstallerType: "portable",
      NestedInstallerFiles: [{
        RelativeFilePath: `${folder}\\bin\\doapi.exe`,
        PortableCommandAlias: "doapi",
      }],
      Installers: [{
        Architecture: "x64",
        InstallerUrl: url,
        InstallerSha256: sum.toUpperCase(),
      }],
    }),
  };
}

function archive({ archives }: Release, system: string): Archive & { folder: string } {
  const found = archives[system];
  if (!found) throw new Error(`There is no archive for ${system}`);
  return { ...found, folder: found.file.replace(/\.(zip|tar\.gz)$/, "") };
}

/** For macOS alone: on Linux, Homebrew changes programs, which ends those that Deno compiles. */
function homebrew(release: Release): string {
  const source = (system: string) => {
    const { url, sum } = archive(release, system);
    return `url "${url}"\n      sha256 "${sum}"`;
  };
  return `class Doapi < Formula
  desc "${SUMMARY}"
  homepage "${release.homepage}"
  version "${release.version}"
  license "${release.license}"

  depends_on :macos

  on_macos do
    on_arm do
      ${source("macos-arm64")}
    end
    on_intel do
      ${source("macos-x64")}
    end
  end

  def install
    bin.install Dir["bin/*"]
    man1.install Dir["share/man/man1/*"]
    bash_completion.install Dir["share/bash-completion/completions/*"]
    fish_completion.install Dir["share/fish/vendor_completions.d/*"]
    zsh_completion.install "share/zsh/site-functions/_doapi"
  end

  test do
    assert_equal "doapi #{version}", shell_output("#{bin}/doapi --version").strip
    assert_equal "[]", shell_output("#{bin}/doapi --sandbox droplet show").strip
  end
end
`;
}

function scoop(release: Release): string {
  const { url, sum, folder } = archive(release, "windows-x64");
  const later = (text: string) => text.replaceAll(release.version, "$version");
  return JSON.stringify(
    {
      version: release.version,
      description: SUMMARY,
      homepage: release.homepage,
      license: release.license,
      architecture: { "64bit": { url, hash: sum, extract_dir: folder } },
      bin: "bin\\doapi.exe",
      checkver: {
        url: `${release.baseUrl}/latest/download/SHA256SUMS`,
        regex: "doapi-([\\w.-]+)-windows-x64\\.zip",
      },
      autoupdate: {
        architecture: { "64bit": { url: later(url), extract_dir: later(folder) } },
        hash: { url: "$baseurl/SHA256SUMS" },
      },
    },
    null,
    2,
  ) + "\n";
}

function pkgbuild(release: Release): string {
  const [x64, arm64] = [archive(release, "linux-x64"), archive(release, "linux-arm64")];
  return `# Maintainer: ${release.publisher}
pkgname=doapi-bin
pkgver=${release.version.replace("-", "")}
pkgrel=1
pkgdesc='${SUMMARY}'
arch=('x86_64' 'aarch64')
url='${release.homepage}'
license=('${release.license}')
depends=('gcc-libs' 'glibc')
provides=('doapi')
conflicts=('doapi')
# The program ends with data that strip would take for nothing.
options=('!debug' '!strip')
source_x86_64=('${x64.url}')
source_aarch64=('${arm64.url}')
sha256sums_x86_64=('${x64.sum}')
sha256sums_aarch64=('${arm64.sum}')

package() {
  case $CARCH in
    x86_64) cd '${x64.folder}' ;;
    aarch64) cd '${arm64.folder}' ;;
  esac
  install -d "$pkgdir/usr"
  cp -R bin share "$pkgdir/usr/"
  install -Dm644 LICENSE "$pkgdir/usr/share/licenses/$pkgname/LICENSE"
  install -Dm644 -t "$pkgdir/usr/share/doc/doapi" README.md CHANGELOG.md
}
`;
}
