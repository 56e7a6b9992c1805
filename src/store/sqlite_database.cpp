#include "store/sqlite_database.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include "base/file.hpp"
#include "store/sqlite_connection.hpp"

namespace kolokol::store {

SqliteDatabase::SqliteDatabase(std::filesystem::path file) : file_(std::move(file)) {
    // SQLite would make it readable by everyone; its -wal and -shm files get the same mode. One
    // that is there is not opened: closing it would drop the locks that other connections of this
    // process hold on it (POSIX locks; sqlite.org/howtocorrupt.html, 2.2).
    if (!std::filesystem::exists(file_)) open_file(file_, O_RDWR | O_CREAT, 0600);
    read();  // A file that is no database is told now.
}

std::unique_ptr<Connection> SqliteDatabase::connect(Access access) {
    return std::make_unique<SqliteConnection>(file_, access);
}

Outcome SqliteDatabase::copy_to(const std::filesystem::path& file) {
    if (std::filesystem::exists(file))
        return refuse(Kind::conflict, "store.copy_exists",
                      fmt::format("{} exists already; name a new file", file.string()));
    open_file(file, O_RDWR | O_CREAT | O_EXCL, 0600);
    SqliteConnection connection(file_, Access::write);
    connection.execute({"store.copy", "VACUUM INTO $1"}, std::vector<Value>{file.string()});
    return done();
}

Outcome SqliteDatabase::erase_traces() {
    SqliteConnection connection(file_, Access::write);
    // Each try waits as long as busy_timeout for the readers and the writer to leave.
    for (int attempt = 0; attempt < 3; ++attempt) {
        bool busy = true;
        connection.each({"store.checkpoint", "PRAGMA wal_checkpoint(TRUNCATE)"}, {},
                        [&](const Row& row) { busy = row.integer(0) != 0; });
        if (!busy) return done();
    }
    return refuse(Kind::unavailable, "store.traces_remain",
                  fmt::format("{}-wal still holds what was erased, because somebody reads the "
                              "database without a pause; it goes when the last program that has "
                              "the database open is stopped",
                              file_.string()));
}

}  // namespace kolokol::store
