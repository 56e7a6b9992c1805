# One place for the compiler's flags, its sanitizers, its cache and its linker.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
# assert stays in what we ship: it stands for our own mistakes, and a paper that stops is better
# than one that prints nonsense. Hence no -DNDEBUG.
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
set(CMAKE_C_FLAGS_RELEASE "-O2")
set(CMAKE_CXX_FLAGS_DEV "-O1 -g1")
set(CMAKE_C_FLAGS_DEV "-O1 -g1")

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
add_compile_options(-fstack-protector-strong -fno-omit-frame-pointer)
add_compile_definitions($<$<CONFIG:Release>:_FORTIFY_SOURCE=2> _GLIBCXX_ASSERTIONS)
add_link_options(-Wl,-z,relro,-z,now)

option(KOLOKOL_WERROR "Treat warnings as errors" OFF)
if(KOLOKOL_WERROR)
  add_compile_options(-Werror)
endif()

set(KOLOKOL_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined or thread")
if(KOLOKOL_SANITIZE)
  add_compile_options(-fsanitize=${KOLOKOL_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${KOLOKOL_SANITIZE})
endif()
option(KOLOKOL_FUZZ "Build the fuzzers (Clang)" OFF)
if(KOLOKOL_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_program(KOLOKOL_CCACHE ccache)
if(KOLOKOL_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_NOHASHDIR=1
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} "${KOLOKOL_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_C_COMPILER_LAUNCHER}")
endif()
find_program(KOLOKOL_MOLD mold)
if(KOLOKOL_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_link_options(-fuse-ld=mold)
endif()
