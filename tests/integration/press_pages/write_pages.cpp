// write_pages: writes tests/fixtures/pages.

#include <iostream>

#include "stored_pages.hpp"
#include "support/databases.hpp"

int main() {
    using namespace kolokol;
    using namespace kolokol::press::proof;
    support::FreshDatabase database("sqlite");
    const Gazette gazette(*database);
    for (const auto& stored : stored_pages(gazette)) {
        write_file(stored_folder() / stored.file, numbered(gazette.text(stored.key)));
        std::cout << stored.file << '\n';
    }
    return 0;
}
