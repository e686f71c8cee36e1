#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs compare_live.py with the Python of ATTUNE_ORACLE_PYTHON; exit code 77 (skipped) without one.
if [ -z "$ATTUNE_ORACLE_PYTHON" ]; then
  echo "Skipped: ATTUNE_ORACLE_PYTHON does not name a Python that has the package tokenizers."
  exit 77
fi
exec "$ATTUNE_ORACLE_PYTHON" "$(dirname "$0")/compare_live.py" "$@"
