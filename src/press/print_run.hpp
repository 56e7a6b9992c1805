#pragma once
// Prints pages on several threads and puts each into the edition at once: what stays in memory is
// what is to be remembered of a page, never its bytes.

#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "edition/builder.hpp"
#include "press/gate.hpp"
#include "press/memory.hpp"
#include "press/printer.hpp"
#include "store/transaction.hpp"

namespace kolokol::press {

/// Where a link stands, to say so when it leads nowhere: an article's page before others, then the
/// first address, whichever thread came upon it.
struct LinkPlace {
    std::string page;
    int line = 1;
    std::uint32_t hash = 0;  // link_hash() of the address
    bool of_article = false;
    std::uint32_t pages = 0;  // that link there
    std::uint32_t last = 0;   // of them, by its number among those of one thread
};
struct HashText {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};
using LinkTargets = std::unordered_map<std::string, LinkPlace, HashText, std::equal_to<>>;

class PrintRun {
public:
    struct Parts {
        const Printer& printer;
        edition::Builder& builder;
        const GateRules& rules;
        const edition::Facts& facts;
        const Language& standard;
        std::function<void(std::uint64_t done)> progress;
    };
    /// One thread for each of `snapshots`, which all show one moment.
    PrintRun(Parts parts, std::vector<store::Transaction>& snapshots)
        : parts_(std::move(parts)), snapshots_(snapshots) {}

    /// Prints, looks at and puts each page that exists. Refuses
    /// "press.cannot_print" and what the builder refuses; faults are collected in faults(). Throws
    /// what a thread threw.
    Outcome print(const std::vector<const PageKey*>& keys);

    /// Of the last print(), in the order of its keys: the page, or nothing where there is none.
    std::vector<std::optional<PrintedPage>> take_pages() { return std::move(pages_); }

    /// Every address that a page of any print() links to, with one place where it does.
    const LinkTargets& targets() const { return targets_; }
    const std::vector<Fault>& faults() const { return faults_; }
    std::uint64_t printed() const { return printed_; }

private:
    void work(store::Transaction& tx, const std::vector<const PageKey*>& keys);
    Outcome print_one(store::Transaction& tx, const PageKey& key, std::optional<PrintedPage>& place,
                      LinkTargets& targets, std::uint32_t number);
    void look_at(std::string_view path, const Page& page, PrintedPage& printed,
                 LinkTargets& targets, std::uint32_t number);
    void report(std::size_t done);

    Parts parts_;
    std::vector<store::Transaction>& snapshots_;
    std::vector<std::optional<PrintedPage>> pages_;
    LinkTargets targets_;
    std::vector<Fault> faults_;
    std::uint64_t printed_ = 0;

    std::atomic<std::size_t> next_{0};
    std::atomic<bool> stopped_{false};
    std::mutex mutex_;  // of all that follows, and of targets_, faults_, printed_
    std::optional<Problem> problem_;
    std::size_t problem_at_ = SIZE_MAX;  // of the keys
    std::exception_ptr thrown_;
};

}  // namespace kolokol::press
