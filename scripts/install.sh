#!/bin/sh
# Installs doapi for one user, upgrades it and removes it: see --help.
#
# Everything is downloaded, checked and unpacked in a folder of its own beside where it goes. What
# is installed changes by renames alone, so that nothing is half done, whatever stops this.
set -eu
umask 022
LC_ALL=C
export LC_ALL

# The install.sh of a release has that release's address here.
base_url=${DOAPI_BASE_URL:-}

usage() {
  cat <<'END'
Usage: install.sh [--base-url URL] [--version X] [--to DIR]
       install.sh --uninstall [--to DIR]

Installs doapi, its links, manual pages and completions, or upgrades what is there.

  --base-url URL  The page of the releases: URL/latest/download/SHA256SUMS is there.
                  (Default: DOAPI_BASE_URL)
  --version X     Install this version instead of the latest.
  --to DIR        Put the program in this folder. (Default: ~/.local/bin)
  --uninstall     Remove what was installed there, and the simulator's state.
END
}

fail() {
  echo "doapi: $1" >&2
  exit "${2:-1}"
}

# The first line of what a program has said, without the program's name.
first_line() {
  printf '%s\n' "$1" | sed -n 's/^[a-z]*: //; /./{p;q;}'
}

has() {
  command -v "$1" >/dev/null 2>&1
}

# Sets $system, as archives are named after it.
find_system() {
  case $(uname -s) in
    Linux) os=linux ;;
    Darwin) os=macos ;;
    *) fail "doapi has no archive for $(uname -s); on Windows, use install.ps1" ;;
  esac
  case $(uname -m) in
    x86_64 | amd64) processor=x64 ;;
    aarch64 | arm64) processor=arm64 ;;
    *) fail "doapi has no archive for the processor $(uname -m)" ;;
  esac
  # A shell that macOS translates for an older processor.
  [ "$(sysctl -n sysctl.proc_translated 2>/dev/null)" != 1 ] || processor=arm64
  [ "$os" != linux ] || check_libc
  system=$os-$processor
}

