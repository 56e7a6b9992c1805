#include "workshop.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace kolokol::edition::testing {
namespace {

crypto::SigningKey key(char fill) {
    return *crypto::SigningKey::from_seed(Secret(std::string(32, fill)));
}

}  // namespace

Bytes make_root(Signer& root, Signer& edition, Signer& heartbeat, Instant now) {
    tuf::Root metadata;
    metadata.expires = now + std::chrono::days(396);
    const auto add = [&](const char* role, Signer& signer) {
        const std::string id = tuf::key_id(signer.public_key());
        metadata.keys.emplace(id, tuf::ed25519(signer.public_key()));
        metadata.roles[role] = {{id}, 1};
    };
    add("root", root);
    add("targets", edition);
    add("snapshot", heartbeat);
    add("timestamp", heartbeat);
    return *tuf::seal(tuf::content(metadata), {&root});
}

Workshop::Workshop() : root_key(key('r')), edition_key(key('e')), heartbeat_key(key('h')) {
    EXPECT_TRUE(
        Shelf::create(shelf_folder(), make_root(root_key, edition_key, heartbeat_key, press_time)));
}

Shelf Workshop::shelf() const {
    return std::move(*Shelf::open(shelf_folder()));
}

Facts Workshop::paper() {
    Facts facts;
    facts.headers[0] = {{"content-security-policy", "default-src 'self'"}};
    facts.origin = "https://paper.example";
    return facts;
}

Builder::Committed Workshop::press(const std::function<void(Builder&)>& put, Builder::From from,
                                   Instant now, const Facts& facts) {
    auto builder = Builder::start(shelf(), from);
    EXPECT_TRUE(builder) << builder.error().detail;
    put(*builder);
    auto committed = builder->commit(facts, signers(), now);
    EXPECT_TRUE(committed) << committed.error().detail;
    return *committed;
}

std::string article(int number, int version) {
    std::string text = fmt::format("<h1>Article {}</h1>\n<p>Version {}.</p>\n", number, version);
    for (int line = 0; line < 40; ++line)
        text += fmt::format("<p>Line {} of article {}: the delegation left at {}.</p>\n", line,
                            number, (number * 7919 + line * 104729) % 86400);
    return text;
}

std::string article_path(int number) {
    return fmt::format("/2026/01/{:02}/article-{}/", number % 28 + 1, number);
}

void put_articles(Builder& builder, int first, int last, int version) {
    for (int number = first; number <= last; ++number)
        EXPECT_TRUE(builder.put(article_path(number),
                                prepare(article(number, version), "text/html; charset=utf-8")));
}

}  // namespace kolokol::edition::testing
