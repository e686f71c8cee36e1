# SPDX-License-Identifier: GPL-3.0-or-later
# One INTERFACE target holds every compile flag; every target of the project links it.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# -g1: line numbers in backtraces without the build time of full debug information.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()
find_program(ATTUNE_CCACHE ccache)
if(ATTUNE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # The sloppiness settings let ccache serve files that use a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${ATTUNE_CCACHE})
endif()

# A compiler that Attune has not been built with may warn of what is no fault, and must not keep a user from building.
set(known OFF)
if((CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    OR (CMAKE_CXX_COMPILER_ID MATCHES Clang AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 15))
  set(known ON)
endif()
option(ATTUNE_WARNINGS_AS_ERRORS "Treat compiler warnings as errors" ${known})

add_library(attune_policy INTERFACE)
target_include_directories(attune_policy INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(attune_policy INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
    $<$<BOOL:${ATTUNE_WARNINGS_AS_ERRORS}>:-Werror>
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_GREATER_EQUAL:$<CXX_COMPILER_VERSION>,13>>:-Wno-dangling-reference>
    -fstack-protector-strong -fstack-clash-protection -fcf-protection
    $<$<CXX_COMPILER_ID:GNU>:-ftrivial-auto-var-init=zero>
    $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
target_compile_definitions(attune_policy INTERFACE _GLIBCXX_ASSERTIONS QT_NO_KEYWORDS SPDLOG_FMT_EXTERNAL
    ATTUNE_VERSION="${PROJECT_VERSION}")
target_link_options(attune_policy INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack
    $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-pie>)
if(ATTUNE_SANITIZE)
  target_compile_options(attune_policy INTERFACE -fsanitize=${ATTUNE_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(attune_policy INTERFACE -fsanitize=${ATTUNE_SANITIZE})
else()
  target_compile_options(attune_policy INTERFACE $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE> $<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=3>)
endif()
