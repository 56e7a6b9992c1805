// The front page of one language: blocks from the top down, filled by hand (pins) and then with the
// newest. No article stands in it twice.

#include "content/front_page.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "content/article_rows.hpp"
#include "content/listing.hpp"
#include "content/taxonomy_rows.hpp"
#include "press/compositor.hpp"
#include "press/frame.hpp"
#include "press/pages.hpp"
#include "press/paper_data.hpp"
#include "press/teaser.hpp"

namespace kolokol::press {

namespace {

using content::FrontBlock;
using content::Summary;

bool holds(const content::Pin& pin, Instant at) {
    return (!pin.from || *pin.from <= at) && (!pin.until || at < *pin.until);
}

class Filling {
public:
    Filling(const Sheet& sheet, const content::FrontPage& front) : sheet_(sheet) {
        has_opinion_ = std::any_of(front.blocks.begin(), front.blocks.end(), [](const auto& block) {
            return block.kind == FrontBlock::Kind::opinion;
        });
        // What a hand has pinned stays there, also below a block that would take it as the newest.
        for (const auto& block : front.blocks) {
            pinned_.push_back(pins_of(block));
            if (block.kind == FrontBlock::Kind::breaking)
                for (const auto& article : pinned_.back())
                    told_.insert(article.id);
        }
    }

    /// Every block's articles, of as many blocks.
    std::vector<std::vector<Summary>> all(const std::vector<FrontBlock>& blocks) {
        std::vector<std::vector<Summary>> made(blocks.size());
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (blocks[i].kind == FrontBlock::Kind::breaking) continue;
            made[i] = take(i, blocks[i]);
            if (blocks[i].kind == FrontBlock::Kind::lead && !made[i].empty())
                end_breaking(blocks, made[i].front());
        }
        for (std::size_t i = 0; i < blocks.size(); ++i)
            if (blocks[i].kind == FrontBlock::Kind::breaking) made[i] = take(i, blocks[i]);
        return made;
    }

private:
    std::vector<Summary> take(std::size_t index, const FrontBlock& block) {
        auto chosen = std::move(pinned_.at(index));
        const auto wanted = static_cast<std::size_t>(std::max(block.count, 0));
        // A breaking line is somebody's decision; nothing becomes one by being new.
        if (block.kind != FrontBlock::Kind::breaking) fill(block, wanted, chosen, false);
        // An opinion leads only where there is nothing else.
        if (block.kind == FrontBlock::Kind::lead) fill(block, wanted, chosen, true);
        if (chosen.size() > wanted) chosen.resize(wanted);
        return chosen;
    }

    /// What is older than the lead breaks no more, unless somebody has said until when it does. It
    /// then stands below as any other.
    void end_breaking(const std::vector<FrontBlock>& blocks, const Summary& lead) {
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (blocks[i].kind != FrontBlock::Kind::breaking) continue;
            const auto& pins = blocks[i].pins;
            const bool has_end = std::any_of(pins.begin(), pins.end(),
                                             [](const auto& pin) { return pin.until.has_value(); });
            if (has_end) continue;
            std::erase_if(pinned_[i], [&](const Summary& article) {
                const bool over = article.published < lead.published;
                if (over) told_.erase(article.id);
                return over;
            });
        }
    }

    std::vector<Summary> pins_of(const FrontBlock& block) {
        std::vector<Summary> found;
        for (const auto& pin : block.pins) {
            if (!holds(pin, sheet_.desk().settings().at)) continue;
            const auto id = content::article_at(sheet_.tx(), pin.address);
            const auto article = id ? content::find_article(sheet_.tx(), *id) : std::nullopt;
            if (!article || article->status != content::Status::published ||
                article->summary.language != sheet_.language())
                continue;
            // A breaking line is no teaser: a hand may pin what it says below, too.
            if (block.kind == FrontBlock::Kind::breaking ||
                used_.insert(article->summary.id).second)
                found.push_back(article->summary);
        }
        return found;
    }

    bool fits(const FrontBlock& block, const Summary& article, bool anything) const {
        // What is paid for stands here only where somebody has put it.
        if (article.kind == content::ArticleKind::partner) return false;
        const bool opinion = article.kind == content::ArticleKind::opinion;
        if (block.kind == FrontBlock::Kind::opinion) return opinion;
        return anything || !opinion || (!has_opinion_ && block.kind != FrontBlock::Kind::lead);
    }

    void fill(const FrontBlock& block, std::size_t wanted, std::vector<Summary>& chosen,
              bool anything) {
        constexpr int first_look = 40;
        constexpr int furthest = 640;
        content::Scope scope{sheet_.language(), content::Scope::By::all, {}};
        if (block.kind == FrontBlock::Kind::section)
            scope = {sheet_.language(), content::Scope::By::section, block.section};
        // Mostly the newest few are enough; opinions may lie further back.
        for (int limit = first_look; chosen.size() < wanted && limit <= furthest; limit *= 4) {
            const auto newest = content::newest(sheet_.tx(), scope, limit);
            for (const auto& article : newest) {
                if (chosen.size() >= wanted) return;
                // What has been told in the breaking line leads only where there is nothing else.
                if (!anything && told_.contains(article.id)) continue;
                if (fits(block, article, anything) && used_.insert(article.id).second)
                    chosen.push_back(article);
            }
            if (newest.size() < static_cast<std::size_t>(limit)) return;
        }
    }

