// What is not where it was: withdrawn (410), or moved (301).

#include <algorithm>

#include "content/article_rows.hpp"
#include "press/frame.hpp"
#include "press/pages.hpp"

namespace kolokol::press {

Printed print_gone(const Desk& desk, store::Transaction& tx, const Language& language,
                   const std::string& address, std::optional<Instant> at,
                   const std::string& reason) {
    Sheet sheet(desk, tx, language, address);
    Head head;
    head.title = sheet.text("This page has been withdrawn");
    head.hidden = true;
    set_frame(sheet, head);
    theme::Record withdrawn;
    withdrawn.set("time", at ? theme::Value(time_of(sheet, *at)) : theme::Value(false));
    withdrawn.set("reason", reason);
    sheet.set("withdrawn", std::move(withdrawn));
    return sheet.print("withdrawn", 410);
}

Printed print_withdrawn(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    const auto article = content::find_article(tx, content::ArticleId(key.subject));
    if (!article || article->status != content::Status::withdrawn) return nothing();
    const auto& summary = article->summary;
    if (!desk.publication().prints(summary.language)) return nothing();
    return print_gone(desk, tx, summary.language, summary.address, article->withdrawn_at,
                      article->withdrawal);
}

Printed print_moved(store::Transaction& tx, const PageKey& key) {
    const auto id = content::article_at(tx, key.subject);
    const auto article = id ? content::find_article(tx, *id) : std::nullopt;
    if (!article || article->summary.address == key.subject) return nothing();
    // A withdrawn one's own address says so.
    if (article->status != content::Status::published &&
        article->status != content::Status::withdrawn)
        return nothing();
    Page page;
    page.status = 301;
    page.target = article->summary.address;
    return std::optional<Page>(std::move(page));
}

/// Of a year or a month only where something was published in it; the list of months is the search
/// page's.
Printed print_shortcut(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    if (!desk.publication().prints(key.language)) return nothing();
    const Sheet sheet(desk, tx, key.language, press::address(key, desk.publication().standard()));
    const auto& months = desk.almanac().months(tx, {key.language, content::Scope::By::all, {}});
    const bool covered =
        key.year == 0 || std::any_of(months.begin(), months.end(), [&](const content::Month& one) {
            return one.year == key.year && (key.month == 0 || one.month == key.month);
        });
    if (!covered || (key.month == 0 && !desk.settings().search)) return nothing();
    Page page;
    page.status = 301;
    page.target = key.month != 0 ? sheet.at(PageKind::archive_month, {}, key.year, key.month)
                                 : sheet.at(PageKind::search) + "#periods";
    return std::optional<Page>(std::move(page));
}

}  // namespace kolokol::press
