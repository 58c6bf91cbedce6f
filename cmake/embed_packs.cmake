# Run by pptp_embed_packs as a script: writes OUTPUT, with the bytes of PACKS but for their examples.
#
# The bytes become arrays of numbers rather than string literals, whose length
# compilers limit.
set(arrays "")
set(entries "")
set(index 0)
foreach(pack IN LISTS PACKS)
  get_filename_component(name "${pack}" NAME_WE)
  file(READ "${pack}" json)
  # Examples are more than half of a pack, and nobody asks a program for them.
  string(JSON count LENGTH "${json}" problems)
  math(EXPR last "${count} - 1")
  foreach(problem RANGE ${last})
    string(JSON json REMOVE "${json}" problems ${problem} examples)
  endforeach()
  string(HEX "${json}" hex)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  # Indentation is a third of what is left and takes its share of the time to parse it. JSON
  # texts hold no newline, so every blank after one is indentation.
  string(REGEX REPLACE "0x0a,(0x20,|0x09,)+" "0x0a," bytes "${bytes}")
  # Lines of at most 32 bytes.
  string(REPEAT "0x..," 32 line)
  string(REGEX REPLACE "(${line})" "\\1\n    " bytes "${bytes}")
  string(APPEND arrays "constexpr unsigned char kPack${index}[] = {\n    ${bytes}};\n")
  string(APPEND entries "      {\"built-in ${name}\", AsText(kPack${index}), true},\n")
  math(EXPR index "${index} + 1")
endforeach()

file(WRITE "${OUTPUT}" "// Made by cmake/embed_packs.cmake out of rules/*.json. Do not edit.
#include \"lib/base/bytes.h\"
#include \"lib/catalog/catalog.h\"

namespace pptp::catalog {
namespace {

${arrays}
}  // namespace

std::vector<PackText> BuiltinPacks() {
  return {
${entries}  };
}

}  // namespace pptp::catalog
")
