#include "theme/compiler.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace kolokol::theme {
namespace {

using Kind = Token::Kind;
using Tokens = std::vector<Token>;

/// A template compiled for one context; `piece` is nothing where it is faulty.
struct Compiled {
    std::string name;
    HtmlContext entry;
    HtmlContext exit;
    std::optional<std::uint32_t> piece;
};

/// A piece while it is written.
struct Draft {
    Piece piece;
    bool joins = false;  // a literal may go on where the last one ended

    void add_literal(const std::string& text) {
        const auto offset = static_cast<std::uint32_t>(piece.literals.size());
        const auto size = static_cast<std::uint32_t>(text.size());
        piece.literals += text;
        if (joins)
            piece.steps.back().second += size;
        else
            piece.steps.push_back({Step::Kind::literal, Slot::text, 1, offset, size});
        joins = true;
    }
    std::size_t add(Step::Kind kind, Slot slot, int line, std::uint32_t first) {
        joins = false;
        piece.steps.push_back({kind, slot, static_cast<std::uint32_t>(line), first, 0});
        return piece.steps.size() - 1;
    }
    void end(std::size_t section) {
        joins = false;
        piece.steps[section].second = static_cast<std::uint32_t>(piece.steps.size());
    }
};

class Compiler {
public:
    explicit Compiler(const std::map<std::string, std::string>& sources) {
        for (const auto& [name, source] : sources) {
            auto tokens = read_template(source);
            if (!tokens) {
                fault(name, tokens.error().line, tokens.error().sentence);
                broken_.insert(name);
                continue;
            }
            for (const Token& token : *tokens)
                if (token.kind == Kind::partial) partials_.insert(token.text);
            templates_.emplace(name, std::move(*tokens));
        }
    }

    CompiledTemplates compile_all() {
        for (const auto& [name, tokens] : templates_)
            if (partials_.count(name) == 0) add_page(name);
        for (const auto& name : partials_) {
            if (templates_.count(name) == 0) continue;
            // A partial is a page of its own where it can be one; what is wrong with one that a
            // page uses has been said by now. Those that stand in a ring were never reached.
            const bool reached = std::any_of(compiled_.begin(), compiled_.end(),
                                             [&](const Compiled& one) { return one.name == name; });
            const auto faults = faults_;
            add_page(name);
            if (reached) faults_ = faults;
        }
        return {std::move(program_), std::move(faults_)};
    }

private:
    void fault(const std::string& name, int line, std::string sentence) {
        TemplateFault made{name, line, std::move(sentence)};
        if (std::find(faults_.begin(), faults_.end(), made) == faults_.end())
            faults_.push_back(std::move(made));
    }

    void add_page(const std::string& name) {
        const Compiled made = compile(name, HtmlContext());
        if (!made.piece) return;
        if (made.exit == HtmlContext())
            program_.pages.emplace(name, *made.piece);
        else
            fault(name, last_line(name), fmt::format("the page ends {}", made.exit.describe()));
    }

    int last_line(const std::string& name) const {
        const Tokens& tokens = templates_.at(name);
        return tokens.empty() ? 1 : tokens.back().line;
    }

    Compiled compile(const std::string& name, const HtmlContext& entry) {
        for (const Compiled& one : compiled_)
            if (one.name == name && one.entry == entry) return one;
        active_.push_back(name);
        Compiled made{name, entry, entry, std::nullopt};
        Draft draft{{name}};
        const Tokens& tokens = templates_.at(name);
        std::size_t at = 0;
        bool fine = sequence(tokens, at, made.exit, draft, 1);
        if (fine && at < tokens.size()) {
            fault(name, tokens[at].line,
                  fmt::format("{{{{/{}}}}} closes nothing", to_string(tokens[at].path)));
            fine = false;
        }
        active_.pop_back();
        if (fine) {
            made.piece = static_cast<std::uint32_t>(program_.pieces.size());
            program_.pieces.push_back(std::move(draft.piece));
        }
        compiled_.push_back(made);
        return made;
    }

    /// Up to the end or to a close tag, which it leaves standing. False: a fault was noted.
    bool sequence(const Tokens& tokens, std::size_t& at, HtmlContext& context, Draft& draft,
                  int depth) {
        draft.piece.depth = std::max(draft.piece.depth, depth);
        for (; at < tokens.size() && tokens[at].kind != Kind::close; ++at) {
            const Token& token = tokens[at];
            std::optional<std::string> sentence;
            if (token.kind == Kind::literal) {
                sentence = context.walk(token.text);
                draft.add_literal(token.text);
            } else if (token.kind == Kind::section || token.kind == Kind::inverted) {
                if (!section(tokens, at, context, draft, depth)) return false;
            } else if (token.kind == Kind::partial) {
                if (!partial(token, context, draft, depth)) return false;
            } else {
                sentence = fill(token, context, draft);
            }
            if (!sentence) continue;
            fault(draft.piece.name, token.line, *sentence);
            return false;
        }
        return true;
    }

