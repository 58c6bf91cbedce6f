# pptp_embed_packs(OUTPUT PACK.json ...)
#
# Makes OUTPUT, a source file that defines BuiltinPacks() with the packs in it, without their
# examples. It is made again whenever a pack changes.
set(PPTP_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_DIR}/embed_packs.cmake")

function(pptp_embed_packs output)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DPACKS=${ARGN}" -P "${PPTP_EMBED_SCRIPT}"
    DEPENDS ${ARGN} "${PPTP_EMBED_SCRIPT}"
    COMMENT "Embedding rule packs"
    VERBATIM)
endfunction()
