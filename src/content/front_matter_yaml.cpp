#include <sstream>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "content/front_matter.hpp"

namespace kolokol::content {
namespace {

/// Thrown out of the parser, past which nothing else leads, and caught in read_yaml() alone.
struct Stop {
    ManuscriptFault fault;
};

constexpr std::string_view no_alias =
    "anchors (&) and aliases (*) of YAML are not taken; write the value out, and put text that "
    "begins "
    "with such a sign in quotes";

/// Builds our tree from the parser's events and stops it at the first thing that is not taken,
/// before it becomes large: an alias is refused where it stands and never followed.
class Builder final : public YAML::EventHandler {
public:
    Builder(std::string_view source, int first_line) : source_(source), first_line_(first_line) {}

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++documents_ > 1)
            stop(mark, "manuscript.bad_yaml", "a second document begins here; one is taken");
    }
    void OnDocumentEnd() override {}
    void OnAnchor(const YAML::Mark& mark, const std::string&) override { stop_at_alias(mark); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { stop_at_alias(mark); }
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        put(mark, make(mark, FrontValue::Kind::nothing, {}, anchor));
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& text) override {
        if (tag == "!") check_quotes(mark);
        if (tag == "?") check_plain(mark, text);
        FrontValue value = make(mark, FrontValue::Kind::text, tag, anchor);
        value.text = text;
        put(mark, std::move(value));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(mark, make(mark, FrontValue::Kind::list, tag, anchor));
    }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(mark, make(mark, FrontValue::Kind::map, tag, anchor));
    }
    void OnSequenceEnd() override { close(); }
    void OnMapEnd() override { close(); }

    FrontValue root;

