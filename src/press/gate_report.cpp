#include "press/gate_report.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "content/article_rows.hpp"

namespace kolokol::press {

namespace {

constexpr std::size_t most_reported = 20;
/// What more articles have than these is hardly the fault of each of them.
constexpr std::size_t most_manuscripts = 3;

/// The manuscript of the article whose page it is, with the line of its text where that has what
/// was found; nothing where the page is no article's.
std::optional<std::string> whose(store::Transaction& tx, const Fault& fault) {
    const auto id = content::article_at(tx, fault.page);
    const auto article = id ? content::find_article(tx, *id) : std::nullopt;
    if (!article || article->summary.address != fault.page) return std::nullopt;
    std::string said = fmt::format("{} ({})", content::manuscript_of(tx, *id), fault.page);
    const std::string& text = article->markdown;
    const auto at = fault.found.empty() ? text.npos : text.find(fault.found);
    if (at != text.npos)
        said += fmt::format(
            ", line {} of its text",
            1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    return said;
}

std::string where(const Fault& fault) {
    return fmt::format("{}, line {}", fault.page, fault.line);
}

std::string more(std::uint64_t pages) {
    if (pages == 0) return {};
    return pages == 1 ? ", and on 1 more page" : fmt::format(", and on {} more pages", pages);
}

/// Whether a manuscript is named.
bool report(store::Transaction& tx, const SameFault& same, std::string& said) {
    std::vector<std::string> manuscripts;
    for (const Fault& fault : same.faults) {
        if (manuscripts.size() > most_manuscripts) break;
        if (auto one = whose(tx, fault)) manuscripts.push_back(std::move(*one));
    }
    const std::uint64_t pages = same.faults.size() + same.more_pages;
    const std::string& what = same.faults.front().what;
    if (manuscripts.size() > most_manuscripts)
        said += fmt::format("\n{}: {}{}; where so many articles have it, look in the theme",
                            where(same.faults.front()), what, more(pages - 1));
    else if (manuscripts.empty())
        said += fmt::format("\n{}: {}{}", where(same.faults.front()), what, more(pages - 1));
    else
        said += fmt::format("\n{}: {}{}", fmt::join(manuscripts, " and "), what,
                            more(pages - manuscripts.size()));
    return !manuscripts.empty() && manuscripts.size() <= most_manuscripts;
}

}  // namespace

std::vector<SameFault> together(std::vector<Fault> faults) {
    std::sort(faults.begin(), faults.end(), [](const Fault& left, const Fault& right) {
        return std::tie(left.what, left.page, left.line) <
               std::tie(right.what, right.page, right.line);
    });
    std::vector<SameFault> found;
    for (Fault& fault : faults) {
        if (found.empty() || found.back().faults.front().what != fault.what)
            found.emplace_back();
        else if (found.back().faults.back().page == fault.page)
            continue;  // its first line will do
        found.back().faults.push_back(std::move(fault));
    }
    std::stable_sort(found.begin(), found.end(), [](const SameFault& left, const SameFault& right) {
        return left.faults.front().page < right.faults.front().page;
    });
    return found;
}

std::string gate_report(store::Transaction& tx, const std::vector<SameFault>& found) {
    std::string said = "the gate holds this edition back:";
    bool names_manuscripts = false;
    for (std::size_t at = 0; at < std::min(found.size(), most_reported); ++at)
        names_manuscripts |= report(tx, found[at], said);
    if (found.size() > most_reported)
        said += fmt::format("\nand {} more faults", found.size() - most_reported);
    if (names_manuscripts)
        said +=
            "\nMend the manuscript and import it again, or take the article off with kolokol "
            "withdraw; then press.";
    return said;
}

}  // namespace kolokol::press
