#!/bin/sh
# Installs doapi in a dev container; the options of the feature are in the environment.
set -eu
[ -n "${BASEURL:-}" ] || { echo "doapi: set the option baseUrl to the page of the releases" >&2; exit 1; }
[ "${VERSION:-latest}" != latest ] || VERSION=

if ! command -v curl >/dev/null 2>&1; then
  apt-get update
  apt-get install -y --no-install-recommends ca-certificates curl
fi
installer=$(mktemp)
trap 'rm -f "$installer"' EXIT
curl -fsSL "$BASEURL/latest/download/install.sh" -o "$installer"
sh "$installer" --base-url "$BASEURL" --to "${TO:-/usr/local/bin}" ${VERSION:+--version "$VERSION"}
