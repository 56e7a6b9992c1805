#pragma once
// Open databases for those who search: a Xapian::Database belongs to one thread at a time, opening
// one costs more than asking it. Threads may share this. For this room's sources.

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "search/index_folder.hpp"

namespace Xapian {
class Database;
}

namespace kolokol::search {

class Readers {
public:
    explicit Readers(IndexFolder folder);
    ~Readers();
    /// Calls `ask` with the newest state; again where a writer overtook it. False where there is no
    /// index or it is damaged (which is logged); what `ask` did then does not count.
    bool read(const std::function<void(const Xapian::Database&)>& ask);

private:
    struct Reader;
    std::unique_ptr<Reader> borrow();
    void give_back(std::unique_ptr<Reader> reader);

    IndexFolder folder_;
    std::mutex mutex_;  // of all below
    std::optional<CurrentMark> mark_;
    std::optional<std::uint64_t> current_;
    std::vector<std::unique_ptr<Reader>> idle_;
};

}  // namespace kolokol::search
