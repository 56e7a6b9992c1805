#include "paper.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "content/article_rows.hpp"
#include "content/taxonomy_rows.hpp"
#include "edition/tuf.hpp"

namespace kolokol::press::proof {

namespace {

crypto::SigningKey key(char fill) {
    return *crypto::SigningKey::from_seed(Secret(std::string(32, fill)));
}

Language tongue(std::string_view tag) {
    return Language::parse(tag).value();
}

}  // namespace

content::Publication bell() {
    content::Publication paper;
    paper.languages = {tongue("en"), tongue("ru"), tongue("ar")};
    for (const Language& language : paper.languages)
        paper.words[language] = {"The Bell", "A paper for tests"};
    paper.zone = Zone::named("Pacific/Auckland").value();
    paper.origin = "https://bell.example";
    return paper;
}

void Works::create(const std::filesystem::path& folder) {
    edition::FileKeySigner root(key('r'));
    edition::FileKeySigner edition_key(key('e'));
    edition::FileKeySigner heartbeat(key('h'));
    edition::tuf::Root metadata;
    metadata.expires = morning + std::chrono::days(396);
    const auto add = [&](const char* role, edition::Signer& signer) {
        const std::string id = edition::tuf::key_id(signer.public_key());
        metadata.keys.emplace(id, edition::tuf::ed25519(signer.public_key()));
        metadata.roles[role] = {{id}, 1};
    };
    add("root", root);
    add("targets", edition_key);
    add("snapshot", heartbeat);
    add("timestamp", heartbeat);
    const auto created = edition::Shelf::create(
        folder, *edition::tuf::seal(edition::tuf::content(metadata), {&root}));
    if (!created) throw std::runtime_error(created.error().detail);
}

Works::Works(std::filesystem::path folder)
    : shelf_([&folder] {
          if (!std::filesystem::exists(folder)) create(folder);
          return std::move(edition::Shelf::open(folder).value());
      }()),
      edition_key_(key('e')),
      heartbeat_key_(key('h')) {}

Result<Pressed> Works::press(store::Database& database, const Printer& printer,
                             const content::Publication& publication, const PressWish& wish) {
    Press press(database, shelf_, printer, publication, settings(publication));
    return press.press({edition_key_, heartbeat_key_}, wish);
}

std::optional<Bytes> Works::page(std::string_view path) const {
    const auto edition = shelf_.current();
    const auto entry = edition ? edition->find(path) : std::nullopt;
    return entry ? edition->bytes(*entry) : std::nullopt;
}

int Works::status(std::string_view path) const {
    const auto edition = shelf_.current();
    const auto entry = edition ? edition->find(path) : std::nullopt;
    return entry ? entry->status : 0;
}

std::string Works::target(std::string_view path) const {
    const auto edition = shelf_.current();
    const auto entry = edition ? edition->find(path) : std::nullopt;
    return entry ? std::string(entry->target) : std::string();
}

PressSettings settings(const content::Publication& publication) {
    PressSettings settings;
    settings.facts.origin = publication.origin;
    settings.facts.headers[0] = {};
    settings.gate.origin = publication.origin;
    settings.gate.newsroom_host = "newsroom.bell.example";
    return settings;
}

void furnish(store::Database& database) {
    auto tx = database.begin();
    int position = 0;
    for (const char* slug : {"world", "culture"}) {
        content::Section section;
        section.slug = slug;
        section.position = position++;
        section.words[Language()] = {fmt::format("{} news", slug), "What happens there."};
        content::save_section(tx, section);
    }
    for (const char* slug : {"syria", "russia", "oil"}) {
        content::Topic topic;
        topic.slug = slug;
        topic.words[Language()] = {fmt::format("On {}", slug), "What it is."};
        content::save_topic(tx, topic);
    }
    for (const char* slug : {"anna", "boris"}) {
        content::Byline byline;
        byline.slug = slug;
        byline.words[Language()] = {fmt::format("{} the reporter", slug), "Writes."};
        content::save_byline(tx, byline);
    }
    tx.commit();
}

content::Article article(const std::string& slug, Instant published) {
    content::Article article;
    article.summary.id = content::ArticleId::make(morning);
    article.summary.section = "world";
    article.summary.headline = fmt::format("Headline of {}", slug);
    article.summary.standfirst = "Why it matters.";
    article.summary.published = published;
    article.status = content::Status::scheduled;
    article.slug = slug;
    article.markdown = fmt::format("The text of {}.\n", slug);
    article.topics = {"russia"};
    article.bylines = {"anna"};
    return article;
}

void save_into(store::Transaction& tx, content::Article& article) {
    static const content::Publication paper = bell();
    content::Summary& summary = article.summary;
    summary.address =
        content::article_address(paper, summary.language, summary.published, article.slug);
    content::save_article(tx, article, summary.id.text() + ".md", std::string(64, '0'));
}

void save(store::Database& database, content::Article& article) {
    auto tx = database.begin();
    save_into(tx, article);
    tx.commit();
}

}  // namespace kolokol::press::proof
