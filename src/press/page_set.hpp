#pragma once
// Pages to print, each once, in the order in which they were added.

#include <unordered_set>
#include <utility>
#include <vector>

#include "press/page_key.hpp"

namespace kolokol::press {

class PageSet {
public:
    /// False where it is in already.
    bool add(PageKey key) {
        const auto [place, added] = keys_.insert(std::move(key));
        if (added) order_.push_back(&*place);
        return added;
    }
    bool contains(const PageKey& key) const { return keys_.contains(key); }
    std::size_t size() const { return order_.size(); }
    /// Pointers hold as long as the set.
    const std::vector<const PageKey*>& in_order() const { return order_; }

private:
    std::unordered_set<PageKey> keys_;
    std::vector<const PageKey*> order_;
};

}  // namespace kolokol::press
