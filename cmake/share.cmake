# bin/../share/kolokol in the build tree, and the same when installed.
file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/share/kolokol")
foreach(folder themes db samples web)
  if(EXISTS "${CMAKE_SOURCE_DIR}/${folder}")
    file(CREATE_LINK "${CMAKE_SOURCE_DIR}/${folder}" "${CMAKE_BINARY_DIR}/share/kolokol/${folder}"
         SYMBOLIC)
    install(DIRECTORY "${CMAKE_SOURCE_DIR}/${folder}"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/kolokol"
            PATTERN artwork EXCLUDE
            PATTERN editor EXCLUDE)
  endif()
endforeach()
