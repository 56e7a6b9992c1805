// What is not where it was: withdrawn (410), or moved (301).

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

}  // namespace kolokol::press
