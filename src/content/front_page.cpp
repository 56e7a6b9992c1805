#include "content/front_page.hpp"

#include <nlohmann/json.hpp>

namespace kolokol::content {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;
using Block = FrontBlock::Kind;

ordered_json to_json(const Pin& pin) {
    ordered_json made{{"address", pin.address}};
    if (pin.from) made["from"] = to_millis(*pin.from);
    if (pin.until) made["until"] = to_millis(*pin.until);
    return made;
}

ordered_json to_json(const FrontBlock& block) {
    ordered_json made{{"kind", to_string(block.kind)}, {"count", block.count}};
    if (!block.section.empty()) made["section"] = block.section;
    if (!block.text.empty()) made["text"] = block.text;
    for (const Pin& pin : block.pins)
        made["pins"].push_back(to_json(pin));
    return made;
}

std::optional<Instant> moment(const json& pin, const char* name) {
    if (!pin.contains(name)) return std::nullopt;
    return from_millis(pin.at(name).get<std::int64_t>());
}

FrontBlock block_from(const json& made) {
    FrontBlock block;
    block.kind = parse_front_block(made.at("kind").get<std::string>()).value();
    block.count = made.at("count").get<int>();
    block.section = made.value("section", "");
    block.text = made.value("text", "");
    for (const json& pin : made.value("pins", json::array()))
        block.pins.push_back(
            {pin.at("address").get<std::string>(), moment(pin, "from"), moment(pin, "until")});
    return block;
}

}  // namespace

std::string_view to_string(FrontBlock::Kind kind) {
    switch (kind) {
        case Block::breaking:
            return "breaking";
        case Block::lead:
            return "lead";
        case Block::seconds:
            return "seconds";
        case Block::section:
            return "section";
        case Block::opinion:
            return "opinion";
    }
    return {};
}

std::optional<FrontBlock::Kind> parse_front_block(std::string_view text) {
    for (const Block kind :
         {Block::breaking, Block::lead, Block::seconds, Block::section, Block::opinion})
        if (to_string(kind) == text) return kind;
    return std::nullopt;
}

FrontPage FrontPage::usual(const std::vector<std::string>& sections) {
    FrontPage front;
    front.blocks.push_back({Block::lead, {}, 1, {}, {}});
    front.blocks.push_back({Block::seconds, {}, 4, {}, {}});
    for (const std::string& section : sections)
        front.blocks.push_back({Block::section, section, 4, {}, {}});
    front.blocks.push_back({Block::opinion, {}, 3, {}, {}});
    return front;
}

std::string front_page_json(const FrontPage& front) {
    ordered_json blocks = ordered_json::array();
    for (const FrontBlock& block : front.blocks)
        blocks.push_back(to_json(block));
    return blocks.dump();
}

Result<FrontPage> parse_front_page(std::string_view text) {
    try {
        FrontPage front;
        for (const json& block : json::parse(text))
            front.blocks.push_back(block_from(block));
        return front;
    } catch (const std::exception& error) {
        return refuse(Kind::invalid, "content.front_page_broken",
                      std::string("a front page in the database cannot be read: ") + error.what() +
                          "; import its manuscript again");
    }
}

}  // namespace kolokol::content