private:
    struct Open {
        FrontValue value;
        bool has_key = false;
        std::string key;
        int key_line = 1;
    };

    [[noreturn]] void stop(const YAML::Mark& mark, std::string_view code,
                           std::string sentence) const {
        throw Stop{{line(mark), std::string(code), std::move(sentence)}};
    }
    [[noreturn]] void stop_at_alias(const YAML::Mark& mark) const {
        stop(mark, "manuscript.alias", std::string(no_alias));
    }
    /// From where a value begins to the end of its line. Values come in the order of their lines.
    std::string_view rest_of_line(const YAML::Mark& mark) {
        for (; passed_ < mark.line && at_ != source_.npos; ++passed_)
            if ((at_ = source_.find('\n', at_)) != source_.npos) ++at_;
        if (at_ == source_.npos || mark.column < 0) return {};
        const auto line = source_.substr(at_, source_.find('\n', at_) - at_);
        const auto start = static_cast<std::size_t>(mark.column);
        return start < line.size() ? line.substr(start) : std::string_view();
    }
    /// A quote that is not closed would swallow the keys below it, up to the next one.
    void check_quotes(const YAML::Mark& mark) {
        const auto line = rest_of_line(mark);
        if (line.empty() || (line[0] != '"' && line[0] != '\'')) return;
        for (std::size_t next = 1; next < line.size(); ++next) {
            if (line[next] == '\\' && line[0] == '"')
                ++next;
            else if (line[next] == line[0]) {
                if (line[0] == '"' || line.substr(next + 1, 1) != "'") return;
                ++next;
            }
        }
        stop(mark, "manuscript.bad_yaml",
             "the quote that opens here is not closed in this line; close it, and write a text of "
             "several lines after | or >");
    }
    /// A text without quotes stands in its line as it is read. What goes on in the next one is a
    /// line that was forgotten there, or one whose key lost its colon.
    void check_plain(const YAML::Mark& mark, std::string_view text) {
        if (rest_of_line(mark).starts_with(text)) return;
        stop(mark, "manuscript.bad_yaml",
             "the text that begins here goes on in the next line; write it in one line, or its "
             "lines after | or >, and see whether the next line lacks a colon");
    }
    int line(const YAML::Mark& mark) const { return first_line_ + std::max(0, mark.line); }

    FrontValue make(const YAML::Mark& mark, FrontValue::Kind kind, const std::string& tag,
                    YAML::anchor_t anchor) {
        if (anchor != 0) stop_at_alias(mark);
        // "?" is a plain value, "!" one in quotes.
        if (!tag.empty() && tag != "?" && tag != "!")
            stop(mark, "manuscript.tag",
                 "tags of YAML (!) are not taken; put text that begins with ! in quotes");
        if (++values_ > front_matter_values)
            stop(mark, "manuscript.too_large",
                 fmt::format("the front matter has more than {} values", front_matter_values));
        FrontValue value;
        value.kind = kind;
        value.line = line(mark);
        return value;
    }

    void open(const YAML::Mark& mark, FrontValue value) {
        if (open_.size() >= static_cast<std::size_t>(front_matter_depth))
            stop(mark, "manuscript.too_deep",
                 fmt::format("lists and maps stand more than {} levels deep", front_matter_depth));
        if (!open_.empty() && open_.back().value.kind == FrontValue::Kind::map &&
            !open_.back().has_key)
            stop(mark, "manuscript.bad_yaml", "a key must be text");
        open_.push_back({std::move(value), false, {}, 1});
    }

    void close() {
        FrontValue value = std::move(open_.back().value);
        open_.pop_back();
        place(std::move(value));
    }

    /// A text or nothing: a key, where one is due, or a value.
    void put(const YAML::Mark& mark, FrontValue value) {
        if (open_.empty() || open_.back().value.kind != FrontValue::Kind::map ||
            open_.back().has_key) {
            place(std::move(value));
            return;
        }
        Open& map = open_.back();
        if (value.kind != FrontValue::Kind::text || value.text.empty())
            stop(mark, "manuscript.bad_yaml", "a key must be text");
        for (const FrontEntry& entry : map.value.entries)
            if (entry.key == value.text)
                stop(mark, "manuscript.key_twice",
                     fmt::format("'{}' stands here a second time (first in line {}); keep one",
                                 value.text, entry.line));
        map.has_key = true;
        map.key = std::move(value.text);
        map.key_line = value.line;
    }

    void place(FrontValue value) {
        if (open_.empty()) {
            root = std::move(value);
            return;
        }
        Open& parent = open_.back();
        if (parent.value.kind == FrontValue::Kind::list) {
            parent.value.items.push_back(std::move(value));
            return;
        }
        parent.value.entries.push_back({std::move(parent.key), parent.key_line, std::move(value)});
        parent.has_key = false;
    }

    std::string_view source_;
    std::size_t at_ = 0;  // where in source_ the line begins before which passed_ others stand
    int passed_ = 0;
    int first_line_;
    int documents_ = 0;
    std::size_t values_ = 0;
    std::vector<Open> open_;
};

}  // namespace

std::optional<FrontValue> read_yaml(std::string_view text, int first_line, Faults& faults) {
    Builder builder(text, first_line);
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (Stop& stopped) {
        faults.push_back(std::move(stopped.fault));
        return std::nullopt;
    } catch (const YAML::Exception& error) {
        const int line = first_line + std::max(0, error.mark.line);
        if (error.msg.find("anchor") != std::string::npos)
            faults.push_back({line, "manuscript.alias", std::string(no_alias)});
        else
            faults.push_back(
                {line, "manuscript.bad_yaml",
                 fmt::format("the front matter is no YAML here ({}); text with a colon "
                             "or a quote inside stands in quotes",
                             error.msg)});
        return std::nullopt;
    }
    if (builder.root.kind == FrontValue::Kind::nothing) builder.root.kind = FrontValue::Kind::map;
    if (builder.root.kind != FrontValue::Kind::map) {
        faults.push_back({builder.root.line, "manuscript.bad_yaml",
                          "the front matter must be a list of keys and values, headline: …"});
        return std::nullopt;
    }
    return std::move(builder.root);
}

}  // namespace kolokol::content
