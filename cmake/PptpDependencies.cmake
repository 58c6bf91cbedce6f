# Everything the libraries are built on, found once and in one place.
find_package(nlohmann_json REQUIRED)
find_package(tl-expected REQUIRED)
find_package(CLI11 REQUIRED)

# Debian's RapidJSON (1.1.0) has a CMake package without targets.
find_package(RapidJSON REQUIRED)
add_library(pptp_rapidjson INTERFACE)
target_include_directories(pptp_rapidjson SYSTEM INTERFACE ${RAPIDJSON_INCLUDE_DIRS})
# It looks at 16 bytes at once where it is told that the processor can, as every x86-64 does.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
  target_compile_definitions(pptp_rapidjson INTERFACE RAPIDJSON_SSE2)
endif()
add_library(PptpRapidJson::rapidjson ALIAS pptp_rapidjson)

# Debian has no archive of {fmt}.
find_package(fmt REQUIRED)
if(PPTP_STATIC)
  add_library(PptpFmt::fmt ALIAS fmt::fmt-header-only)
else()
  add_library(PptpFmt::fmt ALIAS fmt::fmt)
endif()

# Debian's RE2 (2022-06-01) ships a pkg-config file and no CMake package.
find_package(PkgConfig REQUIRED)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
if(PPTP_STATIC)
  find_library(PPTP_RE2_ARCHIVE libre2.a HINTS ${RE2_LIBDIR} REQUIRED)
  add_library(pptp_re2 INTERFACE)
  target_include_directories(pptp_re2 SYSTEM INTERFACE ${RE2_INCLUDE_DIRS})
  target_compile_options(pptp_re2 INTERFACE ${RE2_CFLAGS_OTHER})
  target_link_libraries(pptp_re2 INTERFACE "${PPTP_RE2_ARCHIVE}" -pthread)
  add_library(PptpRe2::re2 ALIAS pptp_re2)
else()
  add_library(PptpRe2::re2 ALIAS PkgConfig::RE2)
endif()

# A log that is all pppd's is a million small things made and forgotten a second: with jemalloc it
# takes a tenth less time than with the C library's malloc(). Debian's archive of it is for programs
# at any address.
if(PPTP_STATIC)
  pkg_check_modules(JEMALLOC REQUIRED jemalloc)
  find_library(PPTP_JEMALLOC_ARCHIVE libjemalloc_pic.a HINTS ${JEMALLOC_LIBDIR} REQUIRED)
endif()

# And its Highway, whose vectors find in a log what is worth reading. All that is used of it stands
# in headers.
pkg_check_modules(HWY REQUIRED libhwy)
add_library(pptp_hwy INTERFACE)
target_include_directories(pptp_hwy SYSTEM INTERFACE ${HWY_INCLUDE_DIRS})
add_library(PptpHwy::hwy ALIAS pptp_hwy)

# So does its nettle, which holds the hashes and ciphers of PPP authentication; but of RC4, which is
# most of the work of a tunnel, OpenSSL's is twice as fast.
pkg_check_modules(NETTLE REQUIRED IMPORTED_TARGET nettle)
add_library(PptpNettle::nettle ALIAS PkgConfig::NETTLE)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)

# What the client asks of Linux: addresses and routes, capabilities, and systemd's
# readiness protocol; all of them ship pkg-config files only.
pkg_check_modules(NL_ROUTE REQUIRED IMPORTED_TARGET libnl-route-3.0)
add_library(PptpNlRoute::nl-route ALIAS PkgConfig::NL_ROUTE)
pkg_check_modules(CAP_NG REQUIRED IMPORTED_TARGET libcap-ng)
add_library(PptpCapNg::cap-ng ALIAS PkgConfig::CAP_NG)
pkg_check_modules(SYSTEMD REQUIRED IMPORTED_TARGET libsystemd)
add_library(PptpSystemd::systemd ALIAS PkgConfig::SYSTEMD)