check_libc() {
  [ "$(getconf LONG_BIT 2>/dev/null)" != 32 ] || fail "doapi needs a 64-bit system; this one has 32"
  libc=$(getconf GNU_LIBC_VERSION 2>/dev/null) || libc=
  case $libc in
    'glibc '*) ;;
    *)
      ldd --version 2>&1 | grep -qi musl && libc=musl || libc='another C library'
      fail "doapi needs glibc 2.27 or later; this system has $libc"
      ;;
  esac
  number=${libc#glibc }
  minor=${number#*.}
  [ "${number%%.*}" -gt 2 ] || [ "${minor%%[!0-9]*}" -ge 27 ] ||
    fail "doapi needs glibc 2.27 or later; this system has $number"
}

# What is fetched in clear could be anybody's, its checksums too.
check_base_url() {
  [ -n "$base_url" ] || fail "say where the releases are: --base-url URL, or DOAPI_BASE_URL" 2
  base_url=${base_url%/}
  host=${base_url#*://}
  host=${host%%/*}
  case $host in *@*) fail "the base URL must not have a password in it" 2 ;; esac
  case $base_url in
    https://?*) protocols='=https' ;;
    http://127.0.0.1 | http://127.0.0.1[:/]* | http://localhost | http://localhost[:/]* | 'http://[::1]'*)
      protocols='=http,https'
      ;;
    *) fail "the base URL must begin with https://, but is $base_url" 2 ;;
  esac
}

# download URL FILE
download() {
  if has curl; then
    said=$(curl --fail --silent --show-error --location --proto "$protocols" --retry 2 \
      --connect-timeout 30 --speed-limit 1 --speed-time 60 --output "$2" "$1" 2>&1) ||
      fail "cannot download $1: $(first_line "$said")"
  else
    said=$(wget -q -O "$2" "$1" 2>&1) || fail "cannot download $1: $(first_line "${said:-wget: failed}")"
  fi
}

sum_of() {
  if has sha256sum; then sha256sum <"$1"
  elif has shasum; then shasum -a 256 <"$1"
  else openssl dgst -sha256 -r <"$1"
  fi | cut -c 1-64
}

check_tools() {
  has curl || has wget || fail "curl or wget is needed to download"
  has tar || fail "tar is needed to unpack"
  has gzip || fail "gzip is needed to unpack"
  has sha256sum || has shasum || has openssl || fail "sha256sum, shasum or openssl is needed to check"
}

# Sets $version to that of the latest release, unless one was named, and leaves the sums in $stage.
find_version() {
  sums=$stage/SHA256SUMS
  if [ -n "$version" ]; then
    download "$base_url/download/v$version/SHA256SUMS" "$sums"
    return
  fi
  download "$base_url/latest/download/SHA256SUMS" "$sums"
  version=$(sed -n "s/^[0-9a-f]\{64\} [ *]doapi-\(.*\)-$system\.tar\.gz\$/\1/p" "$sums")
  [ -n "$version" ] || fail "the latest release at $base_url has no archive for $system"
  check_version
}

# It becomes part of paths.
check_version() {
  case $version in
    [0-9]*) ;;
    *) fail "a version is a number such as 0.1.0, not '$version'" 2 ;;
  esac
  case $version in *[!0-9A-Za-z.+-]*) fail "a version is a number such as 0.1.0, not '$version'" 2 ;; esac
}

# Leaves the checked content of the archive in $stage/$name.
fetch_archive() {
  name=doapi-$version-$system
  file=$name.tar.gz
  expected=$(sed -n "s/^\([0-9a-f]\{64\}\) [ *]$file\$/\1/p" "$sums")
  [ -n "$expected" ] || fail "SHA256SUMS has no checksum of $file: nothing is installed"
  echo "doapi: downloading $file" >&2
  download "$base_url/download/v$version/$file" "$stage/$file"
  [ "$(sum_of "$stage/$file")" = "$expected" ] ||
    fail "$file does not have the checksum in SHA256SUMS: nothing is installed"
  said=$(tar -xzof "$stage/$file" -C "$stage" 2>&1) ||
    fail "cannot unpack $file: $(first_line "$said")"
  rm "$stage/$file"
  # It does not start in a folder that is gone, as this one may be.
  said=$(cd "$stage" && "$stage/$name/bin/doapi" --version 2>&1) || :
  [ "$said" = "doapi $version" ] ||
    fail "doapi $version does not start on this system: $(first_line "$said")"
}

# Makes a folder and notes those on the way that were not there.
folder() {
  [ ! -d "$1" ] || return 0
  folder "$(dirname "$1")"
  mkdir "$1" 2>/dev/null || fail "cannot make the folder $1"
  made="$1
$made"
}

# Sets where things go: the program to $to, the rest to share, beside a folder that is called bin.
find_root() {
  [ -n "$to" ] || [ -n "${HOME:-}" ] || fail "HOME is not set: say where to with --to DIR" 2
  to=${to:-$HOME/.local/bin}
  case $to in /*) ;; *) to=$(pwd)/$to ;; esac
  while [ "$to" != "${to%/}" ]; do to=${to%/}; done
  case $to in
    */bin) root=${to%/bin} programs=bin/ ;;
    *) root=$to programs= ;;
  esac
  receipt=$root/share/doapi/installed
}

# The paths below the root that a receipt has of a kind: file or folder.
noted() {
  [ ! -f "$receipt" ] || sed -n "s/^$1 \([A-Za-z0-9._][A-Za-z0-9._/-]*\)\$/\1/p" "$receipt" | grep -v '\.\.' || :
}

# Lays out below $stage/new what goes below the root.
arrange() {
  new=$stage/new
  mkdir -p "$new/share/doc" "$new/$programs"
  mv "$stage/$name"/bin/* "$new/$programs"
  mv "$stage/$name"/share/* "$new/share"
  rmdir "$stage/$name"/bin "$stage/$name"/share
  mv "$stage/$name" "$new/share/doc/doapi"
  mkdir "$new/share/doapi"
  : >"$new/share/doapi/installed"
  (cd "$new" && find . \( -type f -o -type l \) | sed 's/^\.\///') >"$stage/files"
  noted file >"$stage/files.before"
}

# The lines of a file that another one does not have.
beyond() {
  grep -v -x -F -f "$2" "$1" || :
}

# What somebody else has put there stays.
check_conflicts() {
  beyond "$stage/files" "$stage/files.before" | while read -r path; do
    if [ -e "$root/$path" ] || [ -L "$root/$path" ]; then
      fail "$root/$path is there, but not from this installer: remove it, or choose another --to"
    fi
  done
}

write_receipt() {
  (cd "$new" && find . -type d | sed 's/^\.\///') | while read -r path; do
    case $path in .) echo "$root" ;; *) echo "$root/$path" ;; esac
  done >"$stage/folders"
  while read -r path; do folder "$path"; done <"$stage/folders"
  # Where the folder is a link to another disk, this copies it, and the rename is there.
  mv "$new/${programs}doapi" "$to/.doapi.$$" 2>/dev/null || fail "cannot write in $to"
  {
    echo "# What install.sh has put here; doapi upgrade and install.sh --uninstall read it."
    echo "version $version"
    echo "base-url $base_url"
    {
      noted folder
      printf '%s' "$made" | while read -r path; do
        case $path in "$root") echo . ;; "$root"/*) echo "${path#"$root"/}" ;; esac
      done
    } | sort -u | sed 's/^/folder /'
    sed 's/^/file /' "$stage/files"
  } >"$new/share/doapi/installed"
}

# The renames. The program comes last: one that is started meanwhile is the whole old one.
commit() {
  trap '' INT TERM HUP
  made=
  mv -f "$new/share/doapi/installed" "$receipt"
  while read -r path; do
    set --
    for source in "$new${path#"$root"}"/*; do
      if [ -f "$source" ] || [ -L "$source" ]; then set -- "$@" "$source"; fi
    done
    [ $# = 0 ] || mv -f "$@" "$path/"
  done <"$stage/folders"
  mv -f "$to/.doapi.$$" "$to/doapi"
  (cd "$root" && beyond "$stage/files.before" "$stage/files" | xargs rm -f)
}

advise() {
  shell=${SHELL:-}
  shell=${shell##*/}
  echo "doapi $version is installed in $to"
  case ":$PATH:" in
    *":$to:"*)
      found=$(command -v doapi) || found=
      [ "$found" = "$to/doapi" ] || echo "Another doapi comes first in PATH: $found"
      ;;
    *)
      case $shell in
        fish) echo "Run this once, as it is not in PATH: fish_add_path '$to'" ;;
        zsh) echo "It is not in PATH; add to ~/.zshrc: export PATH=\"$to:\$PATH\"" ;;
        bash) echo "It is not in PATH; add to ~/.bashrc: export PATH=\"$to:\$PATH\"" ;;
        *) echo "It is not in PATH; add to ~/.profile: export PATH=\"$to:\$PATH\"" ;;
      esac
      ;;
  esac
  [ "$shell" != zsh ] ||
    echo "For completion, add to ~/.zshrc before compinit: fpath=('$root/share/zsh/site-functions' \$fpath)"
}

