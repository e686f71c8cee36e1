#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the .deb from the build tree, installs it with dpkg below an empty folder and runs what was installed.
# deb_test.sh SOURCE BUILD
set -euo pipefail
source=$1 build=$2
for tool in cpack dpkg dpkg-deb dpkg-shlibdeps desktop-file-validate appstreamcli; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ok() { echo "ok    $*"; }
die() { echo "FAIL  $*"; exit 1; }

desktop-file-validate "$source"/packaging/*.desktop || die "the desktop file is not valid"
# There is no homepage, of which versions from 1.0 on warn; those before do not know that name of the warning.
validate() { appstreamcli validate --no-net "$@" "$source"/packaging/*.metainfo.xml >"$work/appstream" 2>&1; }
validate --override=url-homepage-missing=info || validate || { cat "$work/appstream"; die "the metainfo is not valid"; }
ok "desktop file and metainfo are valid"

(cd "$build" && cpack -G DEB -B "$work/pack" >"$work/cpack.log" 2>&1) || { tail -20 "$work/cpack.log"; die "cpack failed"; }
package=$(ls "$work"/pack/*.deb)
dpkg-deb --contents "$package" >"$work/contents"
for file in bin/attune bin/attune-gui bin/attune-fetch lib/attune/engine/libattune_engine.so share/applications/org.attune.Attune.desktop \
  share/metainfo/org.attune.Attune.metainfo.xml share/icons/hicolor/scalable/apps/org.attune.Attune.svg share/attune/dependencies.sh; do
  grep -q " ./usr/$file\$" "$work/contents" || { cat "$work/contents"; die "usr/$file is not in the package"; }
done
if grep -Eq 'libtorch|libc10|libcu' "$work/contents"; then die "libtorch or CUDA is in the package"; fi
size=$(stat -c %s "$package")
[ "$size" -lt 30000000 ] || die "the package has $size bytes"
ok "$(basename "$package"), $size bytes, holds the program without libtorch"

depends=$(dpkg-deb --field "$package" Depends)
for library in libc6 libqt6widgets6 libsqlite3-0; do
  grep -q "$library" <<<"$depends" || die "the package does not depend on $library: $depends"
done
ok "it depends on what it links"

mkdir -p "$work/root/var/lib/dpkg/updates" "$work/root/var/lib/dpkg/info"
touch "$work/root/var/lib/dpkg/status" "$work/root/var/lib/dpkg/available"
dpkg --root="$work/root" --force-not-root --force-depends --log=/dev/null -i "$package" >"$work/install.log" 2>&1 || { cat "$work/install.log"; die "dpkg could not install it"; }
program=$work/root/usr/bin/attune
[ "$(env -i HOME="$HOME" PATH=/usr/bin:/bin "$program" --version)" = "$("$build/app/attune" --version)" ] || die "the installed program does not run"
# Which engine it opens: its own, not the build tree's.
env -i HOME="$HOME" XDG_CACHE_HOME="${XDG_CACHE_HOME:-}" ATTUNE_LIBTORCH="${ATTUNE_LIBTORCH:-}" PATH=/usr/bin:/bin LD_DEBUG=files LD_DEBUG_OUTPUT="$work/loaded" \
  "$program" devices --json >"$work/devices" || die "the installed program finds no libtorch"
grep -hq "file=$work/root/usr/lib/attune/engine/libattune_engine.so" "$work"/loaded.* || die "the installed program opens another engine"
grep -q '"id":"cpu"' "$work/devices" || { cat "$work/devices"; die "no processor is listed"; }
QT_QPA_PLATFORM=offscreen env -u DISPLAY "$work/root/usr/bin/attune-gui" --version >/dev/null || die "the installed window does not start"
ok "it installs, and what was installed runs with its own engine"

dpkg --root="$work/root" --force-not-root --log=/dev/null --purge attune >"$work/purge.log" 2>&1 || { cat "$work/purge.log"; die "dpkg could not remove it"; }
[ ! -e "$program" ] || die "files are left after removing"
ok "and leaves nothing when removed"
