#include "theme/fields.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "base/spelling.hpp"
#include "base/text.hpp"
#include "theme/template_text.hpp"

namespace kolokol::theme {
namespace {

/// A record and its fields, blanks between them; "field:record" holds one such record, or a list of
/// them.
struct Shape {
    std::string_view name;
    std::string_view fields;
};

constexpr std::string_view on_every_page =
    "lang dir front paper:paper head:head languages:languages navigation:navigation links:links "
    "standing:standing ";

/// Templates that are printed by their name.
constexpr std::array<Shape, 16> pages{{
    {"front", "blocks:front_block"},
    {"article",
     "article:story blocks:block later:later corrections:story_corrections topics:link_list "
     "slot:slot related:related"},
    {"section", "section:described groups:group periods:periods"},
    {"topic", "topic:described groups:group periods:periods"},
    {"byline", "byline:writer groups:group periods:periods"},
    {"month",
     "month parent:link count groups:group periods:periods has_neighbours earlier:link later:link"},
    {"year", "title parent:link count groups:group periods:periods"},
    {"index", "title letters:letter"},
    {"standing", "page:standing_page blocks:block site_id:site_id versions:versions"},
    {"corrections", "corrections:correction"},
    {"search", "periods:periods"},
    {"search_results",
     "query total results:result has_neighbours back:link more:link "
     "elsewhere:languages"},
    {"appeal", "appeal:appeal"},
    {"withdrawn", "withdrawn:withdrawn"},
    {"moved", "moved:link"},
    {"not_found", ""},
}};

constexpr std::array<Shape, 52> records{{
    {"alternate", "hreflang href"},
    {"appeal", "title feeds:feed addresses:text_link_list"},
    {"block", "prose figure:picture pull_quote:pull_quote note:note card:card table"},
    {"breaking", "href headline"},
    {"card", "title href source picture:picture credit"},
    {"correction", "href headline time:time text"},
    {"described", "type name description"},
    {"feed", "href type text format"},
    {"front_block", "breaking:breaking lead:teaser seconds:teasers strip:strip opinion:teasers"},
    {"graph",
     "type title description locale other_locales:locale picture:graph_picture published modified "
     "section tags:link"},
    {"graph_picture", "href width height alt"},
    {"group", "id title untitled teasers:teaser"},
    {"head",
     "title description hidden css icon icon_png touch_icon canonical address "
     "alternates:alternate feeds:typed_link graph:graph linked_data"},
    {"label", "kind text"},
    {"language", "href tag dir name current"},
    {"languages", "entries:language"},
    {"later", "entries:later_entry"},
    {"later_entry", "href headline time:time"},
    {"letter", "letter entries:letter_entry"},
    {"letter_entry", "href name note"},
    {"link", "href name"},
    {"link_list", "entries:link"},
    {"links", "search support topics bylines corrections archive feed json_feed"},
    {"locale", "locale"},
    {"month", "href name current"},
    {"navigation", "sections:section_link"},
    {"note", "title text"},
    {"paper", "name tagline home"},
    {"periods", "title years:year all:link"},
    {"picture", "src webp jpeg sizes width height alt eager focus has_caption caption credit"},
    {"pull_quote", "text who"},
    {"related", "teasers:teaser"},
    {"result", "href headline excerpt section time:time"},
    {"section_link", "href name current"},
    {"site_id", "words hex"},
    {"slot", "href title has_links links:text_link"},
    {"standing", "href title current"},
    {"standing_page", "title since:time"},
    {"story",
     "kind partner label:label section:link headline standfirst has_bylines bylines:link "
     "published:time updated:time has_translations translations:language lead:picture dateline "
     "source:link"},
    {"story_corrections", "count entries:correction"},
    {"strip", "id href name teasers:teaser"},
    {"teaser",
     "href headline standfirst label:label kicker:text_link picture:picture has_foot byline_line "
     "time:time"},
    {"teasers", "id href teasers:teaser"},
    {"text_link", "href text"},
    {"text_link_list", "entries:text_link"},
    {"time", "iso text"},
    {"typed_link", "href type title"},
    {"version", "time:time blocks:block"},
    {"versions", "entries:version"},
    {"withdrawn", "time:time reason"},
    {"writer", "name biography picture:picture"},
    {"year", "year href current has_months months:month"},
}};

std::string_view fields_of(std::string_view record) {
    for (const Shape& shape : records)
        if (shape.name == record) return shape.fields;
    return {};
}

/// What a field holds: the name of a record, or nothing for a text, a number or a yes.
struct Field {
    std::string_view record;
};
std::optional<Field> find(std::string_view fields, std::string_view name) {
    for (const std::string_view one : split(fields, ' ')) {
        const auto colon = std::min(one.find(':'), one.size());
        if (!name.empty() && one.substr(0, colon) == name)
            return Field{colon == one.size() ? std::string_view() : one.substr(colon + 1)};
    }
    return std::nullopt;
}

void add_names(std::string_view fields, std::vector<std::string>& names) {
    for (const std::string_view one : split(fields, ' '))
        if (!one.empty()) names.emplace_back(one.substr(0, one.find(':')));
}

using Tokens = std::vector<Token>;

class Walk {
public:
    explicit Walk(const std::map<std::string, std::string>& sources) {
        for (const auto& [name, source] : sources)
            if (auto tokens = read_template(source)) templates_.emplace(name, std::move(*tokens));
    }

