# SPDX-License-Identifier: GPL-3.0-or-later
# The kernels for NVIDIA's cards need nvcc and the host compiler that it wants. Where either is missing or does not work with the other,
# the program is built without them and ATen's operators take their place. -DATTUNE_NVCC=OFF leaves them out.
find_program(ATTUNE_NVCC nvcc HINTS ENV CUDA_HOME ENV CUDA_PATH /usr/local/cuda PATH_SUFFIXES bin DOC "NVIDIA's compiler, or OFF")
set(attune_cuda_source "${CMAKE_SOURCE_DIR}/core/engine/kernels/nf4_kernel.cu")

# attune_cuda_command(RESULT): the command that makes an image, for the cards that both this nvcc and libtorch know, and those to come.
function(attune_cuda_command result)
  execute_process(COMMAND "${ATTUNE_NVCC}" --list-gpu-code OUTPUT_VARIABLE known ERROR_QUIET)
  set(code "")
  foreach(card 75 80 90 100 110 120)
    if(known MATCHES "sm_${card}\n")
      list(APPEND code "-gencode=arch=compute_${card},code=sm_${card}")
      set(newest ${card})
    endif()
  endforeach()
  if(code)
    list(APPEND code "-gencode=arch=compute_${newest},code=compute_${newest}")
  endif()
  # Without fused multiply-adds: the same bits as ATen's operators, which round each product.
  set(${result} "${ATTUNE_NVCC}" -fatbin -std=c++17 -O3 -fmad=false "-I${CMAKE_SOURCE_DIR}" ${code} PARENT_SCOPE)
endfunction()

set(ATTUNE_CUDA_COMMAND "")
if(ATTUNE_NVCC)
  attune_cuda_command(ATTUNE_CUDA_COMMAND)
  # Tried once for each nvcc: it takes a few seconds.
  file(TIMESTAMP "${ATTUNE_NVCC}" tried)
  string(PREPEND tried "${ATTUNE_NVCC} ")
  if(NOT ATTUNE_CUDA_TRIED STREQUAL tried)
    execute_process(COMMAND ${ATTUNE_CUDA_COMMAND} -o "${CMAKE_BINARY_DIR}/CMakeFiles/attune_cuda_trial" "${attune_cuda_source}"
        RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output TIMEOUT 120)
    file(WRITE "${CMAKE_BINARY_DIR}/CMakeFiles/attune_cuda_trial.log" "${output}")
    set(ATTUNE_CUDA_TRIED "${tried}" CACHE INTERNAL "")
    set(ATTUNE_CUDA_STATUS "${status}" CACHE INTERNAL "")
  endif()
  if(ATTUNE_CUDA_STATUS EQUAL 0)
    message(STATUS "CUDA kernels: ${ATTUNE_NVCC}")
  else()
    set(ATTUNE_CUDA_COMMAND "")
    message(STATUS "CUDA kernels: not built, ${ATTUNE_NVCC} does not work (${CMAKE_BINARY_DIR}/CMakeFiles/attune_cuda_trial.log)")
  endif()
else()
  message(STATUS "CUDA kernels: not built, there is no nvcc")
endif()

# attune_cuda_image(TARGET SOURCE): gives SOURCE of TARGET the bytes of the image as the file ATTUNE_CUDA_IMAGE, where it can be made.
function(attune_cuda_image target source)
  set_source_files_properties(${source} PROPERTIES SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
  if(NOT ATTUNE_CUDA_COMMAND)
    return()
  endif()
  set(image "${CMAKE_CURRENT_BINARY_DIR}/nf4_kernel.fatbin")
  add_custom_command(OUTPUT "${image}.inc"
      COMMAND ${ATTUNE_CUDA_COMMAND} -o "${image}" "${attune_cuda_source}"
      COMMAND ${CMAKE_COMMAND} -DIMAGE=${image} -P "${CMAKE_SOURCE_DIR}/packaging/cmake/bytes.cmake"
      DEPENDS "${attune_cuda_source}" "${CMAKE_SOURCE_DIR}/core/engine/kernels/nf4_kernel.h" "${CMAKE_SOURCE_DIR}/packaging/cmake/bytes.cmake"
      COMMENT "Compiling kernels for NVIDIA's cards" VERBATIM)
  target_sources(${target} PRIVATE "${image}.inc")
  set_source_files_properties(${source} PROPERTIES COMPILE_DEFINITIONS "ATTUNE_CUDA_IMAGE=\"${image}.inc\"" OBJECT_DEPENDS "${image}.inc")
endfunction()
