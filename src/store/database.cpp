#include "store/database.hpp"

#include <system_error>

#include <fmt/format.h>

#include "store/postgresql_database.hpp"
#include "store/sqlite_database.hpp"

namespace kolokol::store {

namespace {

constexpr std::string_view sqlite_prefix = "sqlite:";

bool is_postgresql(std::string_view address) {
    return address.starts_with("postgresql://") || address.starts_with("postgres://");
}

template <class Make>
Result<std::unique_ptr<Database>> opened(std::string_view address, Make make) {
    const auto unreachable = [&](const std::exception& error) {
        return refuse(Kind::unavailable, "store.unreachable",
                      fmt::format("the database {} cannot be used: {}", without_password(address),
                                  error.what()));
    };
    try {
        return make();
    } catch (const DiskFull&) {
        throw;
    } catch (const Failure& error) {
        return unreachable(error);
    } catch (const std::system_error& error) {
        return unreachable(error);
    }
}

}  // namespace

Result<std::unique_ptr<Database>> open(std::string_view address) {
    if (address.starts_with(sqlite_prefix) && address.size() > sqlite_prefix.size())
        return opened(address, [&]() -> std::unique_ptr<Database> {
            return std::make_unique<SqliteDatabase>(address.substr(sqlite_prefix.size()));
        });
    if (is_postgresql(address))
        return opened(address, [&]() -> std::unique_ptr<Database> {
            return std::make_unique<PostgresqlDatabase>(std::string(address));
        });
    return refuse(Kind::invalid, "store.address_unknown",
                  fmt::format("\"{}\" is no database address; write sqlite:PATH or "
                              "postgresql://USER@HOST/DATABASE",
                              without_password(address)));
}

std::string without_password(std::string_view address) {
    std::string shown(address);
    // postgresql://user:PASSWORD@host/…
    const auto authority = shown.find("://");
    if (authority == std::string::npos) return shown;
    // Up to the last @, for a password may hold / and ? although it should not.
    const auto at = shown.rfind('@');
    const auto colon = shown.find(':', authority + 3);
    if (at != std::string::npos && colon < at) shown.replace(colon + 1, at - colon - 1, "…");
    // …?password=PASSWORD&…
    for (auto found = shown.find("password="); found != std::string::npos;
         found = shown.find("password=", found + 1)) {
        const auto from = found + std::string_view("password=").size();
        const auto to = std::min(shown.find('&', from), shown.size());
        shown.replace(from, to - from, "…");
    }
    return shown;
}

}  // namespace kolokol::store
