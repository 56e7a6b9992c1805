# Every library that is not ours. Each is wrapped by the one room named beside it; the decision for
# it stands in docs/adr/.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)                    # base
find_package(spdlog REQUIRED)                 # base
find_package(tl-expected REQUIRED)            # base
find_package(date REQUIRED)                   # base
find_package(nlohmann_json REQUIRED)          # edition, content, store: JSON
find_package(OpenSSL REQUIRED)                # crypto, http
find_package(yaml-cpp REQUIRED)               # content: YAML front matter
find_package(ICU REQUIRED COMPONENTS uc i18n) # base (transliteration), theme (dates, plurals)
find_package(PostgreSQL REQUIRED)             # store
find_package(SQLite3 REQUIRED)                # store
find_package(Boost 1.74 REQUIRED)             # http
find_package(CLI11 REQUIRED)                  # cli

function(kolokol_pkg target module)
  pkg_check_modules(${target} REQUIRED IMPORTED_TARGET ${module})
endfunction()
kolokol_pkg(SODIUM libsodium)         # crypto
kolokol_pkg(MD4C md4c)                # markup
kolokol_pkg(TOMLPP tomlplusplus)      # content, app
kolokol_pkg(VIPS vips-cpp)            # media
kolokol_pkg(XAPIAN xapian-core)       # search
kolokol_pkg(BROTLIENC libbrotlienc)   # edition
kolokol_pkg(BROTLIDEC libbrotlidec)   # edition
kolokol_pkg(DEFLATE libdeflate)       # edition
kolokol_pkg(ZSTD libzstd)             # edition
kolokol_pkg(QRENCODE libqrencode)     # cli
kolokol_pkg(CBOR libcbor)             # staff
