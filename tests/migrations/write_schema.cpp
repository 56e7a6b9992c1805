// write_schema MIGRATIONS FILE: writes db/schema.sql.

#include <iostream>

#include "base/file.hpp"
#include "migrations/schema_page.hpp"
#include "store/migrations.hpp"

int main(int count, char** words) {
    using namespace kolokol;
    if (count != 3) return 2;
    const TemporaryFolder folder;
    const auto database = store::open("sqlite:" + (folder.path() / "kolokol.db").string()).value();
    if (const auto applied = store::migrate(*database, words[1], Instant{}); !applied) {
        std::cerr << applied.error().detail << '\n';
        return 1;
    }
    write_file(words[2], migrations::schema_page(*database));
    return 0;
}
