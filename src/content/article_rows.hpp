#pragma once
// Articles in the database: SQL and nothing else. Every write also fills content_change, from which
// the press learns what to print again. All throw store::Failure when the database does not answer.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content/article.hpp"
#include "store/transaction.hpp"

namespace kolokol::content {

/// Writes a whole article in place of what was there under its id. An address that readers have
/// seen and that changes stays as a former one.
void save_article(store::Transaction& tx, const Article& article, std::string_view manuscript,
                  std::string_view manuscript_sha256);

/// Many at once, in their order: one way to the database for each table, not for each article.
struct SavedArticle {
    const Article* article = nullptr;
    std::string manuscript;
    std::string manuscript_sha256;
    bool is_new = false;  // known not to be there; false: looked up
};
void save_articles(store::Transaction& tx, std::span<const SavedArticle> articles);

/// What its manuscript was when it was saved.
struct ManuscriptRow {
    ArticleId id;
    std::string sha256;
    std::string slug;
    std::string address;
    Status status = Status::draft;
    bool seen = false;  // readers have seen it: its address is in the wild
    std::string translation_group;
    std::optional<Instant> withdrawn_at;
    std::string withdrawal;
    bool in_newsroom = false;  // written on there: its file is not taken in any more
};
std::optional<ManuscriptRow> find_manuscript(store::Transaction& tx, std::string_view manuscript);
/// Places of manuscripts with these very bytes.
std::vector<std::string> manuscripts_with(store::Transaction& tx, std::string_view sha256);
/// The manuscript's file has another place now.
void move_manuscript(store::Transaction& tx, const ArticleId& id, std::string_view manuscript);
std::string manuscript_of(store::Transaction& tx, const ArticleId& id);

std::optional<Article> find_article(store::Transaction& tx, const ArticleId& id);
/// Whose address this is, or was.
std::optional<ArticleId> article_at(store::Transaction& tx, std::string_view address);

/// The columns that read_summary() takes, in its order, of a table or alias named `a`.
constexpr std::string_view summary_columns =
    "a.id, a.language, a.address, a.section, a.kind, a.headline, a.standfirst, a.dateline, "
    "a.published_at, a.updated_at, a.lead";
Summary read_summary(const store::Row& row, int first_column = 0);
std::optional<Summary> find_summary(store::Transaction& tx, const ArticleId& id);

/// Whom this article names by hand or by choice, in order.
std::vector<Summary> related_to(store::Transaction& tx, const ArticleId& id);
/// Up to three newer ones that were recorded as later on this story, newest first. Of two with one
/// time that with the greater id is the newer.
std::vector<Summary> later_than(store::Transaction& tx, const ArticleId& id);
std::vector<Summary> translations_of(store::Transaction& tx, const Article& article);
std::vector<std::string> former_addresses(store::Transaction& tx, const ArticleId& id);

/// In order, in place of those named before.
void set_related_by_hand(store::Transaction& tx, const ArticleId& id,
                         const std::vector<ArticleId>& others);
/// What this article translates; nothing: it names no other. Those that hang together by this are
/// translations of each other.
void set_translation_of(store::Transaction& tx, const ArticleId& id,
                        const std::optional<ArticleId>& other);
/// An article as a translation: whom its manuscript names.
struct TranslationLink {
    ArticleId id;
    Language language;
    std::string manuscript;
    std::optional<ArticleId> of;
};
/// This article and those that hang together with it, as they are saved; withdrawn ones are left
/// out.
std::vector<TranslationLink> translation_links(store::Transaction& tx, const ArticleId& id);
/// Addresses from elsewhere (front matter: former) that lead to this article from now on.
void add_former_addresses(store::Transaction& tx, const ArticleId& id,
                          const std::vector<std::string>& addresses);
/// They lead here no longer, and are free.
void drop_former_addresses(store::Transaction& tx, const ArticleId& id,
                           const std::vector<std::string>& addresses);

/// Publishes every scheduled one whose time has come: from now on lists show it. How many. Only the
/// press does this.
std::int64_t publish_due(store::Transaction& tx, Instant now);
/// What the press chose for an article when it was published: those it names besides those picked
/// by hand, in order, and older ones that name it as later on their story.
struct RelatedChoice {
    ArticleId article;
    std::vector<ArticleId> related;
    std::vector<ArticleId> older;
};
/// In place of what was chosen before. No change of the older ones is noted: the newer one's own
/// change leads the press to them, and a change of theirs would have all their lists printed again.
void record_related(store::Transaction& tx, std::span<const RelatedChoice> choices);

void withdraw_article(store::Transaction& tx, const ArticleId& id, std::string_view sentence,
                      Instant at);

/// Every picture that an article or a byline shows, once.
std::vector<std::string> pictures_in_use(store::Transaction& tx);
/// Of those, the ones that something else than a withdrawn article shows, or may (drafts count),
/// and all of the library.
std::vector<std::string> pictures_to_keep(store::Transaction& tx);

/// Notes that the press has something to look at. The kind is "article", "section", "topic",
/// "byline", "standing" or "front"; the id is an article's id, a slug, or a front page's language.
void note_change(store::Transaction& tx, std::string_view kind, std::string_view id);

}  // namespace kolokol::content
