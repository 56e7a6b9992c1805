#include "edition/trie.hpp"

#include <algorithm>
#include <span>
#include <tuple>

namespace kolokol::edition {
namespace {

using Changes = std::span<const Change>;

bool by_path(const Entry& left, const Entry& right) {
    return left.path < right.path;
}

/// Keeps the last change of each path, in the order of the trie.
void settle(std::vector<Change>& changes) {
    std::sort(changes.begin(), changes.end(), [](const Change& left, const Change& right) {
        return std::tie(left.path_hash, right.order) < std::tie(right.path_hash, left.order);
    });
    changes.erase(std::unique(changes.begin(), changes.end(),
                              [](const Change& left, const Change& right) {
                                  return left.path_hash == right.path_hash;
                              }),
                  changes.end());
}

/// One batch on its way through the trie.
class Laying {
public:
    Laying(const ReadObject& read, unsigned depth, const WriteNode& write)
        : read_(read), depth_(depth), write_(write) {}

    Result<Digest> node(const Digest& old, unsigned level, Changes changes) {
        return level == depth_ ? leaf(old, changes) : inner(old, level, changes);
    }

    std::int64_t entries = 0;  // more than before
    std::int64_t bytes = 0;
    std::uint64_t changed = 0;

private:
    Result<Digest> inner(const Digest& old, unsigned level, Changes changes) {
        InnerNode node;
        if (!old.empty()) {
            auto stored = read_(old);
            if (!stored) return refuse(stored.error());
            auto decoded = decode_inner(*stored);
            if (!decoded) return refuse(decoded.error());
            node = *decoded;
        }
        bool differs = false;
        while (!changes.empty()) {
            const unsigned index = child_index(changes.front().path_hash, level);
            const auto end =
                std::find_if(changes.begin(), changes.end(), [&](const Change& change) {
                    return child_index(change.path_hash, level) != index;
                });
            const auto count = static_cast<std::size_t>(end - changes.begin());
            auto child = this->node(node.children[index], level + 1, changes.first(count));
            if (!child) return child;
            differs = differs || *child != node.children[index];
            node.children[index] = *child;
            changes = changes.subspan(count);
        }
        if (!differs) return old;
        return node.empty() ? Digest{} : write_(encode(node));
    }

    Result<Digest> leaf(const Digest& old, Changes changes) {
        std::vector<Entry> entries_before;
        if (!old.empty()) {
            auto stored = read_(old);
            if (!stored) return refuse(stored.error());
            auto decoded = decode_leaf(*stored);
            if (!decoded) return refuse(decoded.error());
            entries_before = std::move(*decoded);
        }
        auto after = merge(entries_before, changes);
        if (!after) return refuse(after.error());
        if (*after == entries_before) return old;
        return after->empty() ? Digest{} : write_(encode_leaf(*after));
    }

    Result<std::vector<Entry>> merge(const std::vector<Entry>& before, Changes changes) {
        std::vector<Entry> after = before;
        for (const Change& change : changes) {
            Entry entry;
            entry.path = change.form;
            if (!change.removes) {
                auto decoded = decode_leaf(change.form);
                if (!decoded) return refuse(decoded.error());
                entry = decoded->front();
            }
            lay(after, entry, change.removes);
        }
        return after;
    }

    void lay(std::vector<Entry>& into, const Entry& entry, bool removes) {
        const auto place = std::lower_bound(into.begin(), into.end(), entry, by_path);
        const bool there = place != into.end() && place->path == entry.path;
        if (removes ? !there : there && *place == entry) return;
        ++changed;
        if (there) bytes -= static_cast<std::int64_t>(place->size);
        if (removes) {
            --entries;
            into.erase(place);
            return;
        }
        bytes += static_cast<std::int64_t>(entry.size);
        if (there) {
            *place = entry;
        } else {
            ++entries;
            into.insert(place, entry);
        }
    }

    const ReadObject& read_;
    unsigned depth_;
    const WriteNode& write_;
};

/// The whole trie at another depth, all entries put anew.
Result<Laid> reshape(const Index& before, std::vector<Change> changes, const WriteNode& write) {
    std::vector<Change> all;
    const auto read = before.each([&](const Entry& entry) {
        all.push_back(put_change(entry, 0));
        return true;
    });
    if (!read) return refuse(read.error());
    for (Change& change : changes)
        ++change.order;
    std::move(changes.begin(), changes.end(), std::back_inserter(all));
    return lay_over(Index({}, 2, before.reader()), 0, 0, std::move(all), write);
}

}  // namespace

Change put_change(const Entry& entry, std::uint64_t order) {
    return Change{crypto::sha256(entry.path), order, false, encode_leaf({entry})};
}

Change remove_change(std::string_view path, std::uint64_t order) {
    return Change{crypto::sha256(path), order, true, Bytes(path)};
}

Result<Laid> lay_over(const Index& before, std::uint64_t entries, std::uint64_t bytes,
                      std::vector<Change> changes, const WriteNode& write) {
    settle(changes);
    // From nothing the count, and by it the depth, is known beforehand.
    const auto puts = static_cast<std::uint64_t>(std::count_if(
        changes.begin(), changes.end(), [](const Change& change) { return !change.removes; }));
    const unsigned depth = before.root().empty() ? depth_for(puts) : before.depth();
    const ReadObject& read = before.reader();
    Laying laying(read, depth, write);
    auto root = laying.node(before.root(), 0, changes);
    if (!root) return refuse(root.error());
    Laid laid{*root, depth, entries + static_cast<std::uint64_t>(laying.entries),
              bytes + static_cast<std::uint64_t>(laying.bytes), laying.changed};
    if (depth_for(laid.entries) == depth) return laid;
    auto reshaped = reshape(before, std::move(changes), write);
    if (!reshaped) return reshaped;
    reshaped->changed = laid.changed;
    return reshaped;
}

}  // namespace kolokol::edition
