# Functions that keep the lists of sources short and every target alike.

add_library(pptp_compile_options INTERFACE)
target_compile_features(pptp_compile_options INTERFACE cxx_std_20)
target_compile_options(pptp_compile_options INTERFACE
  -Wall -Wextra -pedantic -Wconversion -Wshadow -Wundef
  $<$<BOOL:${PPTP_WERROR}>:-Werror>)
target_include_directories(pptp_compile_options INTERFACE
  "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/lib/include")

# pptp_module(NAME SOURCES a.cc ... [DEPENDS target ...])
#
# One folder of lib/ as a static library pptp_NAME. Headers are included from
# the project's root ("lib/ppp/packet.h") or, public ones, as <pptp/error.h>.
function(pptp_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(pptp_${name} STATIC ${ARG_SOURCES})
  target_link_libraries(pptp_${name}
    PUBLIC $<BUILD_INTERFACE:pptp_compile_options> tl::expected ${ARG_DEPENDS})
  set_target_properties(pptp_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  # To read these takes longer than to compile what stands behind them.
  list(LENGTH ARG_SOURCES count)
  if(count GREATER 6)
    target_precompile_headers(pptp_${name} PRIVATE
      <algorithm> <functional> <map> <memory> <optional> <string> <string_view> <utility> <variant>
      <vector> <fmt/format.h>)
  endif()
endfunction()

# pptp_exported_library(NAME MODULES name ... DEPENDS target ...)
#
# The installable library libpptp_NAME, known as pptp::NAME, out of several modules.
function(pptp_exported_library name)
  cmake_parse_arguments(ARG "" "" "MODULES;DEPENDS" ${ARGN})
  set(target pptp_${name}_library)
  set(objects "")
  foreach(module IN LISTS ARG_MODULES)
    list(APPEND objects $<TARGET_OBJECTS:pptp_${module}>)
  endforeach()
  add_library(${target} STATIC ${objects})
  add_library(pptp::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME pptp_${name} EXPORT_NAME ${name} LINKER_LANGUAGE CXX
    ARCHIVE_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_include_directories(${target} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/lib/include>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_link_libraries(${target} PUBLIC tl::expected ${ARG_DEPENDS})
endfunction()

# pptp_test(NAME [WHOLE] [APART] SOURCES a_test.cc ... LINK pptp_ppp ...)
#
# One GoogleTest program; each of its tests is a CTest test of its own. WHOLE makes
# the program one test, for those whose start costs more than most of their tests. APART is
# for those whose files have helpers of the same names: a unity build takes them one by one.
function(pptp_test name)
  cmake_parse_arguments(ARG "WHOLE;APART" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE pptp_compile_options ${ARG_LINK} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE PPTP_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  if(ARG_APART)
    set_target_properties(${name} PROPERTIES UNITY_BUILD OFF)
  endif()
  # GoogleMock's header costs more than most tests in which it stands.
  target_precompile_headers(${name} PRIVATE <gmock/gmock.h> <gtest/gtest.h> <string> <vector>)
  if(ARG_WHOLE)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 600)
  else()
    gtest_discover_tests(${name} TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60
      PROPERTIES TIMEOUT 300)
  endif()
endfunction()
