#include "search/readers.hpp"

#include <xapian.h>

#include "base/log.hpp"

namespace kolokol::search {
namespace {

constexpr std::size_t most_idle = 16;
constexpr int most_tries = 10;  // a writer commits about once a second at most

}  // namespace

struct Readers::Reader {
    std::uint64_t number;
    Xapian::Database database;
};

Readers::Readers(IndexFolder folder) : folder_(std::move(folder)) {}
Readers::~Readers() = default;

std::unique_ptr<Readers::Reader> Readers::borrow() {
    std::uint64_t number = 0;
    {
        const std::lock_guard lock(mutex_);
        // The mark from before reading: should the file have changed meanwhile, it is read again.
        const auto now = folder_.mark();
        if (now != mark_) {
            mark_ = now;
            current_ = folder_.current();
            idle_.clear();
        }
        if (!current_) return nullptr;
        number = *current_;
        if (!idle_.empty()) {
            auto reader = std::move(idle_.back());
            idle_.pop_back();
            return reader;
        }
    }
    return std::make_unique<Reader>(Reader{
        number, Xapian::Database(folder_.database(number).string(), Xapian::DB_BACKEND_GLASS)});
}

void Readers::give_back(std::unique_ptr<Reader> reader) {
    const std::lock_guard lock(mutex_);
    if (current_ == reader->number && idle_.size() < most_idle) idle_.push_back(std::move(reader));
}

bool Readers::read(const std::function<void(const Xapian::Database&)>& ask) {
    for (int tries = 0; tries < most_tries; ++tries) {
        try {
            auto reader = borrow();
            if (!reader) return false;
            reader->database.reopen();
            ask(reader->database);
            give_back(std::move(reader));
            return true;
        } catch (const Xapian::DatabaseModifiedError&) {
            continue;  // the writer is two commits ahead
        } catch (const Xapian::DatabaseCorruptError& fault) {
            log::error("search.damaged", {{"detail", fault.get_msg()}});
            return false;
        } catch (const Xapian::DatabaseError& fault) {
            // Its folder gave way to a new one, unless the last try fails too.
            if (tries + 1 == most_tries)
                log::error("search.cannot_read", {{"detail", fault.get_msg()}});
        }
    }
    return false;
}

}  // namespace kolokol::search
