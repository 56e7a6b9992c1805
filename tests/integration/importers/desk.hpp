#pragma once
// A publication with a database and a shelf of pictures, into which folders of manuscripts are
// imported.

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "content/article_rows.hpp"
#include "content/taxonomy_rows.hpp"
#include "importers/markdown.hpp"
#include "support/databases.hpp"

namespace kolokol::importers {

inline std::filesystem::path fixtures() {
    return std::filesystem::path(KOLOKOL_TEST_SOURCE_DIR) / "tests" / "fixtures";
}
inline Instant at(const char* text) {
    return parse_rfc3339(text).value();
}

class Desk : public support::EachEngine {
protected:
    void SetUp() override {
        EachEngine::SetUp();
        if (IsSkipped()) return;
        publication = content::Publication::read(fixtures() / "gazette" / "kolokol.toml").value();
        shelf = std::make_unique<media::Shelf>(folder_.path() / "media");
        std::filesystem::create_directories(manuscripts());
    }

    std::filesystem::path manuscripts() const { return folder_.path() / "manuscripts"; }
    /// Writes a file below the manuscripts, in place of what was there.
    void write(const std::string& path, std::string_view text) {
        std::filesystem::create_directories((manuscripts() / path).parent_path());
        std::ofstream(manuscripts() / path, std::ios::binary) << text;
    }
    void remove(const std::string& path) { std::filesystem::remove(manuscripts() / path); }
    /// The gazette's sections, topics, bylines and pictures, without its articles.
    void copy_frame() {
        const auto gazette = fixtures() / "gazette";
        for (const char* part : {"sections", "topics", "bylines", "pictures"})
            std::filesystem::copy(gazette / part, manuscripts() / part,
                                  std::filesystem::copy_options::recursive);
    }
    void copy_gazette() {
        std::filesystem::copy(fixtures() / "gazette", manuscripts(),
                              std::filesystem::copy_options::recursive |
                                  std::filesystem::copy_options::overwrite_existing);
    }
    /// An article with what is needed, and `more` lines of front matter.
    void write_article(const std::string& path, std::string_view more = "",
                       std::string_view body = "Text.\n") {
        write(path, "---\nheadline: A headline\nsection: world\n" + std::string(more) + "---\n" +
                        std::string(body));
    }

    MarkdownReport run(bool create = false, bool archive = false) {
        MarkdownWish wish;
        wish.folder = manuscripts();
        wish.create = create;
        wish.archive = archive;
        wish.now = now;
        auto report = import_markdown(database(), *shelf, publication, wish);
        EXPECT_TRUE(report) << report.error().detail;
        return report.value_or(MarkdownReport{});
    }
    /// "file:line code" of each refusal.
    static std::vector<std::string> refusals(const MarkdownReport& report) {
        std::vector<std::string> all;
        for (const Refusal& one : report.refused)
            all.push_back(one.file + ":" + std::to_string(one.line) + " " + one.code);
        return all;
    }
    std::optional<content::Article> article_at(const std::string& address) {
        auto tx = database().read();
        const auto id = content::article_at(tx, address);
        return id ? content::find_article(tx, *id) : std::nullopt;
    }
    /// As the press does it.
    void publish(const std::string& address) {
        ASSERT_TRUE(article_at(address)) << address;
        auto tx = database().begin();
        content::publish_due(tx, now);
        tx.commit();
    }
    std::int64_t changes() {
        constexpr store::Query count{"test.count_changes", "SELECT COUNT(*) FROM content_change"};
        auto tx = database().read();
        return tx.number(count);
    }

    content::Publication publication;
    std::unique_ptr<media::Shelf> shelf;
    Instant now = at("2026-02-01T12:00:00Z");

private:
    TemporaryFolder folder_;
};

}  // namespace kolokol::importers
