# The newsroom's editor: npm fetches its parts once, as the lock file names them, and esbuild makes one script of them.
# The program finds it as an asset laid over web/newsroom (src/app/open_newsroom.cpp).
set(editor_source "${CMAKE_SOURCE_DIR}/web/newsroom/editor")
set(editor_assets "${CMAKE_BINARY_DIR}/share/kolokol/built/newsroom/assets")
set(editor_script "${editor_assets}/editor.js")
set(editor_modules "${editor_source}/node_modules/.fetched")

find_program(NPM npm REQUIRED)
find_program(NODE NAMES node nodejs REQUIRED)

# --ignore-scripts: nothing that is fetched runs while it is installed.
add_custom_command(OUTPUT "${editor_modules}"
  COMMAND "${NPM}" ci --ignore-scripts --no-audit --no-fund --loglevel=error
  COMMAND "${CMAKE_COMMAND}" -E touch "${editor_modules}"
  DEPENDS "${editor_source}/package.json" "${editor_source}/package-lock.json"
  WORKING_DIRECTORY "${editor_source}"
  COMMENT "Fetching the editor's parts"
  VERBATIM)

file(GLOB editor_parts CONFIGURE_DEPENDS "${editor_source}/src/*.mjs")
add_custom_command(OUTPUT "${editor_script}" "${editor_script}.LEGAL.txt"
  COMMAND "${NODE}" "${editor_source}/build.mjs" "${editor_assets}"
  DEPENDS "${editor_modules}" "${editor_source}/build.mjs" ${editor_parts}
  COMMENT "Bundling the editor"
  VERBATIM)

add_custom_target(editor ALL DEPENDS "${editor_script}")
if(TARGET kolokol)
  add_dependencies(kolokol editor)
endif()
install(FILES "${editor_script}" "${editor_script}.LEGAL.txt"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/kolokol/built/newsroom/assets")
