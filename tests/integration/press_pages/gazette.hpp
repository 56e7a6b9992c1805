#pragma once
// The tests' newspaper (tests/fixtures/gazette), imported, published and ready to be printed with
// the default theme.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/file.hpp"
#include "content/publication.hpp"
#include "media/shelf.hpp"
#include "press/newspaper.hpp"
#include "store/database.hpp"
#include "theme/theme.hpp"

namespace kolokol::press::proof {

/// In the evening after the ferries ran again: the breaking line still holds.
inline const Instant evening = parse_rfc3339("2026-01-28T20:00:00+03:00").value();

Language in(const char* tag);

class Gazette {
public:
    explicit Gazette(store::Database& database);
    ~Gazette();

    store::Database& database() const { return database_; }
    content::Publication& publication() { return publication_; }

    /// A printer of its own each time, as each press has.
    Newspaper newspaper(Instant at = evening) const;
    /// By another theme, which must outlive it.
    Newspaper newspaper(const theme::Theme& theme, Instant at = evening) const;
    std::optional<Page> page(const PageKey& key, Instant at = evening) const;
    /// Its bytes; empty where there is none.
    std::string text(const PageKey& key, Instant at = evening) const;

    PageKey key(PageKind kind, const char* language = "en", std::string subject = {}, int year = 0,
                unsigned month = 0) const;
    /// The page of the article at an address.
    PageKey article(std::string_view address) const;
    /// Every page that there is, pictures left out.
    std::vector<PageKey> all() const;

private:
    store::Database& database_;
    TemporaryFolder folder_;
    content::Publication publication_;
    std::unique_ptr<media::Shelf> pictures_;
    std::unique_ptr<theme::Theme> theme_;
};

}  // namespace kolokol::press::proof