    std::vector<TemplateFault> all() {
        for (const Shape& page : pages) {
            scopes_ = {on_every_page, page.fields};
            walk(std::string(page.name));
        }
        return std::move(faults_);
    }

private:
    void walk(const std::string& name) {
        const auto found = templates_.find(name);
        if (found == templates_.end() || depth_ > most_nested) return;
        ++depth_;
        const std::size_t outside = scopes_.size();
        for (const Token& token : found->second) {
            using Kind = Token::Kind;
            for (const Argument& argument : token.arguments)
                look_up(name, token.line, argument.path);
            if (token.kind == Kind::partial)
                walk(token.text);
            else if (token.kind == Kind::close && scopes_.size() > outside)
                scopes_.pop_back();
            else if (token.kind == Kind::value || token.kind == Kind::json)
                look_up(name, token.line, token.path);
            else if (token.kind == Kind::section || token.kind == Kind::inverted)
                scopes_.push_back(look_up(name, token.line, token.path));
        }
        scopes_.resize(outside);
        --depth_;
    }

    /// The fields of what is found there.
    std::string_view look_up(const std::string& name, int line, const Path& path) {
        if (path.empty()) return {};
        std::optional<Field> found;
        for (auto scope = scopes_.rbegin(); scope != scopes_.rend() && !found; ++scope)
            found = find(*scope, path.front());
        if (!found) {
            std::vector<std::string> names;
            for (const std::string_view scope : scopes_)
                add_names(scope, names);
            say(name, line, path.front(), names);
            return {};
        }
        for (std::size_t part = 1; part < path.size(); ++part) {
            const std::string_view fields = fields_of(found->record);
            found = find(fields, path[part]);
            if (found) continue;
            const Path before(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(part));
            std::vector<std::string> names;
            add_names(fields, names);
            for (std::string& one : names)
                one = fmt::format("{}.{}", to_string(before), one);
            say(name, line, to_string(before) + "." + path[part], names);
            return {};
        }
        return fields_of(found->record);
    }

    void say(const std::string& name, int line, const std::string& typed,
             const std::vector<std::string>& names) {
        const auto meant = nearest(typed, names);
        TemplateFault fault{name, line,
                            fmt::format("no page has a field {} here{}", typed,
                                        meant ? fmt::format("; did you mean {}?", *meant)
                                              : "; docs/formats/theme.md lists those there are")};
        if (std::find(faults_.begin(), faults_.end(), fault) == faults_.end())
            faults_.push_back(std::move(fault));
    }

    static constexpr int most_nested = 48;
    std::map<std::string, Tokens> templates_;
    std::vector<std::string_view> scopes_;  // fields, from the page to the innermost record
    std::vector<TemplateFault> faults_;
    int depth_ = 0;
};

}  // namespace

std::vector<TemplateFault> unknown_fields(const std::map<std::string, std::string>& sources) {
    return Walk(sources).all();
}

}  // namespace kolokol::theme
