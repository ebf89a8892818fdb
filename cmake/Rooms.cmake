# gongwatch_room(NAME [LINK libraries...]): one static library a room, from all its .cc files, with the house warnings.
add_library(gongwatch_options INTERFACE)
target_include_directories(gongwatch_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(gongwatch_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wconversion -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # g++ 12 takes the payload of an empty std::optional for an uninitialised variable.
  target_compile_options(gongwatch_options INTERFACE -Wno-maybe-uninitialized)
  # At -O2 it also takes "literal" + std::string for a copy onto itself (GCC bug 105329).
  target_compile_options(gongwatch_options INTERFACE $<$<NOT:$<CONFIG:Debug>>:-Wno-restrict>)
else()
  # g++ 12's own <algorithm> (std::stable_sort) uses what it deprecates.
  target_compile_options(gongwatch_options INTERFACE -Wno-deprecated-declarations)
endif()
target_compile_definitions(gongwatch_options INTERFACE GONGWATCH_VERSION="${PROJECT_VERSION}")
if(GONGWATCH_UNITY)
  # In a group the names of one file stand over the locals of the next; g++ reads each file alone and tells what is meant.
  target_compile_options(gongwatch_options INTERFACE -Wno-shadow)
endif()
if(GONGWATCH_SANITIZE)
  target_compile_options(gongwatch_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(gongwatch_options INTERFACE -fsanitize=address,undefined)
endif()

function(gongwatch_room name)
  cmake_parse_arguments(ROOM "" "" "LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  list(FILTER sources EXCLUDE REGEX "/(main|tools/[^/]*)\\.cc$")
  if(NOT sources)
    file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/none.cc "")
    set(sources ${CMAKE_CURRENT_BINARY_DIR}/none.cc)
  endif()
  add_library(gongwatch_${name} STATIC ${sources})
  gongwatch_unity(gongwatch_${name} ${sources})
  set_target_properties(gongwatch_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(gongwatch_${name} PUBLIC gongwatch_options ${ROOM_LINK})
endfunction()
