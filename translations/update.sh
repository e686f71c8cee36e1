#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Brings the catalogues up to date with the sources. Texts of the window come from tr(); texts of core are marked with
# ATTUNE_TEXT, which lupdate does not know, so they are first collected into a file of QT_TRANSLATE_NOOP("core", …).
# English has only the plural forms. `update.sh --check` changes nothing and fails when an entry is missing, vanished or
# unfinished, which the test ui/translations runs.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source=$(dirname "$here")
lupdate=${LUPDATE:-$(command -v lupdate6 || command -v /usr/lib/qt6/bin/lupdate)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

find "$source/core" \( -name '*.h' -o -name '*.cpp' \) -print0 | sort -z | xargs -0 perl -0777 -ne '
  while (/\bATTUNE_TEXT\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)/sg) { my $t = $1; $t =~ s/\s*\n\s*/ /g; $seen{$t}++ or print qq{QT_TRANSLATE_NOOP("core", $t);\n}; }
' > "$work/core_texts.cpp"

target=$here
if [ "${1:-}" = --check ]; then
  target=$work
  cp "$here"/attune_*.ts "$work/"
fi
sources=("$source/ui" "$source/app/gui" "$work/core_texts.cpp")
"$lupdate" -silent -I "$source" -locations none -no-obsolete -source-language en -target-language nb "${sources[@]}" -ts "$target/attune_nb.ts"
"$lupdate" -silent -I "$source" -locations none -no-obsolete -source-language en -target-language pl "${sources[@]}" -ts "$target/attune_pl.ts"
"$lupdate" -silent -I "$source" -locations none -no-obsolete -source-language en -target-language en -pluralonly "${sources[@]}" -ts "$target/attune_en.ts"

if [ "${1:-}" = --check ]; then
  status=0
  for language in en nb pl; do
    if ! diff -q "$here/attune_$language.ts" "$work/attune_$language.ts" >/dev/null; then
      echo "translations/attune_$language.ts does not match the sources; run translations/update.sh. First differences:"
      diff "$here/attune_$language.ts" "$work/attune_$language.ts" | head -20 || true
      status=1
    fi
    unfinished=$(grep -c 'type="unfinished"' "$work/attune_$language.ts" || true)
    if [ "$unfinished" -gt 0 ]; then
      echo "attune_$language.ts: $unfinished unfinished:"
      perl -0777 -ne 'while (/<message[^>]*>\s*<source>([^<]*)<\/source>(?:(?!<\/message>).)*type="unfinished"/sg) { print "  $1\n" }' "$work/attune_$language.ts" | head -20
      status=1
    fi
    if grep -q 'type="\(vanished\|obsolete\)"' "$work/attune_$language.ts"; then
      echo "attune_$language.ts has vanished entries"
      status=1
    fi
  done
  exit $status
fi
