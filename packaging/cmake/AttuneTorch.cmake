# SPDX-License-Identifier: GPL-3.0-or-later
# libtorch as the PyPI wheel carries it: headers below torch/include, libraries below torch/lib. Looked for in
# ATTUNE_LIBTORCH (CMake or environment) and then in the user's cache folder, where packaging/run.sh unpacks it.
set(ATTUNE_TORCH_VERSION 2.11.0)
if(NOT ATTUNE_LIBTORCH)
  if(DEFINED ENV{ATTUNE_LIBTORCH})
    set(ATTUNE_LIBTORCH "$ENV{ATTUNE_LIBTORCH}")
  elseif(DEFINED ENV{XDG_CACHE_HOME})
    set(ATTUNE_LIBTORCH "$ENV{XDG_CACHE_HOME}/attune/libtorch-${ATTUNE_TORCH_VERSION}/torch")
  else()
    set(ATTUNE_LIBTORCH "$ENV{HOME}/.cache/attune/libtorch-${ATTUNE_TORCH_VERSION}/torch")
  endif()
endif()
if(NOT EXISTS "${ATTUNE_LIBTORCH}/lib/libtorch_cpu.so")
  message(FATAL_ERROR "No libtorch in '${ATTUNE_LIBTORCH}'. Run packaging/run.sh, which fetches it, or set ATTUNE_LIBTORCH to a folder with lib/libtorch_cpu.so.")
endif()
message(STATUS "libtorch: ${ATTUNE_LIBTORCH}")
add_library(attune_torch INTERFACE)
# -idirafter: the folder also carries a newer fmt/ that would shadow the one spdlog is built with.
target_compile_options(attune_torch INTERFACE "SHELL:-idirafter ${ATTUNE_LIBTORCH}/include"
    "SHELL:-idirafter ${ATTUNE_LIBTORCH}/include/torch/csrc/api/include")
target_link_libraries(attune_torch INTERFACE "${ATTUNE_LIBTORCH}/lib/libtorch_cpu.so" "${ATTUNE_LIBTORCH}/lib/libc10.so")
target_link_options(attune_torch INTERFACE "-Wl,-rpath,${ATTUNE_LIBTORCH}/lib" "-Wl,--allow-shlib-undefined")