    /// `at` is its opening tag before, its closing tag behind.
    bool section(const Tokens& tokens, std::size_t& at, HtmlContext& context, Draft& draft,
                 int depth) {
        const Token& opening = tokens[at];
        const auto wrong = [&](int line, std::string sentence) {
            fault(draft.piece.name, line, std::move(sentence));
            return false;
        };
        const std::string named = to_string(opening.path);
        if (auto sentence = context.settle()) return wrong(opening.line, *sentence);
        if (depth >= deepest_nesting) return wrong(opening.line, "sections nest too deep");
        const std::size_t step =
            draft.add(opening.kind == Kind::section ? Step::Kind::section : Step::Kind::inverted,
                      Slot::text, opening.line, path(opening.path));
        const HtmlContext before = context;
        if (!sequence(tokens, ++at, context, draft, depth + 1)) return false;
        if (at >= tokens.size())
            return wrong(opening.line, fmt::format("the section {} is not closed", named));
        const Token& closing = tokens[at];
        if (closing.path != opening.path)
            return wrong(closing.line, fmt::format("{{{{/{}}}}} closes the section {} of line {}",
                                                   to_string(closing.path), named, opening.line));
        if (auto sentence = context.settle()) return wrong(closing.line, *sentence);
        if (!(context == before))
            return wrong(closing.line,
                         fmt::format("the section {} begins {} and ends {}, or at another point of "
                                     "it; it must leave the page as it found it{}",
                                     named, before.describe(), context.describe(),
                                     before.in_tag() ? ", so a blank between attributes stands "
                                                       "inside before the name"
                                                     : ""));
        draft.end(step);
        return true;
    }

    bool partial(const Token& token, HtmlContext& context, Draft& draft, int depth) {
        const auto wrong = [&](std::string sentence) {
            fault(draft.piece.name, token.line, std::move(sentence));
            return false;
        };
        if (broken_.count(token.text) != 0) return false;
        if (templates_.count(token.text) == 0)
            return wrong(fmt::format("there is no template {}.html", token.text));
        if (std::find(active_.begin(), active_.end(), token.text) != active_.end())
            return wrong(fmt::format("{} would contain itself", token.text));
        if (auto sentence = context.settle()) return wrong(*sentence);
        const Compiled made = compile(token.text, context);
        if (!made.piece) return false;
        context = made.exit;
        if (auto sentence = context.settle()) return wrong(*sentence);
        const int deepest = depth + program_.pieces[*made.piece].depth;
        if (deepest > deepest_nesting) return wrong("sections and partials nest too deep");
        draft.piece.depth = std::max(draft.piece.depth, deepest);
        draft.add(Step::Kind::partial, Slot::text, token.line, *made.piece);
        return true;
    }

    std::optional<std::string> fill(const Token& token, HtmlContext& context, Draft& draft) {
        const auto slot = context.fill();
        if (!slot) return slot.error();
        const bool json = token.kind == Kind::json;
        if (json != (*slot == Slot::json))
            return json ? "{{json …}} stands in a script of type application/ld+json only"
                        : "here {{json …}} is printed and nothing else";
        if (token.kind == Kind::value || json) {
            draft.add(Step::Kind::value, *slot, token.line, path(token.path));
            return std::nullopt;
        }
        if (*slot != Slot::text && *slot != Slot::plain_text && *slot != Slot::attribute)
            return "a text of the interface is no address";
        draft.add(Step::Kind::message, *slot, token.line, call(token, draft.piece.name));
        return std::nullopt;
    }

    std::uint32_t path(const Path& wanted) {
        const auto found = std::find(program_.paths.begin(), program_.paths.end(), wanted);
        if (found != program_.paths.end())
            return static_cast<std::uint32_t>(found - program_.paths.begin());
        program_.paths.push_back(wanted);
        return static_cast<std::uint32_t>(program_.paths.size() - 1);
    }

    std::uint32_t call(const Token& token, const std::string& name) {
        Message message{token.text, token.plural, {}, name, token.line};
        Call call;
        for (const Argument& argument : token.arguments) {
            message.arguments.push_back(argument.name);
            call.arguments.push_back(path(argument.path));
        }
        auto& messages = program_.messages;
        const auto found = std::find(messages.begin(), messages.end(), message);
        call.message = static_cast<std::uint32_t>(found - messages.begin());
        if (found == messages.end()) messages.push_back(std::move(message));
        program_.calls.push_back(std::move(call));
        return static_cast<std::uint32_t>(program_.calls.size() - 1);
    }

    std::map<std::string, Tokens> templates_;
    std::set<std::string> broken_;    // could not be cut into tokens
    std::set<std::string> partials_;  // used by another template
    std::vector<std::string> active_;
    std::vector<Compiled> compiled_;
    std::vector<TemplateFault> faults_;
    Program program_;
};

}  // namespace

CompiledTemplates compile(const std::map<std::string, std::string>& sources) {
    return Compiler(sources).compile_all();
}

}  // namespace kolokol::theme
