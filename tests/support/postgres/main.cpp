// Starts or stops the tests' PostgreSQL: `postgres_server start|stop STATE_FILE`. ctest runs it.
// Where PostgreSQL is missing it ends well all the same, and each test says why it is skipped.

#include <iostream>
#include <string_view>

#include "support/postgres_server.hpp"

int main(int count, char** words) {
    if (count != 3) return 2;
    if (std::string_view(words[1]) == "stop") {
        kolokol::support::stop_postgres(words[2]);
        return 0;
    }
    const auto outcome = kolokol::support::start_postgres(words[2]);
    if (!outcome) std::cout << outcome.error().detail << '\n';
    return 0;
}