clean() {
  rm -rf "${stage:-}" "$to/.doapi.$$"
  printf '%s' "${made:-}" | while read -r path; do rmdir "$path" 2>/dev/null || :; done
}

install() {
  check_tools
  check_base_url
  [ -z "$version" ] || check_version
  find_system
  made=
  trap clean EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'exit 129' HUP
  folder "$root"
  stage=$(mktemp -d "$root/.doapi.XXXXXX" 2>/dev/null) || fail "cannot write in $root"
  find_version
  fetch_archive
  arrange
  check_conflicts
  write_receipt
  commit
  advise
}

uninstall() {
  [ -f "$receipt" ] || fail "doapi is not installed in $to by this installer"
  folders=$(noted folder | LC_ALL=C sort -r)
  noted file | (cd "$root" && xargs rm -f)
  if [ -n "${HOME:-}" ]; then
    state=${XDG_STATE_HOME:-$HOME/.local/state}
    cache=${XDG_CACHE_HOME:-$HOME/.cache}
    rm -rf "$state/doapi/sandbox.json" "$state/doapi/sandbox.json.lock" "$cache/doapi"
    rmdir "$state/doapi" "$state" "$cache" 2>/dev/null || :
  fi
  for path in $folders; do
    [ "$path" = . ] && path='' || path=/$path
    rmdir "$root$path" 2>/dev/null || :
  done
  echo "doapi is removed from $to"
}

main() {
  action=install version='' to=''
  while [ $# -gt 0 ]; do
    case $1 in
      --help | -h) usage; exit ;;
      --uninstall) action=uninstall; shift; continue ;;
      --*=*) option=${1%%=*} value=${1#*=}; shift ;;
      --base-url | --version | --to)
        [ $# -gt 1 ] || fail "$1 needs a value: see --help" 2
        option=$1 value=$2
        shift 2
        ;;
      *) fail "unknown argument '$1': see --help" 2 ;;
    esac
    [ -n "$value" ] || fail "the value of $option is empty" 2
    case $option in
      --base-url) base_url=$value ;;
      --version) version=${value#v} ;;
      --to) to=$value ;;
      *) fail "unknown option '$option': see --help" 2 ;;
    esac
  done
  find_root
  "$action"
}

# The last line: of a download that breaks off, nothing is run.
main "$@"
