#pragma once
// Editors whose acts are drawn by lot: for tests that hold over any history.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "paper.hpp"

namespace kolokol::press::proof {

class Editors {
public:
    /// The same seed, the same acts. `pictures` are what they have to choose from.
    Editors(store::Database& database, std::uint32_t seed,
            std::vector<content::PictureUse> pictures);

    /// One act: a new article, a correction, a withdrawal, another section, a new name…
    void act(Instant now);
    /// What has been done, one act a line: to see what led to a failure.
    const std::string& diary() const { return diary_; }

private:
    void write_article(store::Transaction& tx, Instant now);
    void change_article(store::Transaction& tx, Instant now);
    void change_taxonomy(store::Transaction& tx);
    void change_standing(store::Transaction& tx);
    void withdraw(store::Transaction& tx, Instant now);
    content::ArticleId any_article();
    std::string any(const std::vector<std::string>& of);
    std::vector<std::string> some(const std::vector<std::string>& of);
    Language any_language();
    content::PictureUse any_picture();
    std::uint32_t below(std::uint32_t bound) { return dice_() % bound; }
    std::string word();

    store::Database& database_;
    std::mt19937 dice_;
    std::vector<content::PictureUse> pictures_;
    std::uint32_t count_ = 0;
    std::vector<content::ArticleId> articles_;
    std::vector<std::string> sections_{"world", "culture"};
    std::vector<std::string> topics_{"syria", "russia", "oil"};
    std::vector<std::string> bylines_{"anna", "boris"};
    std::string diary_;
};

/// Twelve pictures that no shelf has: for printers that do not read them.
std::vector<content::PictureUse> unseen_pictures();

}  // namespace kolokol::press::proof
