#pragma once
// Every kind of page with the function that prints it; Newspaper::print chooses among them. Each
// says nothing() where its page does not exist.

#include <vector>

#include "press/desk.hpp"
#include "press/sheet.hpp"

namespace kolokol::press {

// front_page.cpp
Printed print_front(const Desk& desk, store::Transaction& tx, const PageKey& key);

// article_page.cpp
Printed print_article(const Desk& desk, store::Transaction& tx, const PageKey& key);
/// As it is given, not as its rows say.
Printed print_article(const Desk& desk, store::Transaction& tx, content::Article article);

// list_pages.cpp
Printed print_section(const Desk& desk, store::Transaction& tx, const PageKey& key);
Printed print_topic(const Desk& desk, store::Transaction& tx, const PageKey& key);
Printed print_byline(const Desk& desk, store::Transaction& tx, const PageKey& key);

// period_pages.cpp
Printed print_month(const Desk& desk, store::Transaction& tx, const PageKey& key);
Printed print_year(const Desk& desk, store::Transaction& tx, const PageKey& key);

// index_pages.cpp
Printed print_topics(const Desk& desk, store::Transaction& tx, const PageKey& key);
Printed print_bylines(const Desk& desk, store::Transaction& tx, const PageKey& key);

// standing_pages.cpp
Printed print_standing(const Desk& desk, store::Transaction& tx, const PageKey& key);
Printed print_corrections(const Desk& desk, store::Transaction& tx, const PageKey& key);
Printed print_search(const Desk& desk, store::Transaction& tx, const PageKey& key);
Printed print_not_found(const Desk& desk, store::Transaction& tx, const PageKey& key);

// gone_pages.cpp
Printed print_withdrawn(const Desk& desk, store::Transaction& tx, const PageKey& key);
Printed print_moved(store::Transaction& tx, const PageKey& key);
Printed print_shortcut(const Desk& desk, store::Transaction& tx, const PageKey& key);
/// The page at `address` says that something was taken down, when, and why.
Printed print_gone(const Desk& desk, store::Transaction& tx, const Language& language,
                   const std::string& address, std::optional<Instant> at,
                   const std::string& reason);

// slot_page.cpp
Printed print_slot(const Desk& desk, store::Transaction& tx, const PageKey& key);

// feed_pages.cpp
Printed print_feed(const Desk& desk, store::Transaction& tx, const PageKey& key);

// sitemap_pages.cpp
Printed print_sitemap_index(const Desk& desk, store::Transaction& tx);
Printed print_sitemap_month(const Desk& desk, store::Transaction& tx, const PageKey& key);
Printed print_news_sitemap(const Desk& desk, store::Transaction& tx);
Printed print_robots(const Desk& desk);
Printed print_security_txt(const Desk& desk, store::Transaction& tx);

// asset_pages.cpp
Printed print_asset(const Desk& desk, const PageKey& key);
Printed print_picture(const Desk& desk, store::Transaction& tx, const PageKey& key);

}  // namespace kolokol::press
