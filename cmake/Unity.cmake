# gongwatch_unity(TARGET FILE...): with GONGWATCH_UNITY, compiles the files in groups of up to 16. A group reads each header once, which
# makes a build of everything (and clang-tidy over it) several times shorter; for everyday work single files are better.
function(gongwatch_unity target)
  if(NOT GONGWATCH_UNITY)
    return()
  endif()
  execute_process(COMMAND awk -f ${PROJECT_SOURCE_DIR}/cmake/unity_groups.awk ${ARGN}
                  OUTPUT_VARIABLE groups OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  string(REPLACE "\n" ";" groups "${groups}")
  foreach(line IN LISTS groups)
    string(REGEX MATCH "^(.*) ([0-9]+)$" matched "${line}")
    set_source_files_properties(${CMAKE_MATCH_1} PROPERTIES UNITY_GROUP ${CMAKE_MATCH_2})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # A changed file may need another group.
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${ARGN} ${PROJECT_SOURCE_DIR}/cmake/unity_groups.awk)
endfunction()
