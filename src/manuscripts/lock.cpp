#include "manuscripts/lock.hpp"

#include "manuscripts/manuscript_rows.hpp"

namespace kolokol::manuscripts {

Holding holding(const Lock& lock, const staff::AccountId& me, Instant now) {
    if (!lock.holder) return Holding::free;
    if (*lock.holder == me) return Holding::mine;
    return lock.until <= now ? Holding::free : Holding::other;
}

Holding keep_lock(store::Transaction& tx, const Manuscript& manuscript, const staff::AccountId& me,
                  Instant now) {
    Lock lock = manuscript.lock;
    const Holding before = holding(lock, me, now);
    if (before == Holding::other) return before;
    if (before == Holding::free) lock.since = now;
    if (lock.asked_by == me) lock.asked_by.reset();
    lock.holder = me;
    lock.until = now + lock_silence;
    set_lock(tx, manuscript.id, lock);
    return Holding::mine;
}

std::optional<LockWish> parse_lock_wish(std::string_view text) {
    if (text == "take") return LockWish::take;
    if (text == "ask") return LockWish::ask;
    if (text == "give") return LockWish::give;
    if (text == "leave") return LockWish::leave;
    return std::nullopt;
}

Outcome change_lock(store::Transaction& tx, const Manuscript& manuscript, LockWish wish,
                    const staff::AccountId& me, Instant now) {
    Lock lock = manuscript.lock;
    const Holding held = holding(lock, me, now);
    switch (wish) {
        case LockWish::take:
            if (held == Holding::other) return refuse(Kind::conflict, "manuscripts.held");
            keep_lock(tx, manuscript, me, now);
            return done();
        case LockWish::ask:
            if (held == Holding::free) {
                keep_lock(tx, manuscript, me, now);
                return done();
            }
            if (held == Holding::other) lock.asked_by = me;
            break;
        case LockWish::give:
            if (held != Holding::mine) return refuse(Kind::conflict, "manuscripts.not_held");
            if (!lock.asked_by) return refuse(Kind::conflict, "manuscripts.nobody_asked");
            lock = {lock.asked_by, now, now + lock_silence, std::nullopt};
            break;
        case LockWish::leave:
            if (held != Holding::mine) return refuse(Kind::conflict, "manuscripts.not_held");
            lock = {lock.asked_by, now, now + lock_silence, std::nullopt};
            break;
    }
    set_lock(tx, manuscript.id, lock);
    return done();
}

}  // namespace kolokol::manuscripts
