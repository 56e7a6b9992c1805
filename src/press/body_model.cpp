#include "press/body_model.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "press/picture_model.hpp"
#include "press/xml.hpp"

namespace kolokol::press {

namespace {

using Kind = markup::Block::Kind;

/// The picture that a figure names, with the words that stand at this place.
std::optional<content::PictureUse> use_of(const markup::Figure& figure,
                                          const NamedPictures& pictures) {
    const auto found = std::find_if(pictures.begin(), pictures.end(), [&](const auto& named) {
        return named.first == figure.picture;
    });
    if (found == pictures.end()) return std::nullopt;
    auto use = found->second;
    use.caption = figure.caption;
    use.alt = figure.alt;
    use.credit = {figure.photographer, figure.agencies, figure.licence};
    return use;
}

SafeHtml led(const Sheet& sheet, const SafeHtml& html) {
    return SafeHtml::vouched_for(with_relative_links(html.text(), sheet.place()));
}

theme::Value figure_block(Sheet& sheet, const markup::Block& block, const NamedPictures& pictures) {
    const auto use = use_of(block.figure.front(), pictures);
    auto model = use ? picture_in(sheet, *use, Spot::figure) : std::nullopt;
    if (!model) return {};
    add_caption(*model, *use);
    return std::move(*model);
}

theme::Record card_block(Sheet& sheet, const markup::Block& block, const NamedPictures& pictures) {
    theme::Record card;
    card.set("title", block.title);
    card.set("href", block.href);
    card.set("source", block.source);
    card.set("picture", false);
    card.set("credit", false);
    if (block.figure.empty()) return card;
    const auto use = use_of(block.figure.front(), pictures);
    if (!use) return card;
    if (auto picture = picture_in(sheet, *use, Spot::card)) {
        card.set("picture", std::move(*picture));
        card.set("credit", printed_credit(use->credit));
    }
    return card;
}

/// One record with one field, the block's kind.
theme::Record block_model(Sheet& sheet, const markup::Block& block, const NamedPictures& pictures) {
    theme::Record model;
    switch (block.kind) {
        case Kind::prose:
            model.set("prose", led(sheet, block.html));
            break;
        case Kind::table:
            model.set("table", led(sheet, block.html));
            break;
        case Kind::figure:
            model.set("figure", figure_block(sheet, block, pictures));
            break;
        case Kind::pull_quote:
            model.set("pull_quote", theme::Record{{"text", block.text}, {"who", block.who}});
            break;
        case Kind::note:
            model.set("note",
                      theme::Record{{"title", block.title}, {"text", led(sheet, block.html)}});
            break;
        case Kind::card:
            model.set("card", card_block(sheet, block, pictures));
            break;
    }
    return model;
}

std::string escaped(std::string_view text) {
    std::string out;
    append_xml(out, text);
    return out;
}

std::string in_feed(Sheet& sheet, const markup::Block& block, const NamedPictures& pictures) {
    switch (block.kind) {
        case Kind::prose:
        case Kind::table:
            return block.html.text();
        case Kind::figure: {
            const auto use = use_of(block.figure.front(), pictures);
            return use ? feed_figure(sheet, *use) : std::string();
        }
        case Kind::pull_quote:
            return fmt::format("<blockquote><p>{}</p>{}</blockquote>", escaped(block.text),
                               block.who.empty() ? "" : "<p>" + escaped(block.who) + "</p>");
        case Kind::note:
            return fmt::format(
                "<aside>{}{}</aside>",
                block.title.empty() ? "" : "<p><strong>" + escaped(block.title) + "</strong></p>",
                block.html.text());
        case Kind::card:
            return fmt::format("<p>{}<a href=\"{}\" rel=\"noreferrer\">{}</a></p>",
                               block.source.empty() ? "" : escaped(block.source) + ": ",
                               escaped(block.href), escaped(block.title));
    }
    return {};
}

}  // namespace

theme::List body_blocks(Sheet& sheet, const markup::Document& document,
                        const NamedPictures& pictures) {
    theme::List blocks;
    blocks.reserve(document.blocks.size());
    for (const auto& block : document.blocks)
        blocks.emplace_back(block_model(sheet, block, pictures));
    return blocks;
}

std::string feed_html(Sheet& sheet, const markup::Document& document,
                      const NamedPictures& pictures) {
    std::string html;
    for (const auto& block : document.blocks)
        html.append(in_feed(sheet, block, pictures)).append("\n");
    return with_absolute_links(html, sheet.desk().publication().origin);
}

std::string feed_figure(Sheet& sheet, const content::PictureUse& use) {
    const auto picture = shared_picture(sheet, use);
    if (!picture) return {};
    auto caption = use.caption;
    if (!picture->credit.empty())
        caption.append(caption.empty() ? "" : " ").append(picture->credit);
    return fmt::format("<figure><img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\">{}</figure>",
                       escaped(picture->href), picture->width, picture->height,
                       escaped(picture->alt),
                       caption.empty() ? "" : "<figcaption>" + escaped(caption) + "</figcaption>");
}

}  // namespace kolokol::press