    const Sheet& sheet_;
    bool has_opinion_ = false;
    std::set<content::ArticleId> used_;
    std::set<content::ArticleId> told_;  // in a breaking line
    std::vector<std::vector<Summary>> pinned_;
};

theme::List teasers(Sheet& sheet, const std::vector<Summary>& articles, const TeaserLook& first,
                    const TeaserLook& others) {
    theme::List made;
    for (std::size_t i = 0; i < articles.size(); ++i)
        made.emplace_back(teaser(sheet, articles[i], i == 0 ? first : others));
    return made;
}

TeaserLook look(Spot spot, bool kicker, bool names) {
    TeaserLook made;
    made.picture = spot;
    made.kicker = kicker;
    made.names = names;
    return made;
}

theme::Record breaking(const Sheet& sheet, const FrontBlock& block, const Summary& article) {
    theme::Record made;
    made.set("href", sheet.to(article.address));
    made.set("headline", set_in_type(sheet, block.text.empty() ? article.headline : block.text));
    return made;
}

theme::Record strip(Sheet& sheet, const std::string& id, const FrontBlock& block,
                    const std::vector<Summary>& articles) {
    theme::Record made;
    made.set("id", id);
    made.set("href", sheet.to(sheet.at(PageKind::section, block.section)));
    made.set("name",
             sheet.desk().almanac().section_name(sheet.tx(), block.section, sheet.language()));
    made.set("teasers", teasers(sheet, articles, look(Spot::strip_first, false, false),
                                look(Spot::strip, false, false)));
    return made;
}

theme::Record seconds(Sheet& sheet, const std::string& id, const std::vector<Summary>& articles) {
    const auto each = look(Spot::second, true, false);
    theme::Record made;
    made.set("id", id);
    made.set("teasers", teasers(sheet, articles, each, each));
    return made;
}

theme::Record opinion(Sheet& sheet, const std::string& id, const std::vector<Summary>& articles) {
    const auto each = look(Spot::strip, false, true);
    const bool has_section = sheet.desk().almanac().sections(sheet.tx()).count("opinion") != 0;
    theme::Record made;
    made.set("id", id);
    made.set("href",
             has_section ? sheet.to(sheet.at(PageKind::section, "opinion")) : std::string());
    made.set("teasers", teasers(sheet, articles, each, each));
    return made;
}

/// One record with one field, the block's kind.
theme::Record block_model(Sheet& sheet, std::size_t index, const FrontBlock& block,
                          const std::vector<Summary>& articles) {
    const auto id = fmt::format("block-{}", index + 1);
    theme::Record made;
    switch (block.kind) {
        case FrontBlock::Kind::breaking:
            made.set("breaking", breaking(sheet, block, articles.front()));
            break;
        case FrontBlock::Kind::lead:
            made.set("lead", teaser(sheet, articles.front(), look(Spot::front_lead, true, true)));
            break;
        case FrontBlock::Kind::seconds:
            made.set("seconds", seconds(sheet, id, articles));
            break;
        case FrontBlock::Kind::section:
            made.set("strip", strip(sheet, id, block, articles));
            break;
        case FrontBlock::Kind::opinion:
            made.set("opinion", opinion(sheet, id, articles));
            break;
    }
    return made;
}

content::FrontPage front_of(const Sheet& sheet) {
    if (auto front = content::find_front_page(sheet.tx(), sheet.language())) return *front;
    std::vector<std::string> sections;
    for (const auto& section : sheet.desk().almanac().menu(sheet.tx(), sheet.language()))
        sections.push_back(section.slug);
    return content::FrontPage::usual(sections);
}

/// The picture that the page is shared with: the lead's.
struct Blocks {
    theme::List models;
    std::optional<content::PictureUse> picture;
};

Blocks blocks_of(Sheet& sheet) {
    const auto front = front_of(sheet);
    const auto filled = Filling(sheet, front).all(front.blocks);
    Blocks made;
    for (std::size_t i = 0; i < front.blocks.size(); ++i) {
        const auto& block = front.blocks[i];
        const auto& articles = filled[i];
        if (articles.empty()) continue;
        if (block.kind == FrontBlock::Kind::lead && !made.picture)
            made.picture = articles.front().lead;
        made.models.emplace_back(block_model(sheet, i, block, articles));
    }
    return made;
}

}  // namespace

Printed print_front(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    if (!desk.publication().prints(key.language)) return nothing();
    Sheet sheet(desk, tx, key.language, press::address(key, desk.publication().standard()));
    auto blocks = blocks_of(sheet);
    Head head;
    head.description = sheet.tongue().words().tagline;
    head.canonical = sheet.absolute(sheet.address());
    head.alternates = alternates_of(sheet, desk.publication().languages, PageKind::front);
    Graph graph;
    graph.picture = std::move(blocks.picture);
    head.graph = std::move(graph);
    head.linked_data = linked_paper(paper_data(sheet));
    set_frame(sheet, head, {{}, true, false});
    sheet.set("blocks", std::move(blocks.models));
    return sheet.print("front");
}

}  // namespace kolokol::press
