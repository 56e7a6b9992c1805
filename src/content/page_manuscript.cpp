// Standing pages and front pages.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/spelling.hpp"
#include "base/text.hpp"
#include "content/body_faults.hpp"
#include "content/front_fields.hpp"

namespace kolokol::content {
namespace {

/// Standing pages may take these of the paper's own addresses, which wait for them.
constexpr std::array<std::string_view, 3> standing_segments{"about", "contact", "privacy"};

bool is_day(std::string_view text) {
    return text.size() == 10 && parse_rfc3339(std::string(text) + "T00:00:00Z").has_value();
}

/// "privacy.2025-05-25.en.md": slug, day and language, the last two perhaps absent.
void read_file_name(std::string_view name, const Publication& publication, StandingPage& page,
                    Faults& faults) {
    auto parts = split(name, '.');
    parts.pop_back();  // md
    const auto fault = [&](std::string_view code, std::string sentence) {
        faults.push_back({1, std::string(code), std::move(sentence)});
    };
    page.language = publication.standard();
    if (parts.size() > 1 && !is_day(parts.back())) {
        if (const auto language = printed_language(parts.back(), 1, publication, faults))
            page.language = *language;
        parts.pop_back();
    }
    if (parts.size() > 1 && is_day(parts.back())) {
        page.version = parts.back();
        parts.pop_back();
    }
    if (parts.size() != 1 || !is_slug(parts.front()))
        return fault(
            "manuscript.bad_file_name",
            fmt::format("'{}' must be called SLUG.LANGUAGE.md or SLUG.DAY.LANGUAGE.md, as in "
                        "privacy.2026-01-28.en.md",
                        name));
    page.slug = parts.front();
    const bool waits = std::find(standing_segments.begin(), standing_segments.end(), page.slug) !=
                       standing_segments.end();
    if (!waits && is_reserved_for_sections(page.slug, publication))
        fault("manuscript.reserved_page",
              fmt::format("/{}/ is an address of the paper's own; give the page another name",
                          page.slug));
}

struct BlockRules {
    FrontBlock::Kind kind;
    int count;
    bool may_count;
};
constexpr std::array<BlockRules, 5> block_rules{{{FrontBlock::Kind::breaking, 1, false},
                                                 {FrontBlock::Kind::lead, 1, false},
                                                 {FrontBlock::Kind::seconds, 4, true},
                                                 {FrontBlock::Kind::section, 4, true},
                                                 {FrontBlock::Kind::opinion, 3, true}}};

void refuse_key(const Fields& fields, std::string_view key, std::string_view kind) {
    if (fields.value(key) != nullptr)
        fields.fault(fields.line(key), "manuscript.unknown_key",
                     fmt::format("a block '{}' takes no '{}'; leave it out", kind, key));
}

void read_pins(const Fields& fields, FrontBlock& block, FrontManuscript& into) {
    for (const Fields& pin : fields.maps("pins")) {
        pin.only({"article", "from", "until"});
        const std::string article = pin.needed("article", 500);
        const auto from = pin.time("from");
        const auto until = pin.time("until");
        if (from && until && *until <= *from)
            pin.fault(pin.line("until"), "manuscript.pin_without_time",
                      "'until' is not after 'from': this pin never holds");
        block.pins.push_back({article, from, until});
        into.articles.push_back({article, pin.line("article")});
    }
}

void read_block(const Fields& fields, FrontManuscript& into) {
    fields.only({"kind", "count", "section", "text", "pins"});
    const std::string written = fields.needed("kind", 40);
    if (written.empty()) return;
    const auto kind = parse_front_block(written);
    if (!kind) {
        const auto meant = nearest(written, {"breaking", "lead", "seconds", "section", "opinion"});
        fields.fault(fields.line("kind"), "manuscript.unknown_block",
                     fmt::format("there is no block '{}'; {}", written,
                                 meant ? fmt::format("did you mean '{}'?", *meant)
                                       : "it is breaking, lead, seconds, section or opinion"));
        return;
    }
    const BlockRules rules =
        *std::find_if(block_rules.begin(), block_rules.end(),
                      [&](const BlockRules& one) { return one.kind == *kind; });
    FrontBlock block;
    block.kind = *kind;
    block.count = rules.count;
    if (rules.may_count)
        block.count = fields.number("count", 1, 12).value_or(rules.count);
    else
        refuse_key(fields, "count", written);
    if (*kind == FrontBlock::Kind::section) {
        block.section = fields.needed("section", 120);
        if (!block.section.empty())
            into.sections.push_back({block.section, fields.line("section")});
    } else {
        refuse_key(fields, "section", written);
    }
    if (*kind == FrontBlock::Kind::breaking)
        block.text = fields.text("text", 300);
    else
        refuse_key(fields, "text", written);
    read_pins(fields, block, into);
    into.page.blocks.push_back(std::move(block));
}

}  // namespace

StandingPage read_standing_page(const ManuscriptText& text, std::string_view name,
                                const Publication& publication, Faults& faults) {
    const Fields fields(text.front, "a standing page", faults);
    fields.only({"title", "version"});
    StandingPage page;
    read_file_name(name, publication, page, faults);
    page.title = fields.needed("title", 200);
    const Named version = fields.named("version", 40);
    if (!version.text.empty() && !is_day(version.text))
        fields.fault(
            version.line, "manuscript.bad_version",
            fmt::format("'version: {}' must be the day from which it holds, as in 2026-01-28",
                        version.text));
    if (!version.text.empty() && !page.version.empty() && version.text != page.version)
        fields.fault(version.line, "manuscript.bad_version",
                     fmt::format("'version: {}' is not the day in the file's name, {}",
                                 version.text, page.version));
    if (!version.text.empty()) page.version = version.text;
    const markup::Parsed parsed = markup::parse(text.body);
    add_body_faults(parsed, text.body_line - 1, faults);
    for (const markup::Block& block : parsed.document.blocks)
        if (!block.figure.empty())
            faults.push_back({text.body_line - 1 + block.line, "manuscript.picture_on_page",
                              "standing pages have no pictures; take it out"});
    page.markdown = text.body;
    return page;
}

FrontManuscript read_front_page(const FrontValue& front, std::string_view name,
                                const Publication& publication, Faults& faults) {
    FrontManuscript read;
    const Fields fields(front, "a front page", faults);
    fields.only({"block"});
    const auto language = printed_language(name.substr(0, name.rfind('.')), 1, publication, faults);
    read.language = language.value_or(publication.standard());
    for (const Fields& block : fields.maps("block"))
        read_block(block, read);
    if (fields.value("block") == nullptr)
        fields.fault(1, "manuscript.missing_key",
                     "a front page needs blocks: write [[block]] with kind = \"lead\"");
    return read;
}

}  // namespace kolokol::content
