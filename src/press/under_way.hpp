#pragma once
// One press, from the first page to what is remembered of it. For press.cpp only; press.hpp says
// what a press promises.
//
// The order of writes is what makes a kill harmless:
//   1. due articles are published and their related ones chosen (one transaction);
//   2. what is about to change is noted (one transaction);
//   3. the edition is committed: readers see it;
//   4. what was printed is remembered and the newsroom's changes are done (one transaction).
// Between 1 and 3 the last edition stands and every change is still listed. Between 3 and 4 the
// memory is one edition behind; the next press sees that from the edition's `previous`, and prints
// again what 2 noted beside what changed since.

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "press/gate_report.hpp"
#include "press/planner.hpp"
#include "press/press.hpp"
#include "press/print_run.hpp"

namespace kolokol::press {

class UnderWay {
public:
    struct Parts {
        store::Database& database;
        const edition::Shelf& shelf;
        const Printer& printer;
        const content::Publication& publication;
        const PressSettings& settings;
        const PressWish& wish;
    };
    explicit UnderWay(Parts parts) : parts_(std::move(parts)) {}

    Result<Pressed> press(const edition::Signers& signers);

private:
    Outcome start();
    std::uint64_t publish();
    void take_snapshots();
    Outcome make_plan();
    bool remembers(const Memory& memory) const;

    Outcome print_pages();
    bool has_a_page(const std::string& path) const;
    bool has_page_of_its_own(const std::string& path) const;
    Outcome take_in(const std::vector<const PageKey*>& keys);
    void note_gone(const std::string& path, std::vector<std::uint32_t>& hashes);
    void count_pictures();
    Outcome print_pictures();
    Outcome put_sizes(const std::string& picture, PageSet& to_print);
    void check_links();
    Outcome pass_gate();

    void note_what_changes();
    void remember(const edition::Builder::Committed& committed);

    Parts parts_;
    std::optional<edition::Builder> builder_;
    std::shared_ptr<const edition::Edition> last_;
    mutable std::vector<store::Transaction> snapshots_;  // reading changes nothing
    std::optional<Planner> planner_;
    std::optional<PrintRun> run_;
    Memory memory_;
    Changes changes_;
    Plan plan_;
    std::string inputs_;
    std::string frame_;

    std::vector<PrintedPage> printed_;
    std::unordered_set<std::string> standing_;  // addresses of pages that were put
    std::unordered_set<std::string> gone_;      // addresses where nothing stands now
    std::size_t vacated_ = 0;                   // of plan_.vacated: taken in
    std::uint64_t removed_ = 0;
    std::unordered_map<std::string, std::int64_t>
        shown_;  // by digest: change of the count of pages
    std::vector<PictureCount> counts_;
    std::vector<SameFault> broken_;  // links
};

}  // namespace kolokol::press
