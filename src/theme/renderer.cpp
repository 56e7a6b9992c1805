#include "theme/renderer.hpp"

#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "theme/counting.hpp"
#include "theme/escape.hpp"

namespace kolokol::theme {
namespace {

/// What a new page is likely to need; a longer one grows.
constexpr std::size_t usual_page = std::size_t{48} << 10;

class Renderer {
public:
    Renderer(const Program& program, const Phrasebook& phrases, bool right_to_left)
        : program_(program), phrases_(phrases), right_to_left_(right_to_left) {
        out_.reserve(usual_page);
    }

    Result<std::string> render(std::uint32_t piece, const Record& model) {
        scopes_[0] = {&model, nullptr};
        depth_ = 1;
        const Piece& whole = program_.pieces[piece];
        if (!run(whole, 0, whole.steps.size())) return refuse(std::move(*problem_));
        return std::move(out_);
    }

private:
    /// A record, or an item of a list that is none.
    struct Scope {
        const Record* record = nullptr;
        const Value* item = nullptr;
    };

    bool run(const Piece& piece, std::size_t from, std::size_t to) {
        for (std::size_t at = from; at < to; ++at) {
            const Step& step = piece.steps[at];
            bool fine = true;
            switch (step.kind) {
                case Step::Kind::literal:
                    out_.append(piece.literals, step.first, step.second);
                    break;
                case Step::Kind::value:
                    fine = print(piece, step);
                    break;
                case Step::Kind::message:
                    fine = print_message(piece, step);
                    break;
                case Step::Kind::section:
                    fine = section(piece, at, find(program_.paths[step.first]));
                    at = step.second - 1;
                    break;
                case Step::Kind::inverted: {
                    const Value* value = find(program_.paths[step.first]);
                    if (value != nullptr && value->truthy()) at = step.second - 1;
                    // What follows up to step.second is run as what follows anyway.
                    break;
                }
                case Step::Kind::partial: {
                    const Piece& called = program_.pieces[step.first];
                    fine = run(called, 0, called.steps.size());
                    break;
                }
            }
            if (!fine) return false;
            if (out_.size() > longest_page) return too_long(piece);
        }
        return true;
    }

    bool section(const Piece& piece, std::size_t at, const Value* value) {
        const std::size_t end = piece.steps[at].second;
        if (value == nullptr || !value->truthy()) return true;
        if (const auto* list = std::get_if<List>(&value->any())) {
            for (const Value& item : *list) {
                const auto* record = std::get_if<Record>(&item.any());
                if (!inside({record, record == nullptr ? &item : nullptr}, piece, at + 1, end))
                    return false;
            }
            return true;
        }
        if (const auto* record = std::get_if<Record>(&value->any()))
            return inside({record, nullptr}, piece, at + 1, end);
        return run(piece, at + 1, end);
    }

    bool inside(Scope scope, const Piece& piece, std::size_t from, std::size_t to) {
        scopes_[depth_++] = scope;  // the compiler has held deepest_nesting
        const bool fine = run(piece, from, to);
        --depth_;
        return fine;
    }

    const Value* find(const Path& path) const {
        if (path.empty()) return scopes_[depth_ - 1].item;
        const Value* value = nullptr;
        for (std::size_t i = depth_; i-- > 0 && value == nullptr;)
            if (scopes_[i].record != nullptr) value = scopes_[i].record->find(path[0]);
        for (std::size_t i = 1; i < path.size() && value != nullptr; ++i) {
            const auto* record = std::get_if<Record>(&value->any());
            value = record == nullptr ? nullptr : record->find(path[i]);
        }
        return value;
    }

    bool wrong(const Piece& piece, const Step& step, const std::string& what) {
        problem_ = Problem{Kind::invalid, "theme.wrong_value",
                           fmt::format("{}.html:{}: {}", piece.name, step.line, what)};
        return false;
    }
    bool too_long(const Piece& piece) {
        problem_ = Problem{Kind::invalid, "theme.too_long",
                           fmt::format("the page is longer than {} MiB in {}.html",
                                       longest_page >> 20, piece.name)};
        return false;
    }

    bool print(const Piece& piece, const Step& step) {
        const Path& path = program_.paths[step.first];
        const Value* value = find(path);
        static const Value absent;
        const auto& any = (value == nullptr ? absent : *value).any();
        std::optional<std::string> fault;
        if (const auto* text = std::get_if<std::string>(&any))
            fault = print_text(*text, step.slot);
        else if (const auto* number = std::get_if<std::int64_t>(&any))
            fault = print_number(*number, step.slot);
        else if (const auto* html = std::get_if<SafeHtml>(&any))
            fault = print_html(*html, step.slot);
        else if (const auto* json = std::get_if<JsonText>(&any))
            fault = print_json(*json, step.slot);
        else if (std::holds_alternative<std::monostate>(any))
            fault = absent_fault(step.slot);
        else
            fault = "is no text but a list, a record or a yes";
        if (!fault) return true;
        return wrong(piece, step, fmt::format("{{{{{}}}}} {}", to_string(path), *fault));
    }

