#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what the tests need, builds everything with warnings as errors and runs every test.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/dependencies.sh"

attune_apt "${attune_packages_build[@]}" "${attune_packages_test[@]}"
attune_libtorch
attune_starter
attune_oracles

build=$attune_source/build/dev
export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen} LC_ALL=C.UTF-8
attune_say "Building"
cmake -S "$attune_source" --preset dev
cmake --build "$build"
attune_say "Testing"
exec ctest --test-dir "$build" --parallel "$(nproc)" --output-on-failure --no-tests=error --timeout 900 "$@"
