# kolokol_room(NAME DEPENDS room… PACKAGES target…)
#
# A room is one static library, made of src/NAME/*.cpp. DEPENDS is what it may know besides `base`:
# CMake links by these arrows, and tests/architecture holds every #include against them. They are
# written to rooms.txt in the build folder for that test. A room without a source yet is passed over.
set_property(GLOBAL PROPERTY KOLOKOL_ROOMS "")

function(kolokol_room name)
  cmake_parse_arguments(ROOM "" "" "DEPENDS;PACKAGES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${name}/*.cpp")
  if(NOT sources)
    return()
  endif()
  add_library(kolokol_${name} STATIC ${sources})
  target_include_directories(kolokol_${name} PUBLIC "${CMAKE_SOURCE_DIR}/src")
  if(NOT name STREQUAL "base")
    target_link_libraries(kolokol_${name} PUBLIC kolokol_base)
  endif()
  foreach(room IN LISTS ROOM_DEPENDS)
    target_link_libraries(kolokol_${name} PUBLIC $<TARGET_NAME_IF_EXISTS:kolokol_${room}>)
  endforeach()
  target_link_libraries(kolokol_${name} PUBLIC ${ROOM_PACKAGES})
  string(JOIN " " arrows ${ROOM_DEPENDS})
  set_property(GLOBAL APPEND PROPERTY KOLOKOL_ROOMS "${name}: ${arrows}")
endfunction()

function(kolokol_write_rooms)
  get_property(rooms GLOBAL PROPERTY KOLOKOL_ROOMS)
  string(JOIN "\n" text ${rooms})
  file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/rooms.txt" CONTENT "${text}\n")
endfunction()
