# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DIMAGE=FILE -P bytes.cmake: writes the bytes of FILE as C++ lists them to FILE.inc.
file(READ "${IMAGE}" bytes HEX)
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
file(WRITE "${IMAGE}.inc" "${bytes}\n")