    std::optional<std::string> print_text(std::string_view text, Slot slot) {
        switch (slot) {
            case Slot::text:
                print_isolated(text);
                return std::nullopt;
            case Slot::plain_text:
                append_text(out_, text);
                return std::nullopt;
            case Slot::attribute:
                append_attribute(out_, text);
                return std::nullopt;
            case Slot::link:
            case Slot::address:
            case Slot::own_address:
                return append_address(out_, text, slot);
            case Slot::address_part:
                append_address_part(out_, text);
                return std::nullopt;
            case Slot::picture_set:
                return append_picture_set(out_, text);
            case Slot::json:
                return "is a text, and only JSON may stand here";
        }
        return std::nullopt;
    }

    /// A name in Latin letters inside of an Arabic sentence takes no punctuation with it.
    void print_isolated(std::string_view text) {
        const bool isolate = runs_against(text, right_to_left_);
        if (isolate) out_ += "<bdi>";
        append_text(out_, text);
        if (isolate) out_ += "</bdi>";
    }

    std::optional<std::string> print_number(std::int64_t number, Slot slot) {
        if (slot == Slot::json || slot == Slot::picture_set) return "is a number";
        std::array<char, 24> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        out_.append(digits.data(), end);
        return std::nullopt;
    }

    std::optional<std::string> print_html(const SafeHtml& html, Slot slot) {
        if (slot != Slot::text) return "is HTML, and here only text may stand";
        out_ += html.text();
        return std::nullopt;
    }

    std::optional<std::string> print_json(const JsonText& json, Slot slot) {
        if (slot != Slot::json) return "is JSON, which stands in a script of its own only";
        append_json(out_, json.text);
        return std::nullopt;
    }

    static std::optional<std::string> absent_fault(Slot slot) {
        const bool whole = slot == Slot::link || slot == Slot::address ||
                           slot == Slot::own_address || slot == Slot::json;
        if (!whole) return std::nullopt;
        return "is not there; put the element into a section that asks for it";
    }

    bool print_message(const Piece& piece, const Step& step) {
        const Call& call = program_.calls[step.first];
        const Message& message = program_.messages[call.message];
        std::int64_t count = 0;
        for (std::size_t i = 0; i < call.arguments.size(); ++i) {
            if (message.plural.empty() || message.arguments[i] != "count") continue;
            const Value* value = find(program_.paths[call.arguments[i]]);
            const auto* number =
                value == nullptr ? nullptr : std::get_if<std::int64_t>(&value->any());
            if (number == nullptr)
                return wrong(piece, step, "the count of {{n …}} is not a number");
            count = *number;
        }
        for (const Phrase::Part& part : phrases_.phrase(call.message, count).parts) {
            if (part.argument < 0) {
                out_ += step.slot == Slot::attribute ? part.attribute : part.text;
                continue;
            }
            const Path& path =
                program_.paths[call.arguments[static_cast<std::size_t>(part.argument)]];
            if (auto fault = print_argument(find(path), step.slot))
                return wrong(piece, step, fmt::format("{} {}", to_string(path), *fault));
        }
        return true;
    }

    std::optional<std::string> print_argument(const Value* value, Slot slot) {
        if (value == nullptr) return std::nullopt;
        if (const auto* text = std::get_if<std::string>(&value->any()))
            return print_text(*text, slot);
        if (const auto* number = std::get_if<std::int64_t>(&value->any()))
            return print_text(phrases_.catalogue().counting().number(*number), slot);
        if (std::holds_alternative<std::monostate>(value->any())) return std::nullopt;
        return "is neither a text nor a number, which a text of the interface could name";
    }

    const Program& program_;
    const Phrasebook& phrases_;
    const bool right_to_left_;
    std::array<Scope, deepest_nesting + 2> scopes_{};
    std::size_t depth_ = 0;
    std::string out_;
    std::optional<Problem> problem_;
};

}  // namespace

Result<std::string> render(const Program& program, std::uint32_t piece, const Phrasebook& phrases,
                           bool right_to_left, const Record& model) {
    return Renderer(program, phrases, right_to_left).render(piece, model);
}

}  // namespace kolokol::theme
